import { counted } from '../../lib/counted.js';
import { verifierKey, type NoteKey } from '../../lib/signed-note.js';
import type { Database, Ledger, LogFiles, Tables } from '../../ports.js';
import { allCosignatures } from '../cosignature-store.js';
import { DERIVED_TABLES } from '../derived-store.js';
import { anchorRows } from '../anchor-store.js';
import { logHead } from '../statement-store.js';
import { announcedForgettings } from '../forgetting/known-forgettings.js';
import { parseTilePath, widthAt } from '../tile-path.js';
import { checkpointsFrom } from '../checkpoint-store.js';
import { checkAnchors } from './check-anchors.js';
import { checkChain } from './check-chain.js';
import { checkCheckpointRows } from './check-checkpoint-rows.js';
import { checkCosignatures } from './check-cosignatures.js';
import { checkEntries, type Replay } from './check-entries.js';
import { checkFiles, type FileNeeds } from './check-files.js';
import { checkForgettings } from './check-forgettings.js';
import { checkWallets } from './check-wallets.js';
import type { Report } from './finding.js';
import { rowsOutside, shadowDifferences, shadowTables, statementRows } from './shadow-store.js';
import { signedHistory } from './signed-history.js';

export interface FsckNeeds extends FileNeeds {
  readonly database: Database;
  readonly logFiles: Pick<LogFiles, 'read' | 'list'>;
  readonly ledger: Ledger;
  readonly log: NoteKey;
}

interface Manner {
  readonly report: Report;
  /** Told after each stretch of statements, and each file. */
  readonly onProgress?: (done: { readonly what: 'statement' | 'file'; readonly count: number }) => void;
}

export interface Checked {
  /** Statements that were looked at. */
  readonly statements: bigint;
  /** How many of them are recorded, and in no signed checkpoint yet: that is no fault. */
  readonly pending: bigint;
  /** How many are signed by contract wallets that could not be asked on their chain, which takes an archive node. */
  readonly unasked: bigint;
  /** How many anchors were not looked for: they are on another chain or of another key than is open, or it does not answer. */
  readonly unaskedAnchors: bigint;
}

/**
 * Compares files of the log, database, content store and chain with each other, and reports what differs. Changes
 * nothing. It sees one state of the database, files as they were just before that, and rows beside the chain as they are
 * just after it was asked: so it may run beside a server, whose going on is no finding.
 */
export async function fsck(
  needs: FsckNeeds,
  { report, onProgress = () => undefined }: Manner,
): Promise<Checked> {
  const { database, logFiles, log, ledger } = needs;
  // Files before the database: what was shown or written by now is in it, and what it has beyond that is not yet.
  const shown = await signedHistory({ logFiles, log }, report);
  const beyond = await tilesBeyond(logFiles, shown.size);
  const announced = await announcedForgettings({ logFiles, log }, report);
  const { statements, heads, signed } = await database.transaction(async (tables) => {
    const schema = await shadowTables(tables, DERIVED_TABLES);
    const rows = await checkpointsFrom(tables, 0n);
    const history = checkCheckpointRows(rows, shown, { log, report });
    const size = await checkHead(tables, { signed: history.size, log, report });
    checkSurplus(beyond, size, report);
    const forgettings = await checkForgettings({ ...needs, tables, report }, announced);
    const own = { ...needs, tables, report, forgettings };
    const replay = await checkEntries(own, { history, size }, (count) =>
      onProgress({ what: 'statement', count }),
    );
    await checkDerived(tables, { schema, replay, report });
    checkCosignatures(await allCosignatures(tables), history.heads, report);
    checkAnchors(await anchorRows(tables), history.heads, report);
    let files = 0;
    await checkFiles(own, tables, {
      report,
      onFile: () => onProgress({ what: 'file', count: (files += 1) }),
    });
    return { statements: size, heads: history.heads, signed: history.size };
  });
  // A chain is never asked within a transaction.
  const unaskedAnchors = await checkChain({ database, ledger, log, report, heads });
  const unasked = await checkWallets({ database, ledger, report });
  return { statements, pending: statements - signed, unasked, unaskedAnchors };
}

/** The number of statements that there are, whatever the head's row says of it. */
async function checkHead(
  tables: Tables,
  { signed, log, report }: { signed: bigint; log: NoteKey; report: Report },
): Promise<bigint> {
  const head = await logHead(tables);
  const { count, first, last } = await statementRows(tables);
  const isUnbroken = first === 0n && last === count - 1n;
  const there = isUnbroken || !head ? count : head.size;
  const size = there > signed ? there : signed;
  const problems = [
    ...(head?.size === size ? [] : [`the size ${head?.size}, and the log has ${counted(size, 'statement')}`]),
    ...(head?.origin === log.name ? [] : [`the origin ${head?.origin} instead of ${log.name}`]),
    ...(head?.verifierKey === verifierKey(log) ? [] : [`the key ${head?.verifierKey}`]),
  ];
  // A register on which no server was started yet has no head.
  if (problems.length > 0 && (head || size > 0n))
    report({
      code: 'HEAD_DIFFERS',
      subject: 'log_head 1',
      message: head
        ? `The row of the log's head has ${problems.join('; ')}.`
        : "The row of the log's head is missing.",
    });
  for (const index of await rowsOutside(tables, size))
    report({
      code: 'STATEMENT_ROW_SURPLUS',
      subject: `log_statements ${index}`,
      message: `The database has a statement ${index}, and the log has ${size}.`,
    });
  return size;
}

/** The paths where tiles lie, but for those that a log of a size has. */
async function tilesBeyond(logFiles: FsckNeeds['logFiles'], size: bigint): Promise<string[]> {
  const paths: string[] = [];
  for await (const path of logFiles.list('tile')) if (!isTileOf(path, size)) paths.push(path);
  return paths;
}

function isTileOf(path: string, size: bigint): boolean {
  const tile = parseTilePath(path);
  return tile !== null && tile.width <= widthAt(size, tile);
}

/** Files where tiles lie that are none of this log's. */
function checkSurplus(paths: readonly string[], size: bigint, report: Report): void {
  for (const path of paths.filter((one) => !isTileOf(one, size)))
    report({
      code: 'LOG_FILE_SURPLUS',
      subject: path,
      message: parseTilePath(path)
        ? `A log of ${counted(size, 'entry', 'entries')} has no tile ${path}.`
        : `${path} is not the path of a tile (c2sp.org/tlog-tiles).`,
    });
}

async function checkDerived(
  tables: Tables,
  { schema, replay, report }: { schema: string; replay: Replay; report: Report },
): Promise<void> {
  if (replay.problem !== null) {
    report({ code: 'DERIVED_NOT_CHECKED', subject: 'derived tables', message: replay.problem });
    return;
  }
  for (const table of DERIVED_TABLES) {
    const { name } = table.options;
    for (const { key, is } of await shadowDifferences(tables, schema, table)) {
      const subject = `${name} ${key}`;
      if (is === 'missing')
        report({
          code: 'DERIVED_ROW_MISSING',
          subject,
          message: `The row that follows from the statements is missing.`,
        });
      else if (is === 'surplus')
        report({ code: 'DERIVED_ROW_SURPLUS', subject, message: `The row follows from no statement.` });
      else
        report({
          code: 'DERIVED_ROW_DIFFERS',
          subject,
          message: `The row is not what follows from the statements.`,
        });
    }
  }
}
