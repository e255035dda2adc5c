import { createPublicKey, verify } from 'node:crypto';
import { concatBytes } from '../../lib/bytes.js';
import type { Carried } from '../carriers/carried.js';
import type { StoredPixels } from '../carriers/read-stealth.js';
import { textOf } from '../draft-account.js';
import { commentIn, type NovelaiComment } from '../readers/read-novelai.js';
import type { Finding } from './finding.js';

/** NovelAI's Ed25519 key, by which it signs a picture's colours and parameters. */
const KEY = createPublicKey({
  key: { kty: 'OKP', crv: 'Ed25519', x: 'Y2JcQAOhLwzwSDUJPNgL04nS0Tbqm7cSRc4xk0vRMic' },
  format: 'jwk',
});

/** Whether NovelAI signed what stands in the file and what hides in its pixels; null where a copy is not there or not signed. */
export interface NovelaiSignature {
  readonly inFile: boolean | null;
  readonly inPixels: boolean | null;
}

/** Checks each copy of NovelAI's Comment against the pixels; null where none is signed. */
export function checkNovelai(carried: Carried, pixels: StoredPixels): NovelaiSignature | null {
  const colours = coloursOf(pixels);
  const check = (isHidden: boolean): boolean | null => {
    const signed = carried.texts
      .filter(({ carrier }) => (carrier === 'stealth') === isHidden)
      .flatMap((text) => commentIn(text) ?? [])
      .find(({ members }) => textOf(members['signed_hash']) !== null);
    return signed ? isSigned(signed, colours) : null;
  };
  const signature = { inFile: check(false), inPixels: check(true) };
  return signature.inFile === null && signature.inPixels === null ? null : signature;
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

export function findingsOfNovelai(signature: NovelaiSignature | null): Finding[] {
  if (signature === null) return [];
  const { inFile, inPixels } = signature;
  if (inFile === false && inPixels === true)
    return [
      {
        code: 'TEXT_EDITED',
        message:
          "NovelAI's signature holds for what hides in the pixels, and not for what stands in the file: the text of the file was edited. What hides in the pixels is what NovelAI signed.",
      },
    ];
  return inFile === false || inPixels === false
    ? [
        {
          code: 'SIGNATURE_BROKEN',
          message:
            "NovelAI's signature does not hold: a pixel or a parameter was changed after NovelAI signed them. The file as NovelAI gave it would clear this.",
        },
      ]
    : [];
}
