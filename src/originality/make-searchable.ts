import { canonicalJson } from '../lib/canonical-json.js';
import type { Tables } from '../ports.js';
import { replaceFile } from '../works/file-store.js';
import type { StoredFile } from '../works/file.js';
import type { Fingerprints } from './fingerprint.js';
import { dropHash, saveHashes, wholeHashes, type PictureHash } from './hash-store.js';
import { dropColours, saveColours } from './colour-store.js';
import { markSearched, replaceFingerprints, trimmedOfFiles, worksOfFiles } from './picture-store.js';

/**
 * Lets files be found, those of them that are of works: what else statements name, such as evidence for a claim, is no work
 * that could be copied, and there may be much of it. Those whose fingerprints are not there yet are found by their PDQ alone
 * until they are (`keep-comparing.ts`).
 */
export async function makeSearchable(tables: Tables, files: readonly StoredFile[]): Promise<void> {
  const cids = files.map(({ cid }) => cid);
  const ofWorks = new Set((await worksOfFiles(tables, cids)).map(({ file }) => file));
  if (ofWorks.size === 0) return;
  const trimmed = await trimmedOfFiles(tables, [...ofWorks]);
  const pictures = files.filter(({ cid }) => ofWorks.has(cid));
  await saveColours(tables, pictures);
  await saveHashes(tables, [...wholeHashes(pictures), ...trimmed.flatMap(trimmedHash)]);
  await markSearched(tables, [...ofWorks]);
}

/** Puts a registered file's fingerprints in the place of those of an earlier version. */
export async function searchAnew(
  tables: Tables,
  {
    before,
    now,
    fingerprints,
  }: { readonly before: StoredFile; readonly now: StoredFile; readonly fingerprints: Fingerprints },
): Promise<void> {
  await replaceFingerprints(tables, now.cid, fingerprints);
  await dropHash(tables, now.cid, 'trimmed');
  // PDQ is defined once and for all; what a decoder makes of a file is not.
  if (canonicalJson(now) !== canonicalJson(before)) {
    await replaceFile(tables, now);
    await dropHash(tables, now.cid, 'whole');
    await dropColours(tables, now.cid);
  }
  await makeSearchable(tables, [now]);
}

const trimmedHash = ({ file, trimmed }: { file: string; trimmed: Fingerprints['trimmed'] }): PictureHash[] =>
  trimmed === null ? [] : [{ file, form: 'trimmed', hash: trimmed.pdq.hash, quality: trimmed.pdq.quality }];
