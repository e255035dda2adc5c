import { inOrderOfHistory } from '../../title/history/order-events.js';
import type { HistoryEvent } from './recorded-history.js';
import type { WorkRecord } from './work-record.js';

/** The history of one physical object of a work, as it is told. */
export interface ToldHistory {
  /** Null where the work has one, or none in particular is meant. */
  readonly object: string | null;
  /** In the order in which they happened. */
  readonly events: readonly HistoryEvent[];
}

/**
 * What stands of the events of a record, for each object that is told of: as title/find-ownership.ts, what is told of none in particular is
 * told of each. What competing claimants tell, whom anybody can be, is no part of it.
 */
export function toldHistory({ history }: Pick<WorkRecord, 'history'>): ToldHistory[] {
  const own = history.filter(
    ({ endedAt, capacity }) => endedAt === null && capacity !== 'competing-claimant',
  );
  if (own.length === 0) return [];
  const objects = [...new Set(own.flatMap(({ object }) => object ?? []))];
  if (objects.length <= 1) return [{ object: objects[0] ?? null, events: inOrder(own) }];
  return objects.map((name) => ({
    object: name,
    events: inOrder(own.filter(({ object }) => object === null || object === name)),
  }));
}

/** What stands of what competing claimants tell, in the order of history. */
export const competingHistory = ({ history }: Pick<WorkRecord, 'history'>): HistoryEvent[] =>
  inOrder(history.filter(({ endedAt, capacity }) => endedAt === null && capacity === 'competing-claimant'));

const inOrder = (events: readonly HistoryEvent[]): HistoryEvent[] =>
  inOrderOfHistory(
    events.map((told) => ({ told, event: told.event, statementIndex: BigInt(told.index) })),
  ).map(({ told }) => told);
