import type { Tables } from '../ports.js';
import type { RowCounts } from '../register/forgetting/forgotten-rows-store.js';

/** Deletes everything by which a picture is found, and what was found of it; gives how many rows of which table. */
export async function dropSearchRows(tables: Tables, file: string): Promise<RowCounts> {
  const counts: Record<string, number> = {};
  for (const [table, where] of [
    ['fingerprints', 'file = $1'],
    ['picture_hashes', 'file = $1'],
    ['picture_colours', 'file = $1'],
    ['found_likenesses', 'later = $1 OR earlier = $1'],
  ] as const) {
    const rows = await tables.query<unknown[]>(
      `WITH gone AS (DELETE FROM ${table} WHERE ${where} RETURNING 1) SELECT 1 FROM gone`,
      [file],
    );
    if (rows.length > 0) counts[table] = rows.length;
  }
  return counts;
}
