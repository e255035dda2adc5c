import { counted } from '../lib/counted.js';
import { digestOf } from '../lib/digest-of.js';
import { toHex } from '../lib/hex.js';
import { idOf } from '../lib/ids.js';
import { sha256 } from '../lib/sha256.js';
import { parseVerifierKey, type NoteKey } from '../lib/signed-note.js';
import { unixFsCid } from '../lib/unixfs-cid.js';
import type { FileReference } from '../works/file.js';
import { failed, judged, notChecked, passed, type Check } from './evidence-report.js';
import { namedFiles } from './named-files.js';
import type { ListedFile, Manifest, PackageParts } from './package-format.js';
import { openingChecks } from './verify-openings.js';
import { NO_RECEIPT, readReceipt } from './verify-receipt.js';
import { aboutChecks } from './verify-subject.js';
import type { OpenedStatement } from './verify-signatures.js';

/** Checks that the parts are those that the manifest lists, that they are about its work, and each file's digests. */
export async function verifyBytes(
  parts: PackageParts,
  manifest: Manifest,
  statements: readonly OpenedStatement[],
): Promise<Check[]> {
  const checks = [
    ...partChecks(parts, manifest),
    ...textChecks(parts, manifest),
    ...aboutChecks(manifest, statements),
    ...openingChecks(parts, manifest, statements),
  ];
  const references = referencesByCid(statements);
  const areAllGood = statements.every(({ statement, remains }) => statement !== null || remains !== null);
  const log = parseVerifierKey(manifest.log.verifierKey);
  for (const file of manifest.files)
    checks.push(await fileCheck(parts, file, { references: references.get(file.cid), areAllGood, log }));
  const listed = new Set(manifest.files.map(({ cid }) => cid));
  for (const cid of references.keys()) {
    if (!listed.has(cid))
      checks.push(
        failed({
          what: 'Listed in the manifest',
          subject: `file ${cid}`,
          detail: 'A signed statement names this file, and the manifest leaves it out.',
        }),
      );
  }
  // Of each that was erased it is told above.
  const kept = manifest.files.filter(({ receipt }) => receipt == null);
  const areAllErased = kept.length === 0 && manifest.files.length > 0;
  if (!areAllErased && kept.every(({ path }) => path === null)) {
    checks.push(
      notChecked({
        what: 'The files themselves',
        subject: 'files/',
        detail:
          kept.length < manifest.files.length
            ? 'Of the files that were not erased only digests are included. Compare your own copies with the SHA-256 that the statements name.'
            : 'No file is included, only digests. Compare your own copies with the SHA-256 that the statements name.',
      }),
    );
  }
  return checks;
}

function partChecks(parts: PackageParts, manifest: Manifest): Check[] {
  const listed = new Set([
    'manifest.json',
    'checkpoint.txt',
    ...(manifest.anchor === null ? [] : [manifest.anchor]),
    ...(manifest.openings === undefined ? [] : [manifest.openings]),
    ...(manifest.timestamp === undefined ? [] : [manifest.timestamp]),
    ...manifest.texts.map(({ path }) => path),
    ...manifest.statements.flatMap(({ path, entry, proof }) => [path, entry, proof]),
    ...manifest.files.flatMap(({ path, receipt }) => [path, receipt].filter((name) => name != null)),
  ]);
  const what = 'The package holds what its manifest lists, and nothing else';
  const missing = [...listed]
    .filter((name) => !parts.has(name))
    .map((name) => failed({ when: 'today', what, subject: name, detail: 'This part is missing.' }));
  const extra = [...parts.keys()]
    .filter((name) => !listed.has(name))
    .map((name) =>
      failed({ when: 'today', what, subject: name, detail: 'The manifest does not list this part.' }),
    );
  const wrong = [...missing, ...extra];
  return wrong.length > 0
    ? wrong
    : [passed({ when: 'today', what, subject: 'manifest.json', detail: `${counted(parts.size, 'part')}.` })];
}

const textChecks = (parts: PackageParts, { texts }: Manifest): Check[] =>
  texts.flatMap(({ path, sha256: wanted }) => {
    const bytes = parts.get(path);
    if (!bytes) return [];
    const actual = toHex(sha256(bytes));
    const problem = actual === wanted ? null : `Its SHA-256 is ${actual}; the manifest says ${wanted}.`;
    return [
      judged(problem, {
        when: 'today',
        what: 'As the manifest says',
        subject: path,
        detail: `SHA-256 ${actual}`,
      }),
    ];
  });

/** What the statements with good signatures say of each file; of one whose words were erased, the log. */
function referencesByCid(statements: readonly OpenedStatement[]): Map<string, FileReference[]> {
  const byCid = new Map<string, FileReference[]>();
  for (const { statement, remains } of statements) {
    const told = statement ?? remains;
    for (const file of told ? namedFiles(told) : [])
      byCid.set(file.cid, [...(byCid.get(file.cid) ?? []), file]);
  }
  return byCid;
}

interface Known {
  readonly references: readonly FileReference[] | undefined;
  /** Whether every statement could be read and its signature is good, so that no reference is unknown. */
  readonly areAllGood: boolean;
  readonly log: NoteKey | null;
}

async function fileCheck(
  parts: PackageParts,
  file: ListedFile,
  { references, areAllGood, log }: Known,
): Promise<Check> {
  const what = 'The file that the signed statements name';
  const subject = file.path ?? `file ${file.cid}`;
  if (!references && areAllGood)
    return failed({ what, subject, detail: 'No statement in the package names this file.' });
  const wrong = references
    ?.map((reference) => difference(file, reference))
    .find((problem) => problem !== null);
  if (wrong)
    return failed({
      what,
      subject,
      detail: `A signed statement says otherwise than the manifest: ${wrong}.`,
    });
  if (file.receipt !== undefined) return erasedCheck(parts, file, { what, subject, log });
  if (file.path === null)
    return notChecked({
      what,
      subject,
      detail: `Not included, only its digest: ${counted(file.sizeBytes, 'byte')} with SHA-256 ${file.sha256}.`,
    });
  const bytes = parts.get(file.path);
  if (!bytes) return notChecked({ what, subject, detail: 'The part is missing.' });
  const actual = await factsOf(bytes, file);
  const altered = difference(actual, file);
  if (altered)
    return failed({ what, subject, detail: `These are not the bytes that were named: ${altered}.` });
  const detail = `${counted(file.sizeBytes, 'byte')} with SHA-256 ${file.sha256}`;
  if (!references)
    return notChecked({
      what,
      subject,
      detail: `${detail}, as the manifest says; whether a statement names it cannot be told, since a signature is not good.`,
    });
  return passed({ what, subject, detail });
}

/** Of a file whose bytes were erased the receipt alone can be checked. */
function erasedCheck(
  parts: PackageParts,
  { cid, receipt: path = '', sizeBytes, sha256: digest }: ListedFile,
  { log, ...finding }: { what: string; subject: string; log: NoteKey | null },
): Check {
  const bytes = parts.get(path);
  if (!bytes) return notChecked({ ...finding, detail: 'The part is missing.' });
  const receipt = readReceipt(bytes, log);
  if (receipt === null) return failed({ ...finding, subject: path, detail: NO_RECEIPT });
  if (receipt.forgotten.id !== idOf('file', cid))
    return failed({ ...finding, subject: path, detail: `The receipt is of ${receipt.forgotten.id}.` });
  return notChecked({
    ...finding,
    detail: `Erased: the register signed that its bytes were erased at ${receipt.forgottenAt}, for this reason: ${receipt.reason}. They were ${counted(sizeBytes, 'byte')} with SHA-256 ${digest}: whoever has a copy can compare.`,
  });
}

/** The CID last and only of bytes that have the right size: it costs most. The media type is the signer's word. */
async function factsOf(bytes: Uint8Array, { sizeBytes, mediaType, cid }: ListedFile): Promise<FileReference> {
  const isRightSize = bytes.length === sizeBytes;
  return {
    sizeBytes: bytes.length,
    sha256: toHex(await digestOf('sha256', bytes)),
    mediaType,
    cid: isRightSize ? await unixFsCid([bytes]) : cid,
  };
}

function difference(actual: FileReference, wanted: FileReference): string | null {
  const name = (['sizeBytes', 'sha256', 'cid', 'mediaType'] as const).find(
    (one) => actual[one] !== wanted[one],
  );
  return name === undefined ? null : `${name} is ${actual[name]}, not ${wanted[name]}`;
}
