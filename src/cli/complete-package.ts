import { readFile, writeFile } from 'node:fs/promises';
import { openFonts } from '../adapters/fonts/open-fonts.js';
import type { DisclosedOpening } from '../disclosure/opening.js';
import { deriveRecord } from '../evidence/documents/derive-record.js';
import {
  requestedDocuments,
  type DocumentRequest,
} from '../evidence/documents/requested/requested-documents.js';
import { sourceOfPackage } from '../evidence/documents/source-of-package.js';
import { textDocuments } from '../evidence/documents/text-documents.js';
import type { WorkRecord } from '../evidence/documents/work-record.js';
import { writeRecordPdf } from '../evidence/documents/write-record-pdf.js';
import { packBag } from '../evidence/pack-bag.js';
import {
  infoOf,
  openPackage,
  partsOf,
  withDocuments,
  withOpenings,
  type OpenedPackage,
} from '../evidence/opened-package.js';
import { folderOf, pathOfDocument, type PackageParts } from '../evidence/package-format.js';
import { readPackage } from '../evidence/read-package.js';
import { entryOfBytes, writeZip, zipBytes } from '../evidence/write-zip.js';
import { reachableUrl } from '../lib/reachable-url.js';

/** What is put into a package here and not on the server, which need never see it. */
export interface Completion {
  /** What opens private fields of the statements. */
  readonly openings: readonly DisclosedOpening[];
  /** Documents on request, with what the record does not know. */
  readonly request: DocumentRequest;
  /** Where the work is looked up; left out where that is this machine alone. */
  readonly url: string;
  /** A rendition of the work's picture for record.pdf, which tells what is disclosed and is so written anew. */
  readonly pictureOf: (record: WorkRecord, parts: PackageParts) => Promise<Uint8Array | undefined>;
}

/**
 * Puts openings and documents on request into an evidence package, makes those anew that tell what is disclosed, and lists all of it in the
 * package's manifests. Refuses NOT_COMMITTED for what no statement of the package holds, and what requestedDocuments refuses. Gives the new
 * size in bytes.
 */
export async function completePackage(file: string, completion: Completion): Promise<number> {
  const files = readPackage(await readFile(file));
  if ('problem' in files)
    throw new Error(`${file} was exported a moment ago and cannot be read: ${files.problem}`);
  const opened = withOpenings(openPackage(files), completion.openings);
  const completed = withDocuments(opened, await documentsIn(opened, completion));
  const entries = packBag(
    { folder: folderOf(completed.manifest.work), info: infoOf(files) },
    [...partsOf(completed)].map(([part, bytes]) => entryOfBytes(part, bytes)),
  );
  await writeFile(file, writeZip(entries));
  return zipBytes(entries);
}

/** Documents that are new, or tell more than before. */
async function documentsIn(
  { manifest, parts }: OpenedPackage,
  { openings, request, url, pictureOf }: Completion,
): Promise<Map<string, Uint8Array>> {
  const record = deriveRecord(sourceOfPackage(manifest, parts));
  const fonts = openFonts();
  const documents = new Map(await requestedDocuments(record, request, { fonts }));
  const isThere = (name: string) => parts.has(pathOfDocument(name));
  if (openings.length === 0) return documents;
  for (const [name, bytes] of textDocuments(record)) if (isThere(name)) documents.set(name, bytes);
  if (isThere('record.pdf')) {
    const picture = await pictureOf(record, parts);
    documents.set('record.pdf', await writeRecordPdf(record, { fonts, picture, url: reachableUrl(url) }));
  }
  return documents;
}
