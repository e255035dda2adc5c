import { groupBy } from '../../lib/group-by.js';
import { boundsOf } from '../edtf-bounds.js';
import { dateOfEvent, isMovement, type RecordedEvent } from './provenance-event.js';

/** An event with what tells its statement from others. */
type Placed = Pick<RecordedEvent, 'event' | 'statementIndex'>;

/**
 * Events in the order in which they happened: those of one statement as it tells them, statements among each other by dates. Takes
 * them in the order of the register.
 */
export function inOrderOfHistory<One extends Placed>(events: readonly One[]): One[] {
  const placed = [...groupBy(events, ({ statementIndex }) => statementIndex).values()].flatMap((own) => {
    const keys = own.map(({ event }) => instantOf(dateOfEvent(event)));
    let reached = keys.find((key) => key !== null) ?? -Infinity;
    return own.map((recorded, place) => {
      // Searches and examinations are made later than what they are about, and move nothing.
      const key = keys[place] ?? reached;
      if (isMovement(recorded.event)) reached = Math.max(reached, key);
      return { recorded, key: isMovement(recorded.event) ? reached : key };
    });
  });
  return placed.toSorted((a, b) => (a.key === b.key ? 0 : a.key - b.key)).map(({ recorded }) => recorded);
}

/** What an event is placed by: its first instant, or where that is open its last. */
function instantOf(date: string | undefined): number | null {
  const bounds = date === undefined ? null : boundsOf(date);
  if (!bounds) return null;
  return Number.isFinite(bounds.from) ? bounds.from : bounds.to;
}
