import type { Tables } from '../ports.js';
import type { StoredFile } from '../works/file.js';
import type { Fingerprints } from './fingerprint.js';
import { dropTrimmedHash, saveHashes, wholeHashes, type PictureHash } from './hash-store.js';
import { markSearched, replaceFingerprints, trimmedOfFiles } from './picture-store.js';

/**
 * Lets files be found that a recorded statement names. Those whose fingerprints are not there yet are found by their PDQ
 * alone until they are (`keep-comparing.ts`).
 */
export async function makeSearchable(tables: Tables, files: readonly StoredFile[]): Promise<void> {
  if (files.length === 0) return;
  const trimmed = await trimmedOfFiles(
    tables,
    files.map(({ cid }) => cid),
  );
  await saveHashes(tables, [...wholeHashes(files), ...trimmed.flatMap(trimmedHash)]);
  await markSearched(
    tables,
    files.map(({ cid }) => cid),
  );
}

/** Puts a registered file's fingerprints in the place of those of an earlier version. */
export async function searchAnew(
  tables: Tables,
  file: StoredFile,
  fingerprints: Fingerprints,
): Promise<void> {
  await replaceFingerprints(tables, file.cid, fingerprints);
  await dropTrimmedHash(tables, file.cid);
  await makeSearchable(tables, [file]);
}

const trimmedHash = ({ file, trimmed }: { file: string; trimmed: Fingerprints['trimmed'] }): PictureHash[] =>
  trimmed === null ? [] : [{ file, form: 'trimmed', hash: trimmed.pdq.hash, quality: trimmed.pdq.quality }];
