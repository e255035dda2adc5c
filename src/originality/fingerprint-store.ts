import type { Tables } from '../ports.js';
import { toBits } from '../works/file-store.js';
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
  readonly orientations: Readonly<Record<Orientation, string>>;
  /** The greatest Hamming distance that counts. */
  readonly within: number;
  /** Pictures of a lower PDQ quality are left out. */
  readonly leastQuality: number;
  readonly limit: number;
}

/** Every file of a work within a Hamming distance in any orientation: exact, by a scan of all fingerprints. */
export async function nearFiles(
  tables: Tables,
  { orientations, within, leastQuality, limit }: Near,
): Promise<NearFile[]> {
  // A record's entries are its own names and texts; Object.entries widens the names.
  const turns = Object.entries(orientations) as [Orientation, string][];
  const distances = turns.map((_, at) => `bit_count(f.pdq # $${at + 4}::bit(256))`);
  const rows = await tables.query<(FoundRow & { distances: number[] })[]>(
    `SELECT wf.work, w.statement_index::text, wf.file, near.distances
       FROM (SELECT f.cid, LEAST(${distances.join(', ')}) AS distance, ARRAY[${distances.join(', ')}]::integer[] AS distances
               FROM files f
              WHERE f.pdq_quality >= $1 AND LEAST(${distances.join(', ')}) <= $2) near
       JOIN work_files wf ON wf.file = near.cid
       JOIN works w ON w.id = wf.work
      ORDER BY near.distance, w.statement_index
      LIMIT $3`,
    [leastQuality, within, limit, ...turns.map(([, hex]) => toBits(hex))],
  );
  return rows.map((row) => {
    const distance = Math.min(...row.distances);
    const [orientation] = turns[row.distances.indexOf(distance)] ?? ['original' as const];
    return { ...foundFile(row), distance, orientation };
  });
}
