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

const IS_DUE = 'searched_xid IS NOT NULL AND comparisons_done < comparisons_due';

/**
 * Registered pictures that are to be compared with those before them, the earliest registered first, at most so many, none of
 * `except`. Each may have later ones compared once more; in this order that is done when their turn comes.
 */
export async function uncomparedFiles(
  tables: Tables,
  except: readonly string[],
  limit: number,
): Promise<string[]> {
  const rows = await tables.query<{ file: string }[]>(
    `SELECT p.file FROM fingerprints p
      WHERE ${IS_DUE} AND p.file <> ALL ($1)
      ORDER BY (SELECT min(w.statement_index) FROM work_files f JOIN works w ON w.id = f.work WHERE f.file = p.file), p.file
      LIMIT $2`,
    [except, limit],
  );
  return rows.map(({ file }) => file);
}

/** How many comparisons of a picture are due, to be named when the one that begins now is saved; null where none is. */
export async function comparisonsDue(tables: Tables, file: string): Promise<number | null> {
  const [row] = await tables.query<{ due: number }[]>(
    `SELECT comparisons_due AS due FROM fingerprints WHERE file = $1 AND ${IS_DUE}`,
    [file],
  );
  return row?.due ?? null;
}

/** What comparing a registered picture gave. */
interface Compared {
  readonly file: string;
  /** As many were due when it began. */
  readonly due: number;
  /** What it is like of those registered before it. */
  readonly found: readonly FoundLikeness[];
  /** Files of works registered after it that are like it. */
  readonly later: readonly string[];
}

/**
 * Notes what a registered picture is like, in place of what was found before, and has those later ones compared once more of which
 * it is not known: they were compared before it could be found, where its fingerprints came late. To be called in a transaction.
 */
export async function saveComparison(tables: Tables, { file, due, found, later }: Compared): Promise<void> {
  // All rows, in one order, so that several processes wait for each other and never in a circle.
  await tables.query('SELECT FROM fingerprints WHERE file = ANY ($1) ORDER BY file FOR UPDATE', [
    [file, ...later],
  ]);
  await tables.query(
    'UPDATE fingerprints SET comparisons_done = greatest(comparisons_done, $2) WHERE file = $1',
    [file, due],
  );
  await tables.delete(FoundLikenesses, { later: file });
  if (found.length > 0) await tables.insert(FoundLikenesses, [...found]);
  if (later.length > 0)
    await tables.query(
      `UPDATE fingerprints SET comparisons_due = comparisons_due + 1
        WHERE file = ANY ($2)
          AND NOT EXISTS (SELECT FROM found_likenesses l WHERE l.later = fingerprints.file AND l.earlier = $1)`,
      [file, later],
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
  SELECT asked.id AS asked, found."laterWork", found."earlierWork", found.match, found.place
    FROM unnest($1::text[]) asked (id) CROSS JOIN LATERAL (
      SELECT DISTINCT ON (o.statement_index, f.earlier, f.later)
             asked.id AS "${own}Work", o.id AS "${other}Work", f.match, o.statement_index AS place
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
  return tables.query(
    `SELECT asked, "laterWork", "earlierWork", match
       FROM (${likenessesAs('later', 'earlier')} UNION ALL ${likenessesAs('earlier', 'later')}) all_found ORDER BY place`,
    [works, most],
  );
}

export const clearLikenesses = async (tables: Tables): Promise<void> => {
  await tables.createQueryBuilder().delete().from(FoundLikenesses.options.name).execute();
};
