import { EntitySchema, In, IsNull, Not } from 'typeorm';
import { bigintColumn, instantColumn, keyOf } from '../lib/columns.js';
import { readRows } from '../lib/read-rows.js';
import { readTogether, writeTogether } from '../lib/together.js';
import type { Tables } from '../ports.js';
import type { Claim, Claimant } from './claim.js';

export const Claims = new EntitySchema<Claim>({
  name: 'claims',
  columns: {
    id: { type: 'text', ...keyOf('claims') },
    statementIndex: { ...bigintColumn },
    work: { type: 'text' },
    claimedAt: { ...instantColumn },
    competesWith: { type: 'text', nullable: true },
    body: { type: 'jsonb' },
  },
  uniques: [{ name: 'uq_claims_index', columns: ['statementIndex'] }],
  indices: [{ name: 'ix_claims_work', columns: ['work', 'statementIndex'] }],
});

export const Claimants = new EntitySchema<Claimant>({
  name: 'claimants',
  columns: {
    claim: { type: 'text', ...keyOf('claimants') },
    person: { type: 'text', ...keyOf('claimants') },
    position: { type: 'integer' },
    signedAt: { ...instantColumn, nullable: true },
    withdrawnAt: { ...instantColumn, nullable: true },
  },
  indices: [{ name: 'ix_claimants_person', columns: ['person'] }],
});

/** A claim with all its claimants, as it is made. */
export const saveClaim = writeTogether(
  async (
    tables: Tables,
    made: readonly { readonly claim: Claim; readonly claimants: readonly Claimant[] }[],
  ) => {
    const rows = made.map(({ claim }) => ({ ...claim, body: claim.body as object })); // TypeORM's partial type cannot say any JSON
    await tables.insert(Claims, rows);
    await tables.insert(
      Claimants,
      made.flatMap(({ claimants }) => claimants),
    );
  },
);

export const claimById = (tables: Tables, id: string): Promise<Claim | null> =>
  tables.findOneBy(Claims, { id });

export const claimsById = (tables: Tables, ids: readonly string[]): Promise<Claim[]> =>
  readRows(tables, Claims, 'WHERE id = ANY($1)', [ids]);

/** All claims on several works, the earliest first. */
export const claimsOfWorks = readTogether(
  (tables: Tables, works: readonly string[]): Promise<Claim[]> =>
    readRows(tables, Claims, 'WHERE work = ANY($1) ORDER BY statement_index', [works]),
  ({ work }) => work,
);

/** Some claims on a work: those after a place in the register, the earliest first. */
export interface ClaimPage {
  readonly work: string;
  readonly after: bigint;
  readonly limit: number;
}

/** Several pages in one SQL statement, each cut to its own limit. */
export async function claimPages(tables: Tables, pages: readonly ClaimPage[]): Promise<Claim[][]> {
  const rows = await tables.query<
    {
      page: number;
      id: string;
      statement_index: string;
      work: string;
      claimed_at: Date;
      competes_with: string | null;
      body: Claim['body'];
    }[]
  >(
    `SELECT p.page::integer, c.id, c.statement_index::text, c.work, c.claimed_at, c.competes_with, c.body
       FROM unnest($1::text[], $2::bigint[], $3::integer[]) WITH ORDINALITY AS p(work, after, most, page)
      CROSS JOIN LATERAL (SELECT * FROM claims WHERE work = p.work AND statement_index > p.after ORDER BY statement_index LIMIT p.most) c
      ORDER BY p.page, c.statement_index`,
    [pages.map(({ work }) => work), pages.map(({ after }) => String(after)), pages.map(({ limit }) => limit)],
  );
  const found: Claim[][] = pages.map(() => []);
  for (const {
    page,
    id,
    statement_index: index,
    work,
    claimed_at: claimedAt,
    competes_with: competesWith,
    body,
  } of rows) {
    found[page - 1]?.push({ id, statementIndex: BigInt(index), work, claimedAt, competesWith, body });
  }
  return found;
}

/** The claimants of several claims, in the order in which each claim names them. */
export const claimantsOf = readTogether(
  (tables: Tables, claims: readonly string[]): Promise<Claimant[]> =>
    readRows(tables, Claimants, 'WHERE claim = ANY($1) ORDER BY claim, position', [claims]),
  ({ claim }) => claim,
);

/** Claims that name one of some keys among their claimants, signed or not, after a place in the register. */
export const claimsNaming = (
  tables: Tables,
  { keys, after, limit }: { keys: readonly string[]; after: bigint; limit: number },
): Promise<Claim[]> =>
  readRows(
    tables,
    Claims,
    `WHERE id IN (SELECT claim FROM claimants WHERE person = ANY($1)) AND statement_index > $2
     ORDER BY statement_index LIMIT $3`,
    [keys, String(after), limit],
  );

export async function markSigned(
  tables: Tables,
  { claim, keys, at }: { claim: string; keys: readonly string[]; at: Date },
): Promise<void> {
  await tables.update(Claimants, { claim, person: In(keys), signedAt: IsNull() }, { signedAt: at });
}

export async function markWithdrawn(
  tables: Tables,
  { claim, keys, at }: { claim: string; keys: readonly string[]; at: Date },
): Promise<void> {
  await tables.update(
    Claimants,
    { claim, person: In(keys), signedAt: Not(IsNull()), withdrawnAt: IsNull() },
    { withdrawnAt: at },
  );
}
