import { EntitySchema } from 'typeorm';
import { bigintColumn, instantColumn, keyOf } from '../../lib/columns.js';
import { readRows } from '../../lib/read-rows.js';
import { readTogether } from '../../lib/together.js';
import type { Tables } from '../../ports.js';
import type { Dispute, DisputeEntry } from './dispute.js';

export const Disputes = new EntitySchema<Dispute>({
  name: 'disputes',
  columns: {
    id: { type: 'text', ...keyOf('disputes') },
    statementIndex: { ...bigintColumn },
    claim: { type: 'text' },
    work: { type: 'text' },
    body: { type: 'jsonb' },
    raisedBy: { type: 'text' },
    raisedAt: { ...instantColumn },
    withdrawnAt: { ...instantColumn, nullable: true },
    withdrawal: { type: 'text', nullable: true },
  },
  uniques: [{ name: 'uq_disputes_index', columns: ['statementIndex'] }],
  indices: [
    { name: 'ix_disputes_claim', columns: ['claim', 'statementIndex'] },
    { name: 'ix_disputes_work', columns: ['work', 'statementIndex'] },
    { name: 'ix_disputes_raised_by', columns: ['raisedBy'] },
  ],
});

export const DisputeEntries = new EntitySchema<DisputeEntry>({
  name: 'dispute_entries',
  columns: {
    statement: { type: 'text', ...keyOf('dispute_entries') },
    statementIndex: { ...bigintColumn },
    dispute: { type: 'text' },
    body: { type: 'jsonb' },
    side: { type: 'text' },
    statedBy: { type: 'text' },
    statedAt: { ...instantColumn },
  },
  uniques: [{ name: 'uq_dispute_entries_index', columns: ['statementIndex'] }],
  indices: [{ name: 'ix_dispute_entries_dispute', columns: ['dispute', 'statementIndex'] }],
});

export async function saveDispute(tables: Tables, dispute: Dispute): Promise<void> {
  await tables.insert(Disputes, { ...dispute, body: dispute.body as object }); // TypeORM's partial type cannot say any JSON
}

export async function saveEntry(tables: Tables, entry: DisputeEntry): Promise<void> {
  await tables.insert(DisputeEntries, { ...entry, body: entry.body as object }); // as in saveDispute
}

export const disputesById = (tables: Tables, ids: readonly string[]): Promise<Dispute[]> =>
  readRows(tables, Disputes, 'WHERE id = ANY($1)', [ids]);

export const disputesOfClaims = readTogether(
  (tables: Tables, claims: readonly string[]): Promise<Dispute[]> =>
    readRows(tables, Disputes, 'WHERE claim = ANY($1) ORDER BY statement_index', [claims]),
  ({ claim }) => claim,
);

export const disputesOfWorks = readTogether(
  (tables: Tables, works: readonly string[]): Promise<Dispute[]> =>
    readRows(tables, Disputes, 'WHERE work = ANY($1) ORDER BY statement_index', [works]),
  ({ work }) => work,
);

/** Disputes that some keys raised and did not withdraw. */
export const disputesRaisedBy = (tables: Tables, keys: readonly string[]): Promise<Dispute[]> =>
  readRows(tables, Disputes, 'WHERE raised_by = ANY($1) AND withdrawn_at IS NULL ORDER BY statement_index', [
    keys,
  ]);

/** Disputes that a person raised by any of their keys, withdrawn ones too, in the order of the register after a place in it. */
export const disputesOfPerson = (
  tables: Tables,
  { keys, after, limit }: { keys: readonly string[]; after: bigint; limit: number },
): Promise<Dispute[]> =>
  readRows(
    tables,
    Disputes,
    'WHERE raised_by = ANY($1) AND statement_index > $2 ORDER BY statement_index LIMIT $3',
    [keys, String(after), limit],
  );

export const entriesOfDisputes = readTogether(
  (tables: Tables, disputes: readonly string[]): Promise<DisputeEntry[]> =>
    readRows(tables, DisputeEntries, 'WHERE dispute = ANY($1) ORDER BY statement_index', [disputes]),
  ({ dispute }) => dispute,
);

/** Outcomes that were stated in disputes that are not withdrawn, in the order of the register. */
export const outcomesStated = (tables: Tables): Promise<Pick<DisputeEntry, 'dispute' | 'side' | 'body'>[]> =>
  tables.query(
    `SELECT e.dispute, e.side, e.body FROM dispute_entries e JOIN disputes d ON d.id = e.dispute
      WHERE e.body ->> 'outcome' IS NOT NULL AND d.withdrawn_at IS NULL ORDER BY e.statement_index`,
  );

/** Works of disputes that are not withdrawn, but for some disputes, and works that derive from those. */
export async function worksDisputed(
  tables: Tables,
  { except }: { readonly except: readonly string[] },
): Promise<string[]> {
  const rows = await tables.query<{ work: string }[]>(
    `WITH RECURSIVE reached(work) AS (
       SELECT work FROM disputes WHERE withdrawn_at IS NULL AND id <> ALL ($1::text[])
       UNION SELECT d.work FROM reached r JOIN derivations d ON d.source = r.work
        WHERE d.withdrawn_at IS NULL AND d.capacity <> 'competing-claimant'
     ) SELECT work FROM reached`,
    [except],
  );
  return rows.map(({ work }) => work);
}

export async function markDisputeWithdrawn(
  tables: Tables,
  { id, ...withdrawn }: { id: string; withdrawnAt: Date; withdrawal: string },
): Promise<void> {
  await tables.update(Disputes, { id }, withdrawn);
}
