import { parseWitnessKey } from '../lib/cosignature.js';
import { Refusal } from '../lib/refusal.js';
import type { ContentStore, Database, LogFiles, Tables } from '../ports.js';
import { idOf, parseId } from '../lib/ids.js';
import { withSignatures } from '../register/checkpoint.js';
import { cosignaturesOf } from '../register/cosignature-store.js';
import { proveInclusion } from '../register/prove.js';
import { timestampOf } from '../register/timestamp-store.js';
import type { StoredStatement } from '../register/statement-store.js';
import { forgettingsById } from '../register/forgetting/forgetting-store.js';
import type { TreeFiles } from '../register/tile-files.js';
import { withheldFiles } from '../works/display/withheld-files.js';
import type { FileReference } from '../works/file.js';
import {
  assemblePackage,
  packAnchor,
  type PackageContents,
  type ProvedStatement,
} from './assemble-package.js';
import { checkpointToExport, statementsAbout } from './evidence-store.js';
import { findSightings } from './find-sightings.js';
import { namedFiles } from './named-files.js';
import { bagInfoOf } from './bag-info-of.js';
import { placeStatements } from './place-statements.js';
import { packBag } from './pack-bag.js';
import {
  MAX_FILES,
  MAX_PACKAGE_BYTES,
  MAX_STATEMENTS,
  folderOf,
  pathOfFile,
  receiptOfFile,
  type Manifest,
} from './package-format.js';
import type { DocumentRequest } from './documents/requested/requested-documents.js';
import { writeDocuments, type DocumentNeeds } from './write-documents.js';
import { entryOfBytes, entryOfStream, writeZip, zipBytes, type DigestedEntry } from './write-zip.js';

export interface ExportNeeds extends DocumentNeeds {
  readonly database: Database;
  readonly logFiles: LogFiles;
}

export interface ExportRequest {
  /** Id of the work. */
  readonly work: string;
  /** Whether the files go in, or only their digests; of files that are withheld from display only digests do. */
  readonly withFiles: boolean;
  /** Whether the ledgers go in that claims name; a long one is thousands of statements. */
  readonly withMakings?: boolean;
  /** Whether documents go in that are made of the rest: the record as PDF, JSON and credential, and what other programs read. */
  readonly withDocuments?: boolean;
  /** Documents on request; none without the others. */
  readonly request?: DocumentRequest;
}

/** An evidence package on its way out: its length is known before its first byte. */
export interface EvidencePackage {
  readonly sizeBytes: number;
  readonly manifest: Manifest;
  /** The zip, from its beginning at every call, with one chunk in memory at a time. */
  read(): AsyncIterable<Uint8Array>;
}

/**
 * Everything that was declared about a work, with the proofs, as a package that verifies without us. Refuses
 * WORK_UNKNOWN; NOT_CHECKPOINTED until a checkpoint covers all of it, which takes about 2 s after the last statement;
 * PACKAGE_TOO_LARGE. Every file is read through once before this resolves, so that what the content store lacks is
 * found before the first byte leaves.
 */
export async function exportWork(
  needs: ExportNeeds,
  { work, withFiles, withMakings = true, withDocuments = true, request = {} }: ExportRequest,
): Promise<EvidencePackage> {
  const { database, content, logFiles, log } = needs;
  const { tables } = database;
  const { statements: stored, leftOut } = await statementsAbout(tables, work, { withMakings });
  const last = stored.at(-1);
  if (!last) throw new Refusal('WORK_UNKNOWN', `${work} is not registered here.`, { work });
  const found = await checkpointToExport(tables, last.index);
  if (!found) {
    throw new Refusal(
      'NOT_CHECKPOINTED',
      `No checkpoint covers entry ${last.index} of the register yet, the last about ${work}. Ask again in a few seconds.`,
      { work, index: String(last.index) },
    );
  }
  const { checkpoint, anchor } = found;
  const cosignatures = await cosignaturesOf(tables, [checkpoint.size]);
  const statements = await provedStatements({ tables, logFiles, size: checkpoint.size }, stored);
  const references = filesNamedBy(statements);
  const forgotten = await forgottenAmong(tables, references);
  const withheld = await withheldFiles(
    tables,
    references.map(({ cid }) => cid),
  );
  const shown = references.filter(({ cid }) => !withheld.has(cid) && !forgotten.has(cid));
  const included = withFiles ? shown : [];
  const facts: Omit<PackageContents, 'documents'> = {
    work,
    log,
    statements,
    leftOut,
    checkpoint: {
      size: Number(checkpoint.size),
      note: withSignatures(
        checkpoint.note,
        cosignatures.map(({ line }) => line),
      ),
    },
    witnesses: cosignatures.flatMap(({ witness }) => parseWitnessKey(witness) ?? []),
    anchor: anchor && packAnchor(anchor),
    timestamp: (await timestampOf(tables, checkpoint.size))?.response ?? null,
    files: references.map((reference) => ({
      ...reference,
      path: included.includes(reference) ? pathOfFile(reference) : null,
      ...(forgotten.has(reference.cid) && { receipt: receiptOfFile(reference.cid) }),
    })),
    receipts: new Map([...forgotten].map(([cid, receipt]) => [receiptOfFile(cid), receipt])),
  };
  // What is too large already is refused before anything is made of it.
  const sizes = { statements: statements.length, files: references.length };
  const bytesOfFiles = included.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  checkSize(work, { ...sizes, bytes: bytesOfFiles });
  const documents = withDocuments
    ? await writeDocuments(needs, facts, {
        shown: new Set(shown.map(({ cid }) => cid)),
        request: await withSightings(needs, { work, request }),
      })
    : new Map<string, Uint8Array>();
  const contents: PackageContents = { ...facts, documents };
  const { manifest, parts } = assemblePackage(contents);
  const info = bagInfoOf(contents);
  const folder = folderOf(work);
  const entries = [...parts].map(([name, bytes]) => entryOfBytes(name, bytes));
  // The length follows from names and sizes, so that what is too large is refused before the files are read.
  const bytes = zipBytes(packBag({ folder, info }, [...entries, ...included.map(unreadEntry)]));
  checkSize(work, { ...sizes, bytes });
  for (const reference of included) entries.push(await fileEntry(content, reference));
  const packed = packBag({ folder, info }, entries);
  return {
    sizeBytes: bytes,
    manifest,
    read: () => writeZip(packed),
  };
}

/** A due-diligence report says what is seen in files and in other works, which no statement tells. */
async function withSightings(
  needs: ExportNeeds,
  { work, request }: { work: string; request: DocumentRequest },
): Promise<DocumentRequest> {
  const { dueDiligence } = request;
  if (!dueDiligence) return request;
  return { ...request, dueDiligence: { ...dueDiligence, sightings: await findSightings(needs, work) } };
}

/** One proof after the other: each reads a few tiles. */
async function provedStatements(
  { tables, ...tree }: TreeFiles & { readonly tables: Tables },
  stored: readonly StoredStatement[],
): Promise<ProvedStatement[]> {
  const proved: ProvedStatement[] = [];
  for (const placed of await placeStatements(tables, stored))
    proved.push({
      ...placed,
      hashes: await proveInclusion(tree, { index: BigInt(placed.index), size: tree.size }),
    });
  return proved;
}

/** Receipts of those files that were erased, by their CIDs. */
async function forgottenAmong(
  tables: Tables,
  references: readonly FileReference[],
): Promise<ReadonlyMap<string, string>> {
  const ids = references.map(({ cid }) => idOf('file', cid));
  const found = await forgettingsById(tables, ids);
  return new Map(found.map(({ id, receipt }) => [parseId(id)?.name ?? '', receipt]));
}

/** Each file once, in the order in which the statements name it first. */
function filesNamedBy(statements: readonly ProvedStatement[]): FileReference[] {
  const files = statements.flatMap(({ statement }) => namedFiles(statement));
  return [...new Map(files.map((file) => [file.cid, file])).values()];
}

function checkSize(
  work: string,
  { statements, files, bytes }: { statements: number; files: number; bytes: number },
): void {
  if (statements <= MAX_STATEMENTS && files <= MAX_FILES && bytes <= MAX_PACKAGE_BYTES) return;
  throw new Refusal(
    'PACKAGE_TOO_LARGE',
    `A package of ${work} would have ${statements} statements, ${files} files and ${bytes} bytes; the most is ${MAX_STATEMENTS}, ${MAX_FILES} and ${MAX_PACKAGE_BYTES}. Export it without the files (?files=none), or without the ledgers of its making (?makings=none).`,
    { work, statements, files, bytes },
  );
}

/** A file by its size alone. */
const unreadEntry = (file: FileReference): DigestedEntry => ({
  name: pathOfFile(file),
  sizeBytes: file.sizeBytes,
  crc32: 0,
  sha256: file.sha256,
  sha512: '0'.repeat(128),
  read: () => [],
});

async function fileEntry(content: ContentStore, reference: FileReference): Promise<DigestedEntry> {
  const entry = await entryOfStream(pathOfFile(reference), () => content.read(reference.cid));
  if (entry.sizeBytes !== reference.sizeBytes || entry.sha256 !== reference.sha256) {
    throw new Error(
      `the content store holds ${entry.sizeBytes} bytes with SHA-256 ${entry.sha256} under ${reference.cid}, which a statement says has ${reference.sizeBytes} with ${reference.sha256}`,
    );
  }
  return entry;
}
