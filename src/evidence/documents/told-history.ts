import { byObject, type OfObject } from '../../title/history/by-object.js';
import { inOrderOfHistory } from '../../title/history/order-events.js';
import type { HistoryEvent } from './recorded-history.js';
import type { WorkRecord } from './work-record.js';

/** The history of one physical object of a work, as it is told, in the order in which it happened. */
export type ToldHistory = OfObject<HistoryEvent>;

/**
 * What stands of the events of a record, in the order in which they happened. What competing claimants tell, whom anybody can be, is no part of
 * it.
 */
export const ownHistory = ({ history }: Pick<WorkRecord, 'history'>): HistoryEvent[] =>
  inOrder(history.filter(({ endedAt, capacity }) => endedAt === null && capacity !== 'competing-claimant'));

/** The same for each object that is told of. */
export const toldHistory = (record: Pick<WorkRecord, 'history'>): ToldHistory[] =>
  byObject(ownHistory(record));

/** What stands of what competing claimants tell, in the order of history. */
export const competingHistory = ({ history }: Pick<WorkRecord, 'history'>): HistoryEvent[] =>
  inOrder(history.filter(({ endedAt, capacity }) => endedAt === null && capacity === 'competing-claimant'));

const inOrder = (events: readonly HistoryEvent[]): HistoryEvent[] =>
  inOrderOfHistory(
    events.map((told) => ({ told, event: told.event, statementIndex: BigInt(told.index) })),
  ).map(({ told }) => told);
