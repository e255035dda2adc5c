import { findFlags } from '../provenance/flags/find-flags.js';
import type { Flag } from '../provenance/flags/flag.js';
import type { WatchList } from '../provenance/flags/watch-list.js';
import { writeProvenance } from '../provenance/write-provenance.js';
import { tellEvents } from './event-text.js';
import { flagsOfEvents, withSearches } from './flags-of-events.js';
import { flagsOfExaminations } from './flags-of-examinations.js';
import type { EventOfObject } from './provenance-event.js';

const SEVERITIES = ['high', 'medium', 'low'] as const;

/** What is known of the work beside its events. */
interface Known {
  /** The year of its making. */
  readonly created: number | null;
  /** Names of those whom its registration names as its makers. */
  readonly makers?: readonly string[];
  readonly watchLists?: readonly WatchList[];
}

/**
 * What events, in the order of history, say on a label, and what a person should look at in them, the gravest first; `periods` of a flag are
 * places among the events.
 */
export function examineEvents(
  told: readonly EventOfObject[],
  { created, makers, watchLists = [] }: Known,
): { readonly text: string; readonly flags: readonly Flag[] } {
  const events = told.map(({ event }) => event);
  const label = tellEvents(events);
  const ofObjects = flagsOfExaminations(told, makers ? { makers } : {});
  if (label.periods.length === 0) return { text: '', flags: ofObjects };
  const flagsOfText = findFlags(label, { created, watchLists }).map((flag) => ({
    ...flag,
    periods: flag.periods.map((period) => label.places[period] ?? 0),
  }));
  const flags = [...withSearches(flagsOfText, events), ...flagsOfEvents(events), ...ofObjects];
  return {
    text: writeProvenance(label),
    flags: flags.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)),
  };
}
