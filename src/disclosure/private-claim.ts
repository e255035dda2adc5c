import type { GenerationRecord, PrivateText } from '../creation/generation-record.js';
import { commitmentTo } from '../lib/commitment.js';
import { toHex } from '../lib/hex.js';
import { Refusal } from '../lib/refusal.js';
import { inOrder, toldAt, withoutFields, type WithheldField } from './withheld-field.js';

/** What opens a commitment, as its owner keeps it in a file. */
export interface KeptText {
  /** Of what it is, such as /generations/0/prompt; of a step "prompt" or "note". */
  readonly field: string;
  readonly commitment: string;
  readonly salt: string;
  readonly content: unknown;
}

/** Commits to what a field says: anew, or as it was done before. */
export type Hide = (field: string, content: unknown) => KeptText;

/** A salted commitment to something, and what opens it. */
export const hidden: Hide = (field, content) => {
  const opening = { salt: toHex(crypto.getRandomValues(new Uint8Array(32))), content };
  return { field, commitment: commitmentTo(opening), ...opening };
};

/** A salted commitment in place of a text, and what opens it; one that is a commitment already stays. */
export function hiddenText(
  field: string,
  text: PrivateText,
  hide: Hide = hidden,
): { readonly text: PrivateText; readonly kept: KeptText[] } {
  if ('commitment' in text) return { text, kept: [] };
  const kept = hide(field, text.text);
  return { text: { commitment: kept.commitment }, kept: [kept] };
}

/** What of a claim is not told: all prompts and raw metadata, and fields by JSON Pointers into it. */
export interface Hiding {
  readonly texts: boolean;
  readonly pointers: readonly string[];
  readonly hide?: Hide;
}

/** What of a claim can be private. */
interface Claimed {
  readonly generations?: GenerationRecord[] | undefined;
  readonly withheld?: WithheldField[] | undefined;
}

interface Private<Claim> {
  readonly claim: Claim;
  /** What opens what is hidden. */
  readonly kept: KeptText[];
}

/** The claim with what is hidden as salted commitments; refuses NOTHING_THERE. Whether it still fits its schema is for the caller to see. */
export function hideInClaim<Claim extends Claimed>(claim: Claim, hiding: Hiding): Private<Claim> {
  // First: a pointer is into the claim as it was.
  const texts = withPrivateTexts(claim, hiding);
  const held = withholdFields(texts.claim, hiding);
  return { claim: held.claim, kept: [...held.kept, ...texts.kept] };
}

/** The claim with salted commitments in place of prompts, raw metadata, and what the file says of a field that is withheld. */
function withPrivateTexts<Claim extends Claimed>(
  claim: Claim,
  { texts, pointers, hide: hideOne = hidden }: Hiding,
): Private<Claim> {
  const kept: KeptText[] = [];
  const hide = (field: string, text: PrivateText): PrivateText => {
    const made = hiddenText(field, text, hideOne);
    kept.push(...made.kept);
    return made.text;
  };
  const generations = claim.generations?.map((record, at) => {
    const place = `/generations/${at}`;
    const isHeld = (field: string) => pointers.includes(`${place}/${field}`);
    // Of a record that is withheld as a whole everything goes with it.
    if (pointers.includes(place)) return record;
    const text = (field: 'prompt' | 'negativePrompt' | 'rawMetadata') => {
      const told = record[field];
      return told && texts && !isHeld(field) ? hide(`${place}/${field}`, told) : told;
    };
    return {
      ...record,
      prompt: text('prompt'),
      negativePrompt: text('negativePrompt'),
      rawMetadata: text('rawMetadata'),
      corrections: record.corrections?.map(({ field, read }, index) => {
        const isText = field === 'prompt' || field === 'negativePrompt';
        const isHidden = isHeld(field) || (texts && isText);
        return { field, read: isHidden ? hide(`${place}/corrections/${index}/read`, read) : read };
      }),
    };
  });
  return { claim: { ...claim, ...(generations && { generations }) }, kept };
}

/** The claim without some of its fields, by JSON Pointers into it, with commitments to them; refuses NOTHING_THERE. */
function withholdFields<Claim extends Claimed>(
  claim: Claim,
  { pointers, hide = hidden }: Pick<Hiding, 'pointers' | 'hide'>,
): Private<Claim> {
  if (pointers.length === 0) return { claim, kept: [] };
  const paths = inOrder([...new Set(pointers)]);
  const bare = paths.find((path) => !path.startsWith('/'));
  if (bare !== undefined)
    throw new Refusal(
      'NOTHING_THERE',
      `${bare} is no JSON Pointer: it begins with a slash, such as /account.`,
      { path: bare },
    );
  const kept = paths.map((path) => {
    const content = toldAt(claim, path);
    if (content === undefined)
      throw new Refusal(
        'NOTHING_THERE',
        `The claim tells nothing at ${path}, so nothing can be withheld there.`,
        { path },
      );
    return hide(path, content);
  });
  const withheld = [
    ...(claim.withheld ?? []),
    ...kept.map(({ field: path, commitment }) => ({ path, commitment })),
  ];
  return { claim: { ...withoutFields(claim, paths), withheld }, kept };
}
