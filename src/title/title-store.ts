import { EntitySchema } from 'typeorm';
import { bigintColumn, instantColumn, keyOf } from '../lib/columns.js';
import { isZero, parseFraction } from '../lib/fraction.js';
import { readRows } from '../lib/read-rows.js';
import { readTogether, writeTogether } from '../lib/together.js';
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
export const presentHoldings = readTogether(
  (tables: Tables, works: readonly string[]): Promise<Holding[]> =>
    readRows(
      tables,
      Holdings,
      'WHERE work = ANY($1) AND until_index IS NULL ORDER BY work, from_index, owner',
      [works],
    ),
  ({ work }) => work,
);

/** Everybody who ever owned a share of some works, in the order of acquisition. */
export const holdingsOfWorks = readTogether(
  (tables: Tables, works: readonly string[]): Promise<Holding[]> =>
    readRows(tables, Holdings, 'WHERE work = ANY($1) ORDER BY work, from_index, owner', [works]),
  ({ work }) => work,
);

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

/** Works of which a person gave or received a share by a transfer, the earliest registered first, after a place in the register. */
export const worksPassedOn = (
  tables: Tables,
  { keys, after, limit }: { keys: readonly string[]; after: bigint; limit: number },
): Promise<Work[]> =>
  readRows(
    tables,
    Works,
    // Whoever gave or received held a share then: by holdings, which have an index of owners, not all transfers are read.
    `WHERE id IN (
       SELECT work FROM transfers
        WHERE work IN (SELECT work FROM holdings WHERE owner = ANY($1)) AND method NOT IN ('creation', 'new-key')
          AND ("from" = ANY($1) OR EXISTS (SELECT FROM jsonb_array_elements("to") AS given WHERE given ->> 'owner' = ANY($1)))
     ) AND statement_index > $2
     ORDER BY statement_index LIMIT $3`,
    [keys, String(after), limit],
  );

/** Every transfer of title in several works, the earliest first; the first of a work establishes title. */
export const transfersOf = readTogether(
  (tables: Tables, works: readonly string[]): Promise<TitleTransfer[]> =>
    readRows(tables, Transfers, 'WHERE work = ANY($1) ORDER BY statement_index', [works]),
  ({ work }) => work,
);

/** A transfer with the shares that it changes. */
interface MadeTransfer {
  readonly transfer: TitleTransfer;
  readonly shares: readonly Share[];
}

/**
 * Records a transfer, ends the holdings of those whose share changes, and begins their new ones. One SQL statement, for
 * the log waits meanwhile; of several transfers each is of another work.
 */
export const saveTransfer = writeTogether(async (tables: Tables, made: readonly MadeTransfer[]) => {
  const transfers = made.map(({ transfer }) => transfer);
  const changed = made.flatMap(({ transfer: { work, statementIndex, recordedAt }, shares }) =>
    shares.map(({ owner, share }) => ({
      work,
      owner,
      share: isZero(parseFraction(share)) ? null : share,
      index: String(statementIndex),
      at: recordedAt,
    })),
  );
  await tables.query(
    `WITH transfer AS (
       INSERT INTO transfers (id, statement_index, work, "from", "to", method, date, note, recorded_at)
       SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::jsonb[], $6::text[], $7::text[],
                            $8::text[], $9::timestamptz[])
     ), changed AS (
       SELECT * FROM unnest($10::text[], $11::text[], $12::text[], $13::bigint[], $14::timestamptz[])
                  AS changed(work, owner, share, index, at)
     ), ended AS (
       UPDATE holdings SET until_index = changed.index, held_until = changed.at FROM changed
        WHERE holdings.work = changed.work AND holdings.owner = changed.owner AND until_index IS NULL
     )
     INSERT INTO holdings (work, owner, share, from_index, held_from)
     SELECT work, owner, share, index, at FROM changed WHERE share IS NOT NULL`,
    [
      transfers.map(({ id }) => id),
      transfers.map(({ statementIndex }) => String(statementIndex)),
      transfers.map(({ work }) => work),
      transfers.map(({ from }) => from),
      transfers.map(({ to }) => JSON.stringify(to)),
      transfers.map(({ method }) => method),
      transfers.map(({ date }) => date),
      transfers.map(({ note }) => note),
      transfers.map(({ recordedAt }) => recordedAt),
      changed.map(({ work }) => work),
      changed.map(({ owner }) => owner),
      changed.map(({ share }) => share),
      changed.map(({ index }) => index),
      changed.map(({ at }) => at),
    ],
  );
});
