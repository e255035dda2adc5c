import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { claimBodySchema } from '../claims/claim.js';
import type { GenerationRecord, PrivateText } from '../creation/generation-record.js';
import { inOrder, toldAt, withoutFields } from '../disclosure/withheld-field.js';
import { commitmentTo } from '../lib/commitment.js';
import { Refusal } from '../lib/refusal.js';
import { writeNewFile } from './new-file.js';
import { readBody } from '../register/statement.js';

/** The part of a claim that people write down: how the work was made. */
const claimFileSchema = claimBodySchema
  .pick({
    basis: true,
    account: true,
    generations: true,
    acts: true,
    makings: true,
    authorCreated: true,
    materialExcluded: true,
    newMaterialIncluded: true,
    withheld: true,
  })
  .partial();

export type ClaimFile = z.infer<typeof claimFileSchema>;

/** What opens a commitment, as it is kept beside a claim or in a watched folder. */
export interface KeptText {
  /** Of what it is, such as /generations/0/prompt; of a step "prompt" or "note". */
  readonly field: string;
  readonly commitment: string;
  readonly salt: string;
  readonly content: unknown;
}

/** Reads the file of --claim. */
export async function readClaimFile(path: string): Promise<ClaimFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Refusal('NO_SUCH_FILE', `The file ${path} of --claim cannot be read.`, { path }, { cause });
  });
  try {
    return readBody(claimFileSchema, JSON.parse(text), path);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new Refusal('OUT_OF_SCHEMA', `${path} is not JSON: ${cause.message}.`, { path }, { cause });
  }
}

/** A salted commitment to something, and what opens it. */
export function hidden(field: string, content: unknown): KeptText {
  const opening = { salt: randomBytes(32).toString('hex'), content };
  return { field, commitment: commitmentTo(opening), ...opening };
}

/** A salted commitment in place of a text, and what opens it; one that is a commitment already stays. */
export function hiddenText(
  field: string,
  text: PrivateText,
): { readonly text: PrivateText; readonly kept: KeptText[] } {
  if ('commitment' in text) return { text, kept: [] };
  const kept = hidden(field, text.text);
  return { text: { commitment: kept.commitment }, kept: [kept] };
}

/** What of a claim is not told: all prompts and raw metadata, and fields by JSON Pointers into it. */
export interface Hiding {
  readonly texts: boolean;
  readonly pointers: readonly string[];
}

/** The claim with what is hidden as salted commitments, and what opens them; refuses NOTHING_THERE. */
export function privateClaim(claim: ClaimFile, hiding: Hiding): { claim: ClaimFile; kept: KeptText[] } {
  // First: a pointer is into the claim as it was.
  const texts = withPrivateTexts(claim, hiding);
  const held = withheldFrom(texts.claim, hiding.pointers);
  return { claim: held.claim, kept: [...held.kept, ...texts.kept] };
}

/** The claim with salted commitments in place of prompts, raw metadata, and what the file says of a field that is withheld. */
function withPrivateTexts(
  claim: ClaimFile,
  { texts, pointers }: Hiding,
): { claim: ClaimFile; kept: KeptText[] } {
  const kept: KeptText[] = [];
  const hide = (field: string, text: PrivateText): PrivateText => {
    const made = hiddenText(field, text);
    kept.push(...made.kept);
    return made.text;
  };
  const generations = claim.generations?.map((record: GenerationRecord, at) => {
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
export function withheldFrom(
  claim: ClaimFile,
  pointers: readonly string[],
): { claim: ClaimFile; kept: KeptText[] } {
  if (pointers.length === 0) return { claim, kept: [] };
  const paths = inOrder([...new Set(pointers)]);
  const bare = paths.find((path) => !path.startsWith('/'));
  if (bare !== undefined)
    throw new Refusal(
      'NOTHING_THERE',
      `${bare} is no JSON Pointer: it begins with a slash, such as /account.`,
      {
        path: bare,
      },
    );
  const kept = paths.map((path) => {
    const content = toldAt(claim, path);
    if (content === undefined)
      throw new Refusal(
        'NOTHING_THERE',
        `The claim tells nothing at ${path}, so nothing can be withheld there.`,
        {
          path,
        },
      );
    return hidden(path, content);
  });
  const withheld = [
    ...(claim.withheld ?? []),
    ...kept.map(({ field: path, commitment }) => ({ path, commitment })),
  ];
  try {
    return {
      claim: readBody(claimFileSchema, { ...withoutFields(claim, paths), withheld }, 'the claim'),
      kept,
    };
  } catch (cause) {
    throw new Refusal(
      'OUT_OF_SCHEMA',
      `The claim cannot be without ${paths.join(', ')}: a field that must be there is withheld with its whole entry, such as /acts/1.`,
      { paths },
      { cause },
    );
  }
}

/** Writes what opens the commitments beside the claim: nobody else has it. */
export async function keepOpenings(path: string, kept: readonly KeptText[]): Promise<void> {
  await writeNewFile(path, `${JSON.stringify(kept, null, 2)}\n`, 0o600);
}
