import { createPublicKey, verify } from 'node:crypto';
import { concatBytes } from '../../lib/bytes.js';
import type { Carried } from '../carriers/carried.js';
import type { StoredPixels } from '../carriers/read-stealth.js';
import { textOf } from '../draft-account.js';
import type { GenerationAccount } from '../generation-account.js';
import { novelaiComments, type NovelaiComment } from '../readers/read-novelai.js';
import type { Finding } from './finding.js';

/** NovelAI's Ed25519 key, by which it signs a picture's colours and parameters. */
const KEY = createPublicKey({
  key: { kty: 'OKP', crv: 'Ed25519', x: 'Y2JcQAOhLwzwSDUJPNgL04nS0Tbqm7cSRc4xk0vRMic' },
  format: 'jwk',
});

/** A copy of NovelAI's Comment that bears a signature. */
interface SignedCopy {
  readonly where: string;
  readonly holds: boolean;
}

/** What NovelAI signed: the copy that stands in the file, and the one that hides in its pixels; null for what is not there or not signed. */
export interface NovelaiSignature {
  readonly inFile: SignedCopy | null;
  readonly inPixels: SignedCopy | null;
}

/** Checks each signed copy of NovelAI's Comment against the pixels; null where none is signed. */
export function checkNovelai(carried: Carried, pixels: StoredPixels): NovelaiSignature | null {
  const signed = novelaiComments(carried).filter(({ members }) => textOf(members['signed_hash']) !== null);
  if (signed.length === 0) return null;
  const colours = coloursOf(pixels);
  const check = (isHidden: boolean): SignedCopy | null => {
    const copy = signed.find(({ text }) => (text.carrier === 'stealth') === isHidden);
    return copy ? { where: copy.text.where, holds: isSigned(copy, colours) } : null;
  };
  return { inFile: check(false), inPixels: check(true) };
}

/** The member as Python's json.dumps writes it, with the comma that parts it from the others. */
const MEMBER = /(?:, )?"signed_hash": "([A-Za-z0-9+/=]{1,200})"(?:, (?="))?/;

function isSigned({ comment }: NovelaiComment, colours: Uint8Array): boolean {
  const [member, signature] = MEMBER.exec(comment) ?? [];
  if (member === undefined || signature === undefined) return false;
  // In the middle one of the two commas stays.
  const between = member.startsWith(', ') && member.endsWith(', ') ? ', ' : '';
  const rest = comment.replace(member, between);
  return verify(null, concatBytes([colours, Buffer.from(rest)]), KEY, Buffer.from(signature, 'base64'));
}

/** Red, green and blue of each pixel, row by row. */
function coloursOf({ channels, bytes, width, height }: StoredPixels): Uint8Array {
  if (channels === 3) return bytes;
  const colours = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; from < bytes.length; from += 4) {
    colours[to++] = bytes[from]!;
    colours[to++] = bytes[from + 1]!;
    colours[to++] = bytes[from + 2]!;
  }
  return colours;
}

/** Whether an account is what NovelAI signed, and not another text beside that. */
export const isSignedByNovelai = (
  signature: NovelaiSignature | null,
  { readFrom }: Pick<GenerationAccount, 'readFrom'>,
): boolean =>
  [signature?.inFile, signature?.inPixels].some(
    (copy) => copy?.holds === true && copy.where === readFrom.tool,
  );

/** `first` is the account that the file is taken to give. */
export function findingsOfNovelai(
  signature: NovelaiSignature | null,
  first: Pick<GenerationAccount, 'readFrom'> | null,
): Finding[] {
  if (signature === null) return [];
  const copies = [signature.inFile, signature.inPixels].filter((copy) => copy !== null);
  if (!copies.some(({ holds }) => holds))
    return [
      {
        code: 'SIGNATURE_BROKEN',
        message:
          "NovelAI's signature does not hold: a pixel or a parameter was changed after NovelAI signed them. The file as NovelAI gave it would clear this.",
      },
    ];
  return first !== null && isSignedByNovelai(signature, first) && copies.every(({ holds }) => holds)
    ? []
    : [
        {
          code: 'TEXT_EDITED',
          message:
            "NovelAI's signature holds for another text of the file than the one that tells how it was made: that text was edited or added. What NovelAI signed would clear this.",
        },
      ];
}
