import { readFile, writeFile } from 'node:fs/promises';
import { openFonts } from '../adapters/fonts/open-fonts.js';
import { commitmentsIn, type DisclosedOpening } from '../disclosure/opening.js';
import { INFO, PAYLOAD } from '../evidence/bagit/bag.js';
import { readBagInfo, type BagInfo } from '../evidence/bagit/bag-info.js';
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
  folderOf,
  manifestSchema,
  MAX_OPENINGS,
  pathOfDocument,
  type Manifest,
  type PackageParts,
} from '../evidence/package-format.js';
import { readPackage } from '../evidence/read-package.js';
import { entryOfBytes, writeZip, zipBytes } from '../evidence/write-zip.js';
import { canonicalBytes } from '../lib/canonical-json.js';
import { toHex } from '../lib/hex.js';
import { reachableUrl } from '../lib/reachable-url.js';
import { Refusal } from '../lib/refusal.js';
import { sha256 } from '../lib/sha256.js';

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
  const parts = new Map<string, Uint8Array>();
  for (const [name, bytes] of files)
    if (name.startsWith(PAYLOAD)) parts.set(name.slice(PAYLOAD.length), bytes);
  const manifest = manifestSchema.parse(jsonOf(parts, 'manifest.json'));
  const { openings } = completion;
  checkOpenings(openings, { manifest, parts });
  if (openings.length > 0) parts.set('openings.json', canonicalBytes(openings));
  const listed: Manifest = openings.length > 0 ? { ...manifest, openings: 'openings.json' } : manifest;
  const documents = await documentsIn({ manifest: listed, parts }, completion);
  for (const [name, bytes] of documents) parts.set(pathOfDocument(name), bytes);
  const added = [...documents.keys()].map(pathOfDocument);
  const texts = [...new Set([...listed.texts.map(({ path }) => path), ...added])].map((path) => ({
    path,
    sha256: toHex(sha256(parts.get(path) ?? new Uint8Array())),
  }));
  parts.set('manifest.json', canonicalBytes({ ...listed, texts }));
  // Payload-Oxum is no longer right, and is written anew.
  const told = readBagInfo(new TextDecoder().decode(files.get(INFO))).info;
  const info: BagInfo = told.filter(([label]) => label !== 'Payload-Oxum');
  const entries = packBag(
    { folder: folderOf(manifest.work), info },
    [...parts].map(([part, bytes]) => entryOfBytes(part, bytes)),
  );
  await writeFile(file, writeZip(entries));
  return zipBytes(entries);
}

interface Packed {
  readonly manifest: Manifest;
  readonly parts: PackageParts;
}

const jsonOf = (parts: PackageParts, name: string): unknown =>
  JSON.parse(new TextDecoder().decode(parts.get(name)));

/** Documents that are new, or tell more than before. */
async function documentsIn(
  { manifest, parts }: Packed,
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

function checkOpenings(openings: readonly DisclosedOpening[], { manifest, parts }: Packed): void {
  if (openings.length > MAX_OPENINGS)
    throw new Refusal(
      'PACKAGE_TOO_LARGE',
      `A package discloses at most ${MAX_OPENINGS} fields; these are ${openings.length}. Choose among them by --only.`,
      { openings: openings.length },
    );
  const committed = new Set(
    manifest.statements.flatMap(({ path, forgotten }) =>
      forgotten ? [] : commitmentsIn(jsonOf(parts, path)).map(({ commitment }) => commitment),
    ),
  );
  const stranger = openings.find(({ commitment }) => !committed.has(commitment));
  if (stranger)
    throw new Refusal(
      'NOT_COMMITTED',
      `No statement about the work holds the commitment ${stranger.commitment}.`,
      { commitment: stranger.commitment },
    );
}
