import { EntitySchema } from 'typeorm';
import { bigintColumn, instantColumn, keyOf } from '../lib/columns.js';
import { groupBy } from '../lib/group-by.js';
import { readRows } from '../lib/read-rows.js';
import { readTogether, writeTogether } from '../lib/together.js';
import type { Tables } from '../ports.js';
import type { Derivation } from './derivation.js';
import type { DerivationPermission } from './derivation-permission.js';

export const Derivations = new EntitySchema<Derivation>({
  name: 'derivations',
  columns: {
    id: { type: 'text', ...keyOf('derivations') },
    statementIndex: { ...bigintColumn },
    work: { type: 'text' },
    source: { type: 'text' },
    how: { type: 'text' },
    note: { type: 'text', nullable: true },
    declaredBy: { type: 'text' },
    capacity: { type: 'text' },
    declaredAt: { ...instantColumn },
    withdrawnAt: { ...instantColumn, nullable: true },
    withdrawal: { type: 'text', nullable: true },
  },
  uniques: [{ name: 'uq_derivations_index', columns: ['statementIndex'] }],
  indices: [
    { name: 'ix_derivations_work', columns: ['work', 'statementIndex'] },
    { name: 'ix_derivations_source', columns: ['source', 'statementIndex'] },
  ],
});

export const DerivationPermissions = new EntitySchema<DerivationPermission>({
  name: 'derivation_permissions',
  columns: {
    id: { type: 'text', ...keyOf('derivation_permissions') },
    statementIndex: { ...bigintColumn },
    source: { type: 'text' },
    toKey: { type: 'text' },
    how: { type: 'jsonb', nullable: true },
    terms: { type: 'text' },
    until: { type: 'text', nullable: true },
    permittedBy: { type: 'text' },
    capacity: { type: 'text' },
    permittedAt: { ...instantColumn },
    withdrawnAt: { ...instantColumn, nullable: true },
    withdrawal: { type: 'text', nullable: true },
  },
  uniques: [{ name: 'uq_derivation_permissions_index', columns: ['statementIndex'] }],
  indices: [
    { name: 'ix_derivation_permissions_source', columns: ['source', 'statementIndex'] },
    { name: 'ix_derivation_permissions_to', columns: ['toKey', 'source'] },
  ],
});

export const saveDerivation = writeTogether(async (tables: Tables, rows: readonly Derivation[]) => {
  await tables.insert(Derivations, [...rows]);
});

export const savePermission = writeTogether(async (tables: Tables, rows: readonly DerivationPermission[]) => {
  await tables.insert(
    DerivationPermissions,
    rows.map((row) => ({ ...row, how: row.how && [...row.how] })),
  );
});

/** What a statement withdraws. */
interface Withdrawal {
  readonly id: string;
  readonly withdrawnAt: Date;
  /** CID of the statement. */
  readonly withdrawal: string;
}

const withdrawIn = (table: 'derivations' | 'derivation_permissions') =>
  writeTogether(async (tables: Tables, withdrawals: readonly Withdrawal[]) => {
    await tables.query(
      `UPDATE ${table} SET withdrawn_at = w.at, withdrawal = w.statement
         FROM unnest($1::text[], $2::timestamptz[], $3::text[]) AS w(id, at, statement) WHERE ${table}.id = w.id`,
      [
        withdrawals.map(({ id }) => id),
        withdrawals.map(({ withdrawnAt }) => withdrawnAt),
        withdrawals.map(({ withdrawal }) => withdrawal),
      ],
    );
  });

export const markDerivationWithdrawn = withdrawIn('derivations');
export const markPermissionWithdrawn = withdrawIn('derivation_permissions');

export const derivationsById = readTogether(
  (tables: Tables, ids: readonly string[]): Promise<Derivation[]> =>
    readRows(tables, Derivations, 'WHERE id = ANY($1)', [ids]),
  ({ id }) => id,
);

export const permissionsById = readTogether(
  (tables: Tables, ids: readonly string[]): Promise<DerivationPermission[]> =>
    readRows(tables, DerivationPermissions, 'WHERE id = ANY($1)', [ids]),
  ({ id }) => id,
);

/** A work and its source, as one text: neither id holds a space. */
export const pairOf = ({ work, source }: Pick<Derivation, 'work' | 'source'>): string => `${work} ${source}`;

/** Derivations that stand between works and sources, by `pairOf`, the earliest first. */
export const standingBetween = readTogether(
  (tables: Tables, pairs: readonly string[]): Promise<Derivation[]> => {
    const parts = pairs.map((pair) => pair.split(' '));
    return readRows(
      tables,
      Derivations,
      `WHERE (work, source) IN (SELECT * FROM unnest($1::text[], $2::text[])) AND withdrawn_at IS NULL
     ORDER BY statement_index`,
      [parts.map(([work]) => work), parts.map(([, source]) => source)],
    );
  },
  pairOf,
);

/** Permissions to some keys to derive from a work, withdrawn and expired ones too, the earliest first. */
export const permissionsTo = (
  tables: Tables,
  { sources, keys }: { sources: readonly string[]; keys: readonly string[] },
): Promise<DerivationPermission[]> =>
  readRows(
    tables,
    DerivationPermissions,
    'WHERE source = ANY($1) AND to_key = ANY($2) ORDER BY statement_index',
    [sources, keys],
  );

/** Which way to go from a work: to what it derives from, or to what derives from it. */
export type Direction = 'sources' | 'derivatives';

const FROM_AND_TO = {
  sources: { from: 'work', to: 'source' },
  derivatives: { from: 'source', to: 'work' },
} as const;

/** A work that another leads to through standing derivations. */
interface Reached {
  readonly start: string;
  readonly work: string;
}

/**
 * Works to which standing derivations lead, in any number of steps, each once; of each start at most `most`, in no
 * order. With `competing` those by competing claimants lead on too.
 */
export const worksReached = (
  direction: Direction,
  { most, competing }: { most: number; competing: boolean },
) =>
  readTogether(
    async (tables: Tables, starts: readonly string[]): Promise<Reached[]> => {
      const { from, to } = FROM_AND_TO[direction];
      const stands = `withdrawn_at IS NULL${competing ? '' : ` AND capacity <> 'competing-claimant'`}`;
      // UNION drops what was reached before, so it ends; and the LIMIT ends it as soon as so many are found. OFFSET 0 has
      // the index asked for each work: a join could read the whole table at every step.
      return tables.query<Reached[]>(
        `SELECT start, work FROM unnest($1::text[]) AS s(start) CROSS JOIN LATERAL (
           WITH RECURSIVE reached(work) AS (
             SELECT ${to} FROM derivations WHERE ${from} = s.start AND ${stands}
             UNION SELECT d.${to} FROM reached r CROSS JOIN LATERAL
                     (SELECT ${to} FROM derivations WHERE ${from} = r.work AND ${stands} OFFSET 0) d
           ) SELECT work FROM reached LIMIT ${most}) r`,
        [starts],
      );
    },
    ({ start }) => start,
  );

/** Standing derivations one step beyond some works, each in its own direction, the earliest first. */
export const standingStep = (
  tables: Tables,
  {
    sourcesOf,
    derivativesOf,
    limit,
  }: { sourcesOf: readonly string[]; derivativesOf: readonly string[]; limit: number },
): Promise<Derivation[]> =>
  readRows(
    tables,
    Derivations,
    `WHERE withdrawn_at IS NULL AND (work = ANY($1) OR source = ANY($2)) ORDER BY statement_index LIMIT $3`,
    [sourcesOf, derivativesOf, limit],
  );

/** Some of what hangs on a work: those after a place in the register, the earliest first. */
export interface DerivationPage {
  readonly work: string;
  /** Null for standing and withdrawn ones. */
  readonly isStanding: boolean | null;
  readonly after: bigint;
  readonly limit: number;
}

/** Several pages in one SQL statement, each cut to its own limit. */
export const derivationPages = (
  tables: Tables,
  direction: Direction,
  pages: readonly DerivationPage[],
): Promise<Derivation[][]> =>
  pagesIn<Derivation>(tables, { table: Derivations, by: FROM_AND_TO[direction].from, pages });

/** The same of permissions to derive from works. */
export const permissionPages = (
  tables: Tables,
  pages: readonly DerivationPage[],
): Promise<DerivationPermission[][]> =>
  pagesIn<DerivationPermission>(tables, { table: DerivationPermissions, by: 'source', pages });

async function pagesIn<
  Row extends Pick<Derivation, 'source' | 'statementIndex' | 'withdrawnAt'> & { work?: string },
>(
  tables: Tables,
  {
    table,
    by,
    pages,
  }: {
    table: { readonly options: { readonly name: string } };
    by: 'work' | 'source';
    pages: readonly DerivationPage[];
  },
): Promise<Row[][]> {
  const rows = await readRows<Row>(
    tables,
    table,
    `WHERE id IN (
       SELECT r.id FROM unnest($1::text[], $2::boolean[], $3::bigint[], $4::integer[]) AS p(work, stands, after, most)
        CROSS JOIN LATERAL (
          SELECT id FROM "${table.options.name}" t
           WHERE t.${by} = p.work AND t.statement_index > p.after AND (p.stands IS NULL OR (t.withdrawn_at IS NULL) = p.stands)
           ORDER BY t.statement_index LIMIT p.most) r)
     ORDER BY statement_index`,
    [
      pages.map(({ work }) => work),
      pages.map(({ isStanding }) => isStanding),
      pages.map(({ after }) => String(after)),
      pages.map(({ limit }) => limit),
    ],
  );
  const byWork = groupBy(rows, (row) => row[by]);
  // Rows of another page of the same work come after this one's own, or are not of it.
  return pages.map(({ work, isStanding, after, limit }) =>
    (byWork.get(work) ?? [])
      .filter(
        ({ statementIndex, withdrawnAt }) =>
          statementIndex > after && (isStanding === null || (withdrawnAt === null) === isStanding),
      )
      .slice(0, limit),
  );
}
