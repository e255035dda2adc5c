import { toHex } from '../../src/lib/hex.js';
import { EMPTY_ROOT } from '../../src/lib/merkle.js';
import type { ContentStore, Database } from '../../src/ports.js';
import { logHead, statementsFrom } from '../../src/register/statement-store.js';
import { newestCheckpoint } from '../../src/register/checkpoint-store.js';
import { plainRoot } from './plain-root.js';

/** What must be true of a register at any moment, whatever failed before. */
export async function expectSound(
  { database: { tables }, content }: { database: Database; content: ContentStore },
  acknowledged: readonly string[],
): Promise<void> {
  const statements = await statementsFrom(tables, 0n, 100_000);
  const cids = statements.map(({ cid }) => cid);
  expect(statements.findIndex(({ index }, at) => index !== BigInt(at))).toBe(-1);
  expect((await logHead(tables))?.size).toBe(BigInt(cids.length));
  const known = new Set(cids);
  expect(acknowledged.filter((cid) => !known.has(cid))).toEqual([]);

  const named = await tables.query<{ cid: string }[]>(
    `SELECT cid FROM files UNION SELECT file FROM work_files UNION SELECT file ->> 'cid' FROM uploads WHERE file IS NOT NULL`,
  );
  const checkpoint = await newestCheckpoint(tables);
  const size = Number(checkpoint?.size ?? 0);
  const all = [...cids.slice(0, size), ...named.map(({ cid }) => cid)];
  const missing = await Promise.all(all.map(async (cid) => ((await content.has(cid)) ? null : cid)));
  expect(missing.filter((cid) => cid !== null)).toEqual([]);

  const of = (name: string) => statements.filter(({ kind }) => kind === name).map(({ cid }) => cid);
  for (const [kind, table] of [
    ['register-work', 'works'],
    ['claim-authorship', 'claims'],
  ] as const) {
    const rows = await tables.query<{ cid: string }[]>(
      `SELECT split_part(id, ':', 2) AS cid FROM ${table} ORDER BY statement_index`,
    );
    expect(rows.map(({ cid }) => cid).join(' ')).toBe(of(kind).join(' '));
  }

  const leaves = statements.slice(0, size).map(({ leafHash }) => leafHash);
  expect(checkpoint?.root ?? toHex(EMPTY_ROOT)).toBe(toHex(plainRoot(leaves)));
}
