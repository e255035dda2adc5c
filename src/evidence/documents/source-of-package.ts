import { parseWitnessKey } from '../../lib/cosignature.js';
import { Refusal } from '../../lib/refusal.js';
import { parseVerifierKey, type NoteKey } from '../../lib/signed-note.js';
import { statementOfRemains } from '../../register/forgetting/remains.js';
import { parseTlogProof } from '../../lib/tlog-proof.js';
import { entrySchema } from '../../register/entry.js';
import { readStatement } from '../../register/statement.js';
import type { ProvedStatement } from '../assemble-package.js';
import {
  anchorSchema,
  openingsSchema,
  type ListedStatement,
  type Manifest,
  type PackageParts,
} from '../package-format.js';
import { utf8Text } from '../read-json.js';
import { readReceipt } from '../verify-receipt.js';
import type { RecordSource } from './derive-record.js';
import { parseJson } from './parse-json.js';

type Listed = Pick<Manifest, 'work' | 'log' | 'witnesses' | 'statements' | 'anchor' | 'openings' | 'files'>;

/**
 * What a record is derived from, out of the parts of a package. It believes them: whether they hold is verified elsewhere. Refuses BAD_PACKAGE
 * where a part is not there or cannot be read.
 */
export function sourceOfPackage(manifest: Listed, parts: PackageParts): RecordSource {
  const log = parseVerifierKey(manifest.log.verifierKey);
  const checkpoint = partOf(parts, 'checkpoint.txt');
  if (!log) throw badPart('manifest.json');
  const proofs = manifest.statements.map((listed) => provedStatement({ listed, log }, parts));
  return {
    work: manifest.work,
    log,
    statements: proofs,
    checkpoint: { note: utf8Text(checkpoint) ?? '' },
    witnesses: manifest.witnesses.flatMap((key) => parseWitnessKey(key) ?? []),
    anchor: manifest.anchor === null ? null : read(parts, manifest.anchor, anchorSchema),
    openings: manifest.openings === undefined ? [] : read(parts, manifest.openings, openingsSchema),
    erased: erasedIn(manifest.files),
  };
}

/** Of the files that a package names those that were erased: a receipt is in their place. */
export const erasedIn = (files: readonly Manifest['files'][number][]): string[] =>
  files.flatMap(({ cid, receipt }) => (receipt === undefined ? [] : cid));

function provedStatement(
  { listed, log }: { listed: ListedStatement; log: NoteKey },
  parts: PackageParts,
): ProvedStatement {
  const { index, path, entry, proof, forgotten } = listed;
  const text = utf8Text(partOf(parts, path));
  const found = parseTlogProof(utf8Text(partOf(parts, proof)) ?? '');
  if (text === null) throw badPart(path);
  if (!found) throw badPart(proof);
  const { recordedAt } = read(parts, entry, entrySchema);
  const told = forgotten
    ? remainsIn(parts, { path, log, receipt: text })
    : { statement: statementIn(parts, path), words: { canonical: text } };
  return {
    index,
    ...told,
    entry: partOf(parts, entry),
    recordedAt: new Date(recordedAt),
    hashes: found.hashes,
  };
}

/** What stays of a statement whose words were erased, as its receipt has it. */
function remainsIn(
  parts: PackageParts,
  { path, log, receipt }: { path: string; log: NoteKey; receipt: string },
): Pick<ProvedStatement, 'statement' | 'words'> {
  const found = readReceipt(partOf(parts, path), log);
  if (found?.forgotten.what !== 'statement') throw badPart(path);
  return {
    statement: statementOfRemains(found.forgotten.remains, ''),
    words: { receipt, erasedAt: new Date(found.forgottenAt) },
  };
}

function statementIn(parts: PackageParts, path: string) {
  try {
    return readStatement(parseJson(partOf(parts, path)));
  } catch (cause) {
    if (cause instanceof Refusal) throw badPart(path);
    throw cause;
  }
}

function partOf(parts: PackageParts, name: string): Uint8Array {
  const bytes = parts.get(name);
  if (!bytes) throw badPart(name);
  return bytes;
}

function read<T>(
  parts: PackageParts,
  name: string,
  schema: { safeParse(value: unknown): { data?: T | undefined } },
): T {
  const { data } = schema.safeParse(parseJson(partOf(parts, name)));
  if (data === undefined) throw badPart(name);
  return data;
}

const badPart = (name: string): Refusal =>
  new Refusal('BAD_PACKAGE', `The package's ${name} is not there, or cannot be read.`, { part: name });
