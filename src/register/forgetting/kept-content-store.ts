import type { Tables } from '../../ports.js';

const FILES = `SELECT cid, size_bytes FROM files
  UNION ALL SELECT file ->> 'cid', size_bytes FROM uploads WHERE file IS NOT NULL`;

/** Those of some CIDs that are of a statement whose words are kept, of a file that statements name, or of an upload. */
export async function contentAmong(tables: Tables, cids: readonly string[]): Promise<string[]> {
  const rows = await tables.query<{ cid: string }[]>(
    `SELECT cid FROM log_statements WHERE cid = ANY($1) AND canonical IS NOT NULL
     UNION SELECT cid FROM (${FILES}) f WHERE cid = ANY($1)`,
    [cids],
  );
  return rows.map(({ cid }) => cid);
}

/** CIDs of files and uploads of more bytes than that. */
export async function filesLargerThan(tables: Tables, sizeBytes: number): Promise<string[]> {
  const rows = await tables.query<{ cid: string }[]>(
    `SELECT DISTINCT cid FROM (${FILES}) f WHERE size_bytes > $1`,
    [sizeBytes],
  );
  return rows.map(({ cid }) => cid);
}
