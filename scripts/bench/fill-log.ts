import { createHash } from 'node:crypto';
import { toHex } from '../../src/lib/hex.js';
import { signCheckpoint } from '../../src/register/checkpoint.js';
import { CHECKPOINT_PATH } from '../../src/register/published-head.js';
import { rootAt } from '../../src/register/tile-files.js';
import { tilePath } from '../../src/register/tile-path.js';
import { edgeTiles, extendTiles, tileKey, WIDTH, type Tile } from '../../src/register/tiles.js';
import { saveCheckpoint } from '../../src/register/checkpoint-store.js';
import type { LogParts } from './log.js';

const BATCH = WIDTH * 128;

/**
 * Fills a log with entries that nobody signed, rows and tiles alike, so that what is stated afterwards meets a log of
 * this size. Their blocks and bundles are not made: nothing reads them again.
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
  await tables.query('ANALYZE log_statements');
  await fillTiles(parts, size);
  const root = await rootAt({ logFiles: parts.logFiles, size }, size);
  const note = signCheckpoint({ size, root }, parts.log);
  await saveCheckpoint(tables, { size, root: toHex(root), note, signedAt: new Date('2026-01-01') });
  await parts.logFiles.replace({ path: CHECKPOINT_PATH, bytes: new TextEncoder().encode(note) });
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
