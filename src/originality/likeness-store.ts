import { EntitySchema } from 'typeorm';
import { keyOf } from '../lib/columns.js';
import type { Tables } from '../ports.js';
import type { EarlierMatch } from './match.js';

/** What a search found of two registered pictures; JSON has no bigint, so places in the register are told by their work. */
export type FoundMatch = Omit<EarlierMatch, 'statementIndex'>;

export function withoutPlace(match: EarlierMatch): FoundMatch {
  const {
    work,
    file,
    relation,
    methods,
    pdqDistance,
    embeddingSimilarity,
    orientation,
    overlap,
    falseAlarms,
  } = match;
  return {
    work,
    file,
    relation,
    methods,
    pdqDistance,
    embeddingSimilarity,
    orientation,
    overlap,
    falseAlarms,
  };
}

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
  // First: it locks the row, so that of several processes one notes after the other.
  await tables.query('UPDATE fingerprints SET is_compared = true WHERE file = $1', [later]);
  await tables.delete(FoundLikenesses, { later });
  if (found.length > 0) await tables.insert(FoundLikenesses, [...found]);
}

/** Has pictures compared once more of which a picture that was registered before them is not known to be like them. */
export async function compareAgain(
  tables: Tables,
  { earlier, later }: { readonly earlier: string; readonly later: readonly string[] },
): Promise<void> {
  if (later.length > 0)
    await tables.query(
      `UPDATE fingerprints SET is_compared = false
        WHERE file = ANY($2) AND is_compared
          AND NOT EXISTS (SELECT FROM found_likenesses l WHERE l.later = fingerprints.file AND l.earlier = $1)`,
      [earlier, later],
    );
}

/** A likeness between the files of two works. */
export interface WorkLikeness {
  readonly laterWork: string;
  readonly earlierWork: string;
  readonly match: FoundMatch;
}

/** Likenesses of which an asked work is the one, with the other. */
const likenessesAs = (own: 'later' | 'earlier', other: 'later' | 'earlier'): string => `
  SELECT asked.id AS asked, found."laterWork", found."earlierWork", found.match
    FROM unnest($1::text[]) asked (id) CROSS JOIN LATERAL (
      SELECT DISTINCT ON (o.statement_index, f.earlier, f.later)
             asked.id AS "${own}Work", o.id AS "${other}Work", f.match
        FROM work_files own JOIN found_likenesses f ON f.${own} = own.file
        JOIN work_files others ON others.file = f.${other} JOIN works o ON o.id = others.work
       WHERE own.work = asked.id AND o.id <> asked.id
       ORDER BY o.statement_index, f.earlier, f.later LIMIT $2) found`;

/**
 * What was found of the files of works: with works registered before them and with works registered after them, of each at
 * most so many, the earliest registered first.
 */
export async function likenessesOfWorks(
  tables: Tables,
  works: readonly string[],
  most: number,
): Promise<(WorkLikeness & { readonly asked: string })[]> {
  if (works.length === 0) return [];
  return tables.query(`${likenessesAs('later', 'earlier')} UNION ALL ${likenessesAs('earlier', 'later')}`, [
    works,
    most,
  ]);
}

export const clearLikenesses = async (tables: Tables): Promise<void> => {
  await tables.createQueryBuilder().delete().from(FoundLikenesses.options.name).execute();
};
