import { findFlags } from '../provenance/flags/find-flags.js';
import type { Flag } from '../provenance/flags/flag.js';
import type { WatchList } from '../provenance/flags/watch-list.js';
import { writeProvenance } from '../provenance/write-provenance.js';
import { tellEvents } from './event-text.js';
import { flagsOfEvents, withSearches } from './flags-of-events.js';
import type { ProvenanceEvent } from './provenance-event.js';

const SEVERITIES = ['high', 'medium', 'low'] as const;

/**
 * What events, in the order of history, say on a label, and what a person should look at in them, the gravest first; `periods` of a flag are
 * places among the events. `created` is the year of the work's making.
 */
export function examineEvents(
  events: readonly ProvenanceEvent[],
  { created, watchLists = [] }: { created: number | null; watchLists?: readonly WatchList[] },
): { readonly text: string; readonly flags: readonly Flag[] } {
  const told = tellEvents(events);
  if (told.periods.length === 0) return { text: '', flags: [] };
  const flagsOfText = findFlags(told, { created, watchLists }).map((flag) => ({
    ...flag,
    periods: flag.periods.map((period) => told.places[period] ?? 0),
  }));
  const flags = [...withSearches(flagsOfText, events), ...flagsOfEvents(events)];
  return {
    text: writeProvenance(told),
    flags: flags.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)),
  };
}
