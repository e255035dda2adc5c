import { rawCid } from '../lib/cid.js';
import { isEqualBytes } from '../lib/bytes.js';
import { leafHash } from '../lib/merkle.js';
import { sha256 } from '../lib/sha256.js';
import { LogFileAltered, type ContentStore, type Database, type LogFile, type LogFiles } from '../ports.js';
import { entryBytes, entryOf } from './entry.js';
import { packEntries, unpackEntries } from './entry-bundle.js';
import { CannotContinue, MEND_WHAT_DIFFERS } from './halt.js';
import { statementsFrom, type StoredStatement } from './statement-store.js';
import { readTile, readTiles } from './tile-files.js';
import { tilePath } from './tile-path.js';
import { edgeTiles, extendTiles, HASH_BYTES, tileKey, WIDTH, type Tile } from './tiles.js';

interface Needs {
  readonly database: Database;
  readonly content: ContentStore;
  readonly logFiles: LogFiles;
}

/** Statements that are read and written at once. */
const BATCH = 16n * BigInt(WIDTH);
/** Blocks that are put at once: beside an embedded database each step of a file waits for the SQL of the moment. */
const AT_ONCE = 128;

/**
 * Writes the blocks, entries and tiles of the statements from one size of the log to another. Each is written before
 * what names it, and nothing that is there is ever changed, so it can be done again after any failure, and by several
 * processes at once. Throws CannotContinue where a row is not what was recorded, before anything is built on it.
 */
export async function integrate(
  { database, content, logFiles }: Needs,
  { from, to }: { from: bigint; to: bigint },
): Promise<void> {
  const tree = { logFiles, size: from };
  const edge = await readTiles(tree, edgeTiles(from));
  const lastHashes = edge.get(tileKey({ level: 0, position: from >> 8n }))?.hashes;
  const begunBundle = await readTile(tree, { level: 'entries', position: from >> 8n });
  // Where another process has come further it is the full one.
  let begun = unpackEntries(begunBundle ?? NOTHING).slice(0, Number(from % BigInt(WIDTH)));
  checkBegun(begun, lastHashes);
  for (let at = from; at < to;) {
    const end = at + BATCH < to ? ((at + BATCH) >> 8n) << 8n : to;
    const statements = await statementsBetween(database, { from: at, to: end });
    const added = statements.map(checkedEntry);
    await putStatements(content, statements);
    const { bundles, rest } = cutBundles([...begun, ...added], at - BigInt(begun.length));
    const full: LogFile[] = bundles;
    for (const tile of extendTiles(at, added.map(leafHash), edge)) {
      if (isFull(tile)) {
        full.push(fileOfTile(tile));
        edge.delete(tileKey(tile));
      } else edge.set(tileKey(tile), tile);
    }
    await keep(logFiles, full);
    begun = rest;
    at = end;
  }
  const position = to >> 8n;
  await keep(logFiles, [
    ...(begun.length > 0
      ? [{ path: tilePath({ level: 'entries', position, width: begun.length }), bytes: packEntries(begun) }]
      : []),
    ...edgeTiles(to).flatMap((name) => {
      const tile = edge.get(tileKey(name));
      return tile ? [fileOfTile(tile)] : [];
    }),
  ]);
}

/** The bundle that is gone on with must hold the entries whose hashes were signed. */
function checkBegun(begun: readonly Uint8Array[], hashes: Uint8Array = NOTHING): void {
  const wrong = begun.findIndex(
    (entry, at) => !isEqualBytes(leafHash(entry), hashes.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES)),
  );
  if (wrong >= 0)
    throw new CannotContinue(
      `Entry ${wrong} of the last bundle is not the one whose hash the last tile has: one of the two was altered.`,
      MEND_WHAT_DIFFERS,
    );
}

async function keep(logFiles: LogFiles, files: readonly LogFile[]): Promise<void> {
  try {
    await logFiles.keep(files);
  } catch (error) {
    if (error instanceof LogFileAltered) throw new CannotContinue(error.message, MEND_WHAT_DIFFERS);
    throw error;
  }
}

const NOTHING = new Uint8Array();

const widthOf = ({ hashes }: Tile): number => hashes.length / HASH_BYTES;
const isFull = (tile: Tile): boolean => widthOf(tile) === WIDTH;

const fileOfTile = (tile: Tile): LogFile => ({
  path: tilePath({ ...tile, width: widthOf(tile) }),
  bytes: tile.hashes,
});

/** The whole bundles of entries, of which the first has index `first`, and the entries that are left over. */
function cutBundles(
  entries: readonly Uint8Array[],
  first: bigint,
): { bundles: LogFile[]; rest: Uint8Array[] } {
  const bundles: LogFile[] = [];
  let at = 0;
  for (; at + WIDTH <= entries.length; at += WIDTH) {
    const position = (first + BigInt(at)) >> 8n;
    const bytes = packEntries(entries.slice(at, at + WIDTH));
    bundles.push({ path: tilePath({ level: 'entries', position, width: WIDTH }), bytes });
  }
  return { bundles, rest: entries.slice(at) };
}

async function statementsBetween(
  { tables }: Database,
  { from, to }: { from: bigint; to: bigint },
): Promise<StoredStatement[]> {
  const statements = await statementsFrom(tables, from, Number(to - from));
  const isWhole = statements.every(({ index }, at) => index === from + BigInt(at));
  if (!isWhole || BigInt(statements.length) !== to - from)
    throw new CannotContinue(`The register lacks statements between ${from} and ${to}.`, MEND_WHAT_DIFFERS);
  return statements;
}

/** A statement's entry; throws where the row was altered since it was recorded. */
function checkedEntry(stored: StoredStatement): Uint8Array {
  const entry = entryBytes(entryOf(stored));
  const named = stored.canonical === null ? null : rawCid(sha256(new TextEncoder().encode(stored.canonical)));
  if (named !== stored.cid || !isEqualBytes(leafHash(entry), stored.leafHash))
    throw new CannotContinue(
      `Statement ${stored.index} is not what was recorded: its row was altered.`,
      MEND_WHAT_DIFFERS,
    );
  return entry;
}

async function putStatements(content: ContentStore, statements: readonly StoredStatement[]): Promise<void> {
  const waiting = statements.values();
  const putOn = async () => {
    for (const { cid, canonical } of waiting) {
      const stored = await content.put([new TextEncoder().encode(canonical ?? '')]);
      if (stored !== cid)
        throw new Error(`the content store named the statement ${stored} instead of ${cid}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, putOn));
}
