import { canonicalJson } from '../../lib/canonical-json.js';
import { isEqualBytes } from '../../lib/bytes.js';
import { rawCid } from '../../lib/cid.js';
import { leafHash, type Hash } from '../../lib/merkle.js';
import { sha256 } from '../../lib/sha256.js';
import { ContentDamaged, ContentMissing, type ContentStore } from '../../ports.js';
import type { Remains } from '../forgetting/remains.js';
import { entryBytes, entryOf, type LogEntry } from '../entry.js';
import type { StoredStatement } from '../statement-store.js';
import { readStatement } from '../statement.js';
import { forgottenStatement, readEntry, storedStatement } from '../stored-statement.js';
import { recoverSigner } from '../typed-data.js';
import type { Report } from './finding.js';

/** Everything that there is of a statement. */
export interface Traces {
  readonly index: bigint;
  /** Its leaf in the tree; null while it is only recorded, and in no tile yet. */
  readonly leaf: Hash | null;
  /** Its entry as the bundle has it. */
  readonly entry: Uint8Array | null;
  readonly row: StoredStatement | null;
  /** Its bytes in the content store; null where they are missing or damaged. */
  readonly block: Uint8Array | null;
  /** What stays of it, where it is known that its words were erased. */
  readonly remains: Remains | null;
}

/** Checks a statement's row against its entry and its bytes, and gives what the row must be; null where that is lost. */
export function checkStatement(
  { index, leaf, entry: bytes, row, block, remains }: Traces,
  { origin, report }: { origin: string; report: Report },
): StoredStatement | null {
  const subject = `log_statements ${index}`;
  if (!row)
    report({
      code: 'STATEMENT_ROW_MISSING',
      subject,
      message: `The log has an entry ${index}, and the database has no row of it.`,
    });
  const own = row && entryOf(row);
  const isRowSound = own !== null && (!leaf || isEqualBytes(leafHash(entryBytes(own)), leaf));
  const entry = (bytes && readEntry(bytes)) ?? (isRowSound ? own : null);
  const wanted = entry && wantedOf(index, entry, { block, row, remains });
  const columns = row && wanted ? differingColumns(row, wanted) : [];
  if (row && (columns.length > 0 || !wanted))
    report({
      code: 'STATEMENT_ROW_DIFFERS',
      subject,
      message:
        columns.length > 0
          ? `The row of statement ${index} is not what was recorded. It differs in: ${columns.join(', ')}.`
          : `Nothing that is left of statement ${index} is what its entry names.`,
    });
  if (wanted) checkMaker(wanted, { origin, report });
  return wanted;
}

/** A statement's bytes as the content store has them. What is missing or damaged is reported. */
export async function readBlock(
  content: ContentStore,
  { cid, index }: { cid: string; index: bigint },
  report: Report,
): Promise<Uint8Array | null> {
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of content.read(cid)) chunks.push(chunk);
    return Buffer.concat(chunks);
  } catch (error) {
    if (!(error instanceof ContentMissing || error instanceof ContentDamaged)) throw error;
    const code = error instanceof ContentMissing ? 'STATEMENT_MISSING' : 'STATEMENT_DAMAGED';
    report({ code, subject: cid, message: `Statement ${index}: ${error.message}` });
    return null;
  }
}

/** The text among several that has the CID which the entry names. */
const textOf = ({ statement }: LogEntry, texts: readonly (string | null | undefined)[]): string | null =>
  texts.find((text) => text != null && rawCid(sha256(new TextEncoder().encode(text))) === statement) ?? null;

/** What the row must be: by the words whose CID the entry names, or by what stays of them. */
function wantedOf(
  index: bigint,
  entry: LogEntry,
  { block, row, remains }: Pick<Traces, 'block' | 'row' | 'remains'>,
): StoredStatement | null {
  if (remains) return forgottenStatement(index, entry, remains);
  const canonical = textOf(entry, [block && new TextDecoder().decode(block), row?.canonical]);
  return canonical === null ? null : statementIn(index, entry, canonical);
}

function statementIn(index: bigint, entry: LogEntry, canonical: string): StoredStatement | null {
  try {
    return storedStatement(index, entry, canonical);
  } catch {
    // Whatever was recorded could be read: what cannot was never recorded, and the caller says so.
    return null;
  }
}

function differingColumns(row: StoredStatement, wanted: StoredStatement): string[] {
  // Both have the columns of a row.
  const names = Object.keys(wanted) as (keyof StoredStatement)[];
  return names.filter((name) => comparable(row[name]) !== comparable(wanted[name]));
}

const comparable = (value: StoredStatement[keyof StoredStatement]): unknown =>
  value instanceof Date || value instanceof Uint8Array
    ? JSON.stringify(value)
    : typeof value === 'object'
      ? canonicalJson(value)
      : value;

/**
 * The one who signed, and for which log: neither the tree nor the row says that it was rightly taken. What a contract
 * wallet accepted at a block, only its chain can tell (check-wallets.ts).
 */
function checkMaker(
  { index, canonical, signature, signer, verifiedAt }: StoredStatement,
  { origin, report }: { origin: string; report: Report },
): void {
  // Whose words are gone, of them nobody can tell any more who signed them; the receipt says so.
  if (canonical === null) return;
  const statement = readStatement(JSON.parse(canonical));
  const recovered = verifiedAt ? null : recoverSigner(statement, signature);
  const isSigned =
    verifiedAt !== null || (recovered?.address === signer && recovered.serialized === signature);
  if (statement.origin !== origin || !isSigned)
    report({
      code: 'SIGNATURE_WRONG',
      subject: `entry ${index}`,
      message:
        statement.origin === origin
          ? `The signature of statement ${index} is not that of its signer ${signer}.`
          : `Statement ${index} is for the log ${statement.origin}, not for ${origin}.`,
    });
}
