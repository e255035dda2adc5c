import { readRows } from '../lib/read-rows.js';
import type { Tables } from '../ports.js';
import type { Holding } from './holding.js';
import type { Share } from './share.js';
import type { TitleTransfer } from './title-transfer.js';
import { Holdings } from './title-store.js';

/** What some keys hold now. */
export const heldBy = (tables: Tables, owners: readonly string[]): Promise<Holding[]> =>
  readRows(tables, Holdings, 'WHERE owner = ANY($1) AND until_index IS NULL ORDER BY work, owner', [owners]);

/** A transfer with the shares that it changes, the former owner's included. */
export interface Move {
  readonly transfer: TitleTransfer;
  readonly shares: readonly Share[];
}

/** Records what one statement moves in many works: ends the holdings that change, and begins the new ones. */
export async function saveMoves(tables: Tables, moves: readonly Move[]): Promise<void> {
  const [first] = moves;
  if (!first) return;
  const { statementIndex, from, method, note, recordedAt } = first.transfer;
  const changed = moves.flatMap(({ transfer: { work }, shares }) =>
    shares.map(({ owner, share }) => ({ work, owner, share })),
  );
  await tables.query(
    `WITH transfer AS (
       INSERT INTO transfers (id, statement_index, work, "from", "to", method, note, recorded_at)
       SELECT moved.id, $1, moved.work, $2, moved.receivers::jsonb, $3, $4, $5
         FROM unnest($6::text[], $7::text[], $8::text[]) AS moved(id, work, receivers)
     ), ended AS (
       UPDATE holdings SET until_index = $1, held_until = $5
         FROM unnest($9::text[], $10::text[]) AS changed(work, owner)
        WHERE holdings.work = changed.work AND holdings.owner = changed.owner AND until_index IS NULL
     )
     INSERT INTO holdings (work, owner, share, from_index, held_from)
     SELECT held.work, held.owner, held.share, $1, $5
       FROM unnest($9::text[], $10::text[], $11::text[]) AS held(work, owner, share) WHERE held.share <> '0'`,
    [
      String(statementIndex),
      from,
      method,
      note,
      recordedAt,
      moves.map(({ transfer }) => transfer.id),
      moves.map(({ transfer }) => transfer.work),
      moves.map(({ transfer }) => JSON.stringify(transfer.to)),
      changed.map(({ work }) => work),
      changed.map(({ owner }) => owner),
      changed.map(({ share }) => share),
    ],
  );
}
