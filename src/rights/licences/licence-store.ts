import { EntitySchema } from 'typeorm';
import { bigintColumn, instantColumn, keyOf } from '../../lib/columns.js';
import { readRows } from '../../lib/read-rows.js';
import { readTogether, writeTogether } from '../../lib/together.js';
import type { Tables } from '../../ports.js';
import type { Licence } from './licence.js';
import type { RightTransfer } from './right-transfer.js';

export const Licences = new EntitySchema<Licence>({
  name: 'licences',
  columns: {
    id: { type: 'text', ...keyOf('licences') },
    statementIndex: { ...bigintColumn },
    work: { type: 'text' },
    body: { type: 'jsonb' },
    grantedBy: { type: 'text' },
    grantedAt: { ...instantColumn },
    withdrawnAt: { ...instantColumn, nullable: true },
    withdrawal: { type: 'text', nullable: true },
  },
  uniques: [{ name: 'uq_licences_index', columns: ['statementIndex'] }],
  indices: [{ name: 'ix_licences_work', columns: ['work', 'statementIndex'] }],
});

export const RightTransfers = new EntitySchema<RightTransfer>({
  name: 'right_transfers',
  columns: {
    id: { type: 'text', ...keyOf('right_transfers') },
    statementIndex: { ...bigintColumn },
    work: { type: 'text' },
    body: { type: 'jsonb' },
    transferredBy: { type: 'text' },
    transferredAt: { ...instantColumn },
  },
  uniques: [{ name: 'uq_right_transfers_index', columns: ['statementIndex'] }],
  // That by the receiver is of an expression, which the migration alone can say.
  indices: [
    { name: 'ix_right_transfers_work', columns: ['work', 'statementIndex'] },
    { name: 'ix_right_transfers_by', columns: ['transferredBy', 'statementIndex'] },
  ],
});

export const saveLicence = writeTogether(async (tables: Tables, rows: readonly Licence[]) => {
  await tables.insert(
    Licences,
    rows.map((row) => ({ ...row, body: row.body as object })), // TypeORM's partial type cannot say any JSON
  );
});

export const saveRightTransfer = writeTogether(async (tables: Tables, rows: readonly RightTransfer[]) => {
  await tables.insert(
    RightTransfers,
    rows.map((row) => ({ ...row, body: row.body as object })), // as in saveLicence
  );
});

export const licencesById = readTogether(
  (tables: Tables, ids: readonly string[]): Promise<Licence[]> =>
    readRows(tables, Licences, 'WHERE id = ANY($1)', [ids]),
  ({ id }) => id,
);

export const rightTransfersById = readTogether(
  (tables: Tables, ids: readonly string[]): Promise<RightTransfer[]> =>
    readRows(tables, RightTransfers, 'WHERE id = ANY($1)', [ids]),
  ({ id }) => id,
);

/** Licences of several works in the order of the register, those that are over or withdrawn too. */
export const licencesOfWorks = readTogether(
  (tables: Tables, works: readonly string[]): Promise<Licence[]> =>
    readRows(tables, Licences, 'WHERE work = ANY($1) ORDER BY statement_index', [works]),
  ({ work }) => work,
);

/** Transfers of rights in several works, in the order of the register. */
export const rightTransfersOfWorks = readTogether(
  (tables: Tables, works: readonly string[]): Promise<RightTransfer[]> =>
    readRows(tables, RightTransfers, 'WHERE work = ANY($1) ORDER BY statement_index', [works]),
  ({ work }) => work,
);

/** Transfers of rights that a person gave or received, by any of their keys, in the order of the register after a place in it. */
export const rightTransfersOfPerson = (
  tables: Tables,
  { keys, after, limit }: { keys: readonly string[]; after: bigint; limit: number },
): Promise<RightTransfer[]> =>
  readRows(
    tables,
    RightTransfers,
    // One way after the other: each has an index of its own.
    `WHERE id IN (
       (SELECT id FROM right_transfers WHERE transferred_by = ANY($1) AND statement_index > $2 ORDER BY statement_index LIMIT $3)
       UNION
       (SELECT id FROM right_transfers WHERE body ->> 'to' = ANY($1) AND statement_index > $2 ORDER BY statement_index LIMIT $3)
     ) ORDER BY statement_index LIMIT $3`,
    [keys, String(after), limit],
  );

export async function markLicenceWithdrawn(
  tables: Tables,
  { id, ...withdrawn }: { id: string; withdrawnAt: Date; withdrawal: string },
): Promise<void> {
  await tables.update(Licences, { id }, withdrawn);
}
