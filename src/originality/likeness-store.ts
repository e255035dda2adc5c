import { EntitySchema } from 'typeorm';
import { keyOf } from '../lib/columns.js';
import type { Tables } from '../ports.js';
import type { EarlierMatch } from './match.js';

/** What a search found of two registered pictures; JSON has no bigint, so places in the register are told by their work. */
export type FoundMatch = Omit<EarlierMatch, 'statementIndex'>;

/** That one registered picture is like another that was registered before it, found by comparing them. */
export interface FoundLikeness {
  /** CIDs of the two. */
  readonly later: string;
  readonly earlier: string;
  readonly match: FoundMatch;
}

export const FoundLikenesses = new EntitySchema<FoundLikeness>({
  name: 'found_likenesses',
  columns: {
    later: { type: 'text', ...keyOf('found_likenesses') },
    earlier: { type: 'text', ...keyOf('found_likenesses') },
    match: { type: 'jsonb' },
  },
  indices: [{ name: 'ix_found_likenesses_earlier', columns: ['earlier'] }],
});

/** Registered pictures that have not been compared with those before them, at most so many, none of `except`. */
export async function uncomparedFiles(
  tables: Tables,
  except: readonly string[],
  limit: number,
): Promise<string[]> {
  const rows = await tables.query<{ file: string }[]>(
    `SELECT file FROM fingerprints
      WHERE searched_xid IS NOT NULL AND NOT is_compared AND file <> ALL ($1) ORDER BY file LIMIT $2`,
    [except, limit],
  );
  return rows.map(({ file }) => file);
}

/** Notes what a registered picture is like, in place of what was found before. */
export async function saveLikenesses(
  tables: Tables,
  later: string,
  found: readonly FoundLikeness[],
): Promise<void> {
  await tables.delete(FoundLikenesses, { later });
  if (found.length > 0) await tables.insert(FoundLikenesses, [...found]);
  await tables.query('UPDATE fingerprints SET is_compared = true WHERE file = $1', [later]);
}

/** A likeness between the files of two works. */
export interface WorkLikeness {
  readonly laterWork: string;
  readonly earlierWork: string;
  readonly match: FoundMatch;
}

/** What was found of the files of works, whichever of the two they are, the earliest registered first. */
export async function likenessesOfWorks(tables: Tables, works: readonly string[]): Promise<WorkLikeness[]> {
  if (works.length === 0) return [];
  return tables.query(
    `SELECT DISTINCT ON (e.statement_index, l.statement_index, f.earlier, f.later)
            l.id AS "laterWork", e.id AS "earlierWork", f.match
       FROM found_likenesses f
       JOIN work_files lf ON lf.file = f.later JOIN works l ON l.id = lf.work
       JOIN work_files ef ON ef.file = f.earlier JOIN works e ON e.id = ef.work
      WHERE (l.id = ANY($1) OR e.id = ANY($1)) AND l.id <> e.id
      ORDER BY e.statement_index, l.statement_index, f.earlier, f.later`,
    [works],
  );
}

export const clearLikenesses = async (tables: Tables): Promise<void> => {
  await tables.createQueryBuilder().delete().from(FoundLikenesses.options.name).execute();
};
