import type { Tables } from '../ports.js';
import { nearHashes, type AskedHash, type NearHash } from './hash-store.js';
import type { Orientation } from './pdq.js';

/** A registered work's file that was found, and the work's place in the register. */
export interface FoundFile {
  readonly work: string;
  readonly statementIndex: bigint;
  readonly file: string;
}

export interface NearFile extends FoundFile {
  readonly distance: number;
  /** The orientation of the asked picture that is nearest. */
  readonly orientation: Orientation;
}

interface FoundRow {
  work: string;
  statement_index: string;
  file: string;
}

const foundFile = (row: FoundRow): FoundFile => ({
  work: row.work,
  statementIndex: BigInt(row.statement_index),
  file: row.file,
});

export async function exactFiles(tables: Tables, cid: string): Promise<FoundFile[]> {
  const rows = await tables.query<FoundRow[]>(
    `SELECT wf.work, w.statement_index::text, wf.file
       FROM work_files wf JOIN works w ON w.id = wf.work
      WHERE wf.file = $1 ORDER BY w.statement_index`,
    [cid],
  );
  return rows.map(foundFile);
}

interface Near {
  readonly asked: readonly AskedHash[];
  /** The greatest Hamming distance that counts. */
  readonly within: number;
  readonly limit: number;
}

/** Files of works within a Hamming distance of an asked hash, the nearest first: exact, as `nearHashes` is. */
export const nearFiles = async (tables: Tables, { asked, within, limit }: Near): Promise<NearFile[]> =>
  filesOfWorksNear(tables, await nearHashes(tables, asked, within), limit);

/** Of hashes that were found near, the nearest first, those that are of a work's file: that file, once for each work. */
export async function filesOfWorksNear(
  tables: Tables,
  near: readonly NearHash[],
  limit: number,
): Promise<NearFile[]> {
  // Of a file's forms the nearest.
  const byFile = new Map(near.toReversed().map((one) => [one.file, one]));
  if (byFile.size === 0) return [];
  const rows = await tables.query<FoundRow[]>(
    `SELECT wf.work, w.statement_index::text, wf.file
       FROM unnest($1::text[], $2::integer[]) near (file, distance)
       JOIN work_files wf ON wf.file = near.file
       JOIN works w ON w.id = wf.work
      ORDER BY near.distance, w.statement_index
      LIMIT $3`,
    [[...byFile.keys()], [...byFile.values()].map(({ distance }) => distance), limit],
  );
  return rows.flatMap((row) => {
    const found = byFile.get(row.file);
    return found
      ? [{ ...foundFile(row), distance: found.distance, orientation: found.asked.orientation }]
      : [];
  });
}
