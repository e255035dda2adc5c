import { createHash } from 'node:crypto';
import { toHex } from '../../src/lib/hex.js';
import { checkpointLine, CHECKPOINTS_PATH } from '../../src/register/announce-checkpoint.js';
import { signCheckpoint } from '../../src/register/checkpoint.js';
import { CHECKPOINT_PATH } from '../../src/register/published-head.js';
import { rootAt } from '../../src/register/tile-files.js';
import { tilePath } from '../../src/register/tile-path.js';
import { edgeTiles, extendTiles, tileKey, WIDTH, type Tile } from '../../src/register/tiles.js';
import { saveCheckpoint } from '../../src/register/checkpoint-store.js';
import type { LogParts } from './log.js';

const BATCH = WIDTH * 128;

/** A server under load signs a checkpoint for so many entries. */
const ENTRIES_A_CHECKPOINT = 256;

/** What a third of the entries each made: a work, its author's claim, and a transfer of it. */
const TABLES = [
  `INSERT INTO works (id, statement_index, title, makers, registrant, registered_at)
   SELECT 'work:' || md5(i::text), i, 'Work ' || i, '[]', '0x' || md5((i % 1000)::text), '2026-01-01'
     FROM generate_series(0, $1::bigint - 1, 3) AS i`,
  `INSERT INTO claims (id, statement_index, work, claimed_at, body)
   SELECT 'claim:' || i, i, 'work:' || md5((i - 1)::text), '2026-01-01', '{}'
     FROM generate_series(1, $1::bigint - 1, 3) AS i`,
  `INSERT INTO claimants (claim, person, position, signed_at)
   SELECT 'claim:' || i, '0x' || md5((i % 1000)::text), 0, '2026-01-01' FROM generate_series(1, $1::bigint - 1, 3) AS i`,
  `INSERT INTO transfers (id, statement_index, work, "from", "to", method, recorded_at)
   SELECT 'transfer:' || i, i, 'work:' || md5((i - 2)::text), '0x' || md5((i % 1000)::text), '[]', 'sale', '2026-01-01'
     FROM generate_series(2, $1::bigint - 1, 3) AS i`,
  `INSERT INTO holdings (work, owner, share, from_index, held_from)
   SELECT 'work:' || md5((i - 2)::text), '0x' || md5((i % 1000)::text), '1', i, '2026-01-01'
     FROM generate_series(2, $1::bigint - 1, 3) AS i`,
];

/**
 * Fills a log with entries that nobody signed, rows, tiles and checkpoints alike, so that what is stated afterwards
 * meets a register of this size. Their blocks and bundles are not made: nothing reads them again.
 */
export async function fillLog(parts: LogParts, size: bigint): Promise<void> {
  if (size % BigInt(WIDTH) !== 0n) throw new RangeError(`${size} is not a multiple of ${WIDTH}`);
  const { tables } = parts.database;
  await tables.query(
    `INSERT INTO log_statements (index, cid, kind, subject, signer, nonce, canonical, signature, recorded_at, leaf_hash)
     SELECT i, 'filled ' || i, 'filled', 'work:' || md5(i::text), '0x' || md5((i % 1000)::text), md5(i::text),
            repeat(md5(i::text), 20), repeat(md5(i::text), 4), '2026-01-01', sha256(i::text::bytea)
       FROM generate_series(0, $1::bigint - 1) AS i`,
    [String(size)],
  );
  await tables.query('UPDATE log_head SET size = $1', [String(size)]);
  for (const sql of TABLES) await tables.query(sql, [String(size)]);
  await fillCheckpoints(parts, size);
  await tables.query('ANALYZE');
  await fillTiles(parts, size);
  const root = await rootAt({ logFiles: parts.logFiles, size }, size);
  const note = signCheckpoint({ size, root }, parts.log);
  await saveCheckpoint(tables, { size, root: toHex(root), note, signedAt: new Date('2026-01-01') });
  await parts.logFiles.replace({ path: CHECKPOINT_PATH, bytes: new TextEncoder().encode(note) });
}

/** All but the last, which is signed. */
async function fillCheckpoints({ database: { tables }, logFiles }: LogParts, size: bigint): Promise<void> {
  const note = 'x'.repeat(240);
  await tables.query(
    `INSERT INTO checkpoints (size, root, note, signed_at)
     SELECT i, repeat('0', 64), $3, '2026-01-01' FROM generate_series($2::bigint, $1::bigint - 1, $2) AS i`,
    [String(size), ENTRIES_A_CHECKPOINT, note],
  );
  const lines = Array.from({ length: Number(size) / ENTRIES_A_CHECKPOINT }, (_, at) => {
    const signedAt = new Date('2026-01-01');
    return `${checkpointLine({ size: BigInt((at + 1) * ENTRIES_A_CHECKPOINT), root: '', note, signedAt })}\n`;
  });
  await logFiles.replace({ path: CHECKPOINTS_PATH, bytes: new TextEncoder().encode(lines.join('')) });
}

async function fillTiles({ logFiles }: LogParts, size: bigint): Promise<void> {
  const edge = new Map<string, Tile>();
  const fileOf = (tile: Tile) => ({
    path: tilePath({ ...tile, width: tile.hashes.length / 32 }),
    bytes: tile.hashes,
  });
  for (let at = 0; at < Number(size); at += BATCH) {
    const leaves = Array.from({ length: Math.min(BATCH, Number(size) - at) }, (_, offset) =>
      createHash('sha256')
        .update(String(at + offset))
        .digest(),
    );
    const changed = extendTiles(BigInt(at), leaves, edge);
    for (const tile of changed) edge.set(tileKey(tile), tile);
    await logFiles.keep(changed.filter(({ hashes }) => hashes.length === WIDTH * 32).map(fileOf));
  }
  await logFiles.keep(
    edgeTiles(size)
      .flatMap((name) => edge.get(tileKey(name)) ?? [])
      .map(fileOf),
  );
}
