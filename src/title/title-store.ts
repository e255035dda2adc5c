import { EntitySchema } from 'typeorm';
import { bigintColumn, instantColumn, keyOf } from '../lib/columns.js';
import { isZero, parseFraction } from '../lib/fraction.js';
import { readRows } from '../lib/read-rows.js';
import type { Tables } from '../ports.js';
import { Works } from '../works/work-store.js';
import type { Work } from '../works/work.js';
import type { Holding } from './holding.js';
import type { Share } from './share.js';
import type { TitleTransfer } from './title-transfer.js';

export const Holdings = new EntitySchema<Holding>({
  name: 'holdings',
  columns: {
    work: { type: 'text', ...keyOf('holdings') },
    owner: { type: 'text', ...keyOf('holdings') },
    share: { type: 'text' },
    fromIndex: { ...bigintColumn, ...keyOf('holdings') },
    heldFrom: { ...instantColumn },
    untilIndex: { ...bigintColumn, nullable: true },
    heldUntil: { ...instantColumn, nullable: true },
  },
  indices: [{ name: 'ix_holdings_owner', columns: ['owner'] }],
});

export const Transfers = new EntitySchema<TitleTransfer>({
  name: 'transfers',
  columns: {
    id: { type: 'text', ...keyOf('transfers') },
    statementIndex: { ...bigintColumn },
    work: { type: 'text' },
    from: { type: 'text', nullable: true },
    to: { type: 'jsonb' },
    method: { type: 'text' },
    date: { type: 'text', nullable: true },
    note: { type: 'text', nullable: true },
    recordedAt: { ...instantColumn },
  },
  indices: [{ name: 'ix_transfers_work', columns: ['work', 'statementIndex'] }],
});

/** Who owns several works now. */
export const presentHoldings = (tables: Tables, works: readonly string[]): Promise<Holding[]> =>
  readRows(
    tables,
    Holdings,
    'WHERE work = ANY($1) AND until_index IS NULL ORDER BY work, from_index, owner',
    [works],
  );

/** Everybody who ever owned a share of a work, in the order of acquisition. */
export const allHoldings = (tables: Tables, work: string): Promise<Holding[]> =>
  readRows(tables, Holdings, 'WHERE work = $1 ORDER BY from_index, owner', [work]);

/** Works of which a key owns a share now, the earliest registered first, after a place in the register. */
export const worksHeldBy = (
  tables: Tables,
  { owner, after, limit }: { owner: string; after: bigint; limit: number },
): Promise<Work[]> =>
  readRows(
    tables,
    Works,
    `WHERE id IN (SELECT work FROM holdings WHERE owner = $1 AND until_index IS NULL) AND statement_index > $2
     ORDER BY statement_index LIMIT $3`,
    [owner, String(after), limit],
  );

/** Every transfer of title in several works, the earliest first; the first of a work establishes title. */
export const transfersOf = (tables: Tables, works: readonly string[]): Promise<TitleTransfer[]> =>
  readRows(tables, Transfers, 'WHERE work = ANY($1) ORDER BY statement_index', [works]);

/**
 * Records a transfer, ends the holdings of those whose share changes, and begins their new ones. One SQL statement, for
 * the log waits meanwhile.
 */
export async function saveTransfer(
  tables: Tables,
  transfer: TitleTransfer,
  shares: readonly Share[],
): Promise<void> {
  const { id, work, statementIndex, from, to, method, date, note, recordedAt } = transfer;
  const kept = shares.filter(({ share }) => !isZero(parseFraction(share)));
  await tables.query(
    `WITH transfer AS (
       INSERT INTO transfers (id, statement_index, work, "from", "to", method, date, note, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ), ended AS (
       UPDATE holdings SET until_index = $2, held_until = $9
        WHERE work = $3 AND owner = ANY($10) AND until_index IS NULL
     )
     INSERT INTO holdings (work, owner, share, from_index, held_from)
     SELECT $3, held.owner, held.share, $2, $9 FROM unnest($11::text[], $12::text[]) AS held(owner, share)`,
    [
      id,
      String(statementIndex),
      work,
      from,
      JSON.stringify(to),
      method,
      date,
      note,
      recordedAt,
      shares.map(({ owner }) => owner),
      kept.map(({ owner }) => owner),
      kept.map(({ share }) => share),
    ],
  );
}
