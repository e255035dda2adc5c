import type { Algorithm } from '../../lib/digest-of.js';
import { toHex } from '../../lib/hex.js';
import { sha256 } from '../../lib/sha256.js';
import { sha512 } from '../../lib/sha512.js';
import {
  ALGORITHMS,
  DECLARATION,
  DECLARATION_TEXT,
  INFO,
  PAYLOAD,
  manifestOf,
  tagManifestOf,
  type BagFile,
} from './bag.js';
import { bagInfoText, type BagInfo } from './bag-info.js';
import { manifestText } from './manifest-text.js';

const LISTED_TAGS: readonly string[] = [DECLARATION, INFO, ...ALGORITHMS.map(manifestOf)];

/** The names of all that `tagFiles` gives. */
export const TAG_FILES: readonly string[] = [...LISTED_TAGS, ...ALGORITHMS.map(tagManifestOf)];

/**
 * The files that make a folder with these files below data/ a bag: declaration, information, and for SHA-256 and for SHA-512 a
 * manifest of the payload and one of these files. The same payload and information give the same bytes.
 */
export function tagFiles(payload: readonly BagFile[], info: BagInfo): Map<string, Uint8Array> {
  const utf8 = new TextEncoder();
  const files = new Map([
    [DECLARATION, utf8.encode(DECLARATION_TEXT)],
    [INFO, utf8.encode(bagInfoText(info, payload))],
  ]);
  for (const algorithm of ALGORITHMS)
    files.set(manifestOf(algorithm), utf8.encode(listed(payload, algorithm)));
  const tags = [...files].map(([name, bytes]) => digested(name, bytes));
  for (const algorithm of ALGORITHMS)
    files.set(tagManifestOf(algorithm), utf8.encode(listed(tags, algorithm)));
  return files;
}

/** The texts of both manifests of an algorithm, as they follow from the files of a bag. */
export const manifestTexts = (files: readonly BagFile[], algorithm: Algorithm): Map<string, string> =>
  new Map([
    [manifestOf(algorithm), listed(files.filter(({ name }) => name.startsWith(PAYLOAD)), algorithm)],
    [tagManifestOf(algorithm), listed(files.filter(({ name }) => LISTED_TAGS.includes(name)), algorithm)],
  ]); // prettier-ignore

const listed = (files: readonly BagFile[], algorithm: Algorithm): string =>
  manifestText(files.map((file) => ({ name: file.name, digest: file[algorithm] })));

/** A file that is in memory, with its digests. */
export const digested = (name: string, bytes: Uint8Array): BagFile => ({
  name,
  sizeBytes: bytes.length,
  sha256: toHex(sha256(bytes)),
  sha512: toHex(sha512(bytes)),
});
