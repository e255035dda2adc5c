import type { NoteKey } from '../lib/signed-note.js';
import type { ContentStore, LogFiles, Tables } from '../ports.js';
import { unpackEntries } from './entry-bundle.js';
import { checkStatement, readBlock } from './fsck/check-statement.js';
import type { Finding, Report } from './fsck/finding.js';
import type { Stretch } from './fsck/walk-log.js';
import { remainsOf, type KnownForgettings } from './forgetting/known-forgettings.js';
import { putStatements, statementsFrom, type StoredStatement } from './statement-store.js';
import { readEntry } from './stored-statement.js';
import { parseTilePath, tileFolder } from './tile-path.js';
import { WIDTH } from './tiles.js';

interface FileNeeds {
  readonly content: ContentStore;
  readonly logFiles: Pick<LogFiles, 'read' | 'list'>;
  readonly log: NoteKey;
  readonly forgettings: KnownForgettings;
}

const AT_ONCE = 16;
const BATCH = 256;

/** The statements of the log's entries, by their blocks. What is damaged is reported, and left out. */
export async function* signedStatements(
  needs: FileNeeds,
  walk: AsyncIterable<Stretch>,
  report: Report,
): AsyncGenerator<StoredStatement[]> {
  for await (const { first, entries } of walk) yield await statementsOf(needs, { first, entries }, report);
}

/**
 * Statements that are recorded and in no signed tree yet, from their rows, each checked by itself. What follows from a
 * sound entry is put right in the row.
 */
export async function* unsignedRows(
  {
    tables,
    log,
    report,
    forgettings,
  }: Pick<FileNeeds, 'log' | 'forgettings'> & { tables: Tables; report: Report },
  { from, to }: { from: bigint; to: bigint },
): AsyncGenerator<StoredStatement[]> {
  for (let at = from; at < to;) {
    const rows = (await statementsFrom(tables, at, BATCH)).filter(({ index }) => index < to);
    const statements = rows.map((row, place) => {
      const index = at + BigInt(place);
      const faults: Finding[] = [];
      const traces = {
        index,
        leaf: row.leafHash,
        entry: null,
        row: row.index === index ? row : null,
        block: null,
        remains: remainsOf(forgettings, row.cid),
      };
      const wanted = checkStatement(traces, { origin: log.name, report: (fault) => faults.push(fault) });
      const isLost = !wanted || faults.some(({ code }) => code === 'SIGNATURE_WRONG');
      if (isLost) faults.forEach(report);
      return wanted;
    });
    const found = statements.filter((statement) => statement !== null);
    await putStatements(tables, found);
    if (rows.length === 0) return;
    yield found;
    at += BigInt(rows.length);
  }
}

/**
 * What was written of statements into bundles before it was signed: whoever lost the database and these too had
 * acknowledged them. None where nothing was under way.
 */
export async function* unsignedEntries(
  needs: FileNeeds,
  from: bigint,
  report: Report,
): AsyncGenerator<StoredStatement[]> {
  for (let at = from; ;) {
    const position = at / BigInt(WIDTH);
    const entries = (await widestBundle(needs.logFiles, position)).slice(Number(at % BigInt(WIDTH)));
    if (entries.length === 0) return;
    yield await statementsOf(needs, { first: at, entries }, report);
    at += BigInt(entries.length);
  }
}

async function widestBundle(logFiles: FileNeeds['logFiles'], position: bigint): Promise<Uint8Array[]> {
  const folder = tileFolder({ level: 'entries', position });
  let path = folder;
  let bytes = await logFiles.read(folder);
  let width = 0;
  if (bytes === null)
    for await (const found of logFiles.list(`${folder}.p`)) {
      const tile = parseTilePath(found);
      if (!tile || tile.width <= width) continue;
      ({ width } = tile);
      path = found;
      bytes = await logFiles.read(path);
    }
  return bytes === null ? [] : unpackEntries(bytes);
}

async function statementsOf(
  { content, log, forgettings }: FileNeeds,
  { first, entries }: Pick<Stretch, 'first' | 'entries'>,
  report: Report,
): Promise<StoredStatement[]> {
  const found: (StoredStatement | null)[] = entries.map(() => null);
  const waiting = entries.entries();
  const readOn = async () => {
    for (const [at, entry] of waiting) {
      const index = first + BigInt(at);
      const cid = entry ? readEntry(entry)?.statement : undefined;
      if (!entry || cid === undefined) continue;
      const remains = remainsOf(forgettings, cid);
      const block = remains ? null : await readBlock(content, { cid, index }, report);
      if (!block && !remains) continue;
      found[at] = checkStatement(
        { index, leaf: null, entry, row: null, block, remains },
        { origin: log.name, report: ignoreRow(report) },
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, readOn));
  return found.filter((statement) => statement !== null);
}

/** The row is what is to be made. */
const ignoreRow =
  (report: Report): Report =>
  (finding) => {
    if (finding.code !== 'STATEMENT_ROW_MISSING') report(finding);
  };
