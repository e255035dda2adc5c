import { groupBy } from '../../lib/group-by.js';
import { findFlags } from '../provenance/flags/find-flags.js';
import { gravestFirst, type Flag } from '../provenance/flags/flag.js';
import type { WatchList } from '../provenance/flags/watch-list.js';
import { writeProvenance } from '../provenance/write-provenance.js';
import { byObject } from './by-object.js';
import { tellEvents } from './event-text.js';
import { flagsOfEvents, withSearches } from './flags-of-events.js';
import { flagsOfExaminations } from './flags-of-examinations.js';
import type { EventOfObject, ProvenanceEvent } from './provenance-event.js';

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
 * places among the events. Each object has a history of its own: where there are several, a line of the text each, and flags name theirs.
 */
export function examineEvents(
  told: readonly EventOfObject[],
  known: Known,
): { readonly text: string; readonly flags: readonly Flag[] } {
  const histories = byObject(told.map((one, place) => ({ ...one, place })));
  const isOne = histories.length <= 1;
  const examined = histories.map(({ object, events }) => {
    const { text, flags } = examineHistory(
      events.map(({ event }) => event),
      known,
    );
    return {
      object,
      text: text === '' || isOne ? text : `Of ${object}: ${text}`,
      flags: flags.map((flag) => ({ ...flag, periods: flag.periods.map((at) => events[at]?.place ?? 0) })),
    };
  });
  const raised = examined.flatMap(({ object, flags }) => flags.map((flag) => ({ object, flag })));
  // What is told of no object in particular raises the same of each.
  const equal = groupBy(raised, ({ flag: { code, message, periods } }) =>
    JSON.stringify([code, message, periods]),
  );
  const flags = [...equal.values()].flatMap((all): Flag[] => {
    const [first] = all;
    if (!first) return [];
    if (isOne) return [first.flag];
    const objects = new Set(all.map(({ object }) => object));
    const whose = objects.size === histories.length ? 'each object' : [...objects].join(', ');
    return [{ ...first.flag, message: `Of ${whose}: ${first.flag.message}` }];
  });
  return {
    text: examined.flatMap(({ text }) => (text === '' ? [] : text)).join('\n'),
    flags: gravestFirst(flags),
  };
}

/** The same of the events of one object; `periods` are places among these. */
function examineHistory(
  events: readonly ProvenanceEvent[],
  { created, makers, watchLists = [] }: Known,
): { readonly text: string; readonly flags: readonly Flag[] } {
  const label = tellEvents(events);
  const ofObject = flagsOfExaminations(events, makers ? { makers } : {});
  if (label.periods.length === 0) return { text: '', flags: ofObject };
  const flagsOfText = findFlags(label, { created, watchLists }).map((flag) => ({
    ...flag,
    periods: flag.periods.map((period) => label.places[period] ?? 0),
  }));
  return {
    text: writeProvenance(label),
    flags: [...withSearches(flagsOfText, events), ...flagsOfEvents(events), ...ofObject],
  };
}
