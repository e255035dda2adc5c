import { groupBy } from '../../lib/group-by.js';
import { ANY_TIME, boundsOf } from '../edtf-bounds.js';
import { flagRule, raise, type Flag } from '../provenance/flags/flag.js';
import { keyOfParty } from './event-parts.js';
import {
  attributionInWords,
  ATTRIBUTIONS,
  measurementInWords,
  nameOfPart,
  sizeOf,
  type Examination,
  type Measurement,
} from './examination.js';
import type { ProvenanceEvent } from './provenance-event.js';

const MISMATCH = flagRule(
  'DIMENSION_MISMATCH',
  'medium',
  'Object ID (ICOM): measurements are among what identifies an object',
  'Two examinations of one object measure the same of it more than a fiftieth and 5 mm (of a weight: a twentieth) apart.',
  'What was measured each time (with or without frame, image or sheet), or a new measurement.',
);
const UPGRADE = flagRule(
  'ATTRIBUTION_UPGRADE',
  'medium',
  'New York Arts & Cultural Affairs Law, 13.01; France, décret 81-255: an attribution is warranted as it is worded',
  'An object is given to its maker more surely than an examination before had it, or than the last one has it.',
  'Who changed the attribution and why: a catalogue raisonné, a scholar, a technical report.',
);

interface Placed {
  /** Among all events. */
  readonly place: number;
  readonly event: Examination;
}

/** What to look at in examinations of one object; `makers` are named outright by the registration of its work. */
export function flagsOfExaminations(
  events: readonly ProvenanceEvent[],
  { makers = [] }: { makers?: readonly string[] } = {},
): Flag[] {
  const placed = events.flatMap((event, place): Placed[] =>
    event.type === 'examination' ? [{ place, event }] : [],
  );
  return [...mismatches(placed), ...upgrades(placed, makers)];
}

interface Measured {
  readonly place: number;
  /** Each value that an examination has of one dimension of one part. */
  readonly values: readonly Measurement[];
}

/** Examinations are compared one with the other: of what both measured, no value of the one is near any of the other. */
function mismatches(own: readonly Placed[]): Flag[] {
  const ofSame = groupBy(
    own.flatMap(({ place, event: { measurements = [] } }) =>
      [...groupBy(measurements, whatIsMeasured)].map(([what, values]) => ({ what, place, values })),
    ),
    ({ what }) => what,
  );
  return [...ofSame.values()].flatMap((all) => {
    const pair = farthestApart(all);
    return pair
      ? [
          raise(
            MISMATCH,
            [pair.one.place, pair.other.place],
            `It was measured as ${inWords(pair.one)} and as ${inWords(pair.other)}.`,
          ),
        ]
      : [];
  });
}

/**
 * The two that differ most, the first told first; null where none do. Each is compared with the next, and the one of the smallest values with that
 * of the largest: all with all would take the square of their number.
 */
function farthestApart(all: readonly Measured[]): { one: Measured; other: Measured } | null {
  const sizes = ({ values }: Measured) => values.map(sizeOf);
  const smallest = all.toSorted((a, b) => Math.max(...sizes(a)) - Math.max(...sizes(b)))[0];
  const largest = all.toSorted((a, b) => Math.min(...sizes(b)) - Math.min(...sizes(a)))[0];
  const outermost = [smallest, largest]
    .flatMap((one) => one ?? [])
    .toSorted((a, b) => all.indexOf(a) - all.indexOf(b));
  let found: { one: Measured; other: Measured; apart: number } | null = null;
  for (const [one, other] of [...all.map((each, at) => [each, all[at + 1]] as const), outermost]) {
    if (!one || !other || one === other) continue;
    const pairs = one.values.flatMap((value) => other.values.map((another) => [value, another] as const));
    if (pairs.some(([value, another]) => isNear(value, another))) continue;
    const apart = Math.min(...pairs.map(([value, another]) => ratio(value, another)));
    if (found === null || apart > found.apart) found = { one, other, apart };
  }
  return found;
}

/** How many times as large the larger is. */
const ratio = (one: Measurement, other: Measurement): number =>
  Math.max(sizeOf(one), sizeOf(other)) / Math.min(sizeOf(one), sizeOf(other));

function isNear(one: Measurement, other: Measurement): boolean {
  const apart = Math.abs(sizeOf(one) - sizeOf(other));
  const most = Math.max(sizeOf(one), sizeOf(other));
  return one.dimension === 'weight' ? apart <= most / 20 : apart <= Math.max(most / 50, 5);
}

const whatIsMeasured = ({ dimension, part }: Measurement): string =>
  `${dimension} ${part === undefined ? '' : nameOfPart(part).toLowerCase()}`;

const inWords = ({ values }: Measured): string => values.map(measurementInWords).join(' or ');

/** How surely, 0 being outright. */
const rankOf = ({ qualifier }: NonNullable<Examination['attribution']>): number =>
  ATTRIBUTIONS.indexOf(qualifier);

/** From the sure to the less sure is no question; and of two examinations whose dates overlap nobody knows which came first. */
function upgrades(own: readonly Placed[], makers: readonly string[]): Flag[] {
  const attributed = own.flatMap(({ place, event: { on, attribution } }) =>
    attribution ? [{ place, dates: boundsOf(on) ?? ANY_TIME, attribution }] : [],
  );
  const named = new Set(makers.map((name) => keyOfParty({ name })));
  return groupsOfMaker(attributed).flatMap((unordered) => {
    const list = unordered.toSorted((a, b) => a.dates.from - b.dates.from || a.dates.to - b.dates.to);
    const raised = list.flatMap((one, at) => {
      const before = list.slice(0, at).findLast(({ dates }) => dates.to < one.dates.from);
      return before && rankOf(one.attribution) < rankOf(before.attribution)
        ? [
            raise(
              UPGRADE,
              [before.place, one.place],
              `It was "${attributionInWords(before.attribution)}", and then "${attributionInWords(one.attribution)}".`,
            ),
          ]
        : [];
    });
    const latest = Math.max(...list.map(({ dates }) => dates.from));
    // All that may be the last.
    const last = list.filter(({ dates }) => dates.to >= latest);
    const [surest] = last.toSorted((a, b) => rankOf(a.attribution) - rankOf(b.attribution));
    const isNamed = list.some(({ attribution: { maker } }) =>
      named.has(keyOfParty({ name: maker.name ?? '' })),
    );
    return surest && isNamed && rankOf(surest.attribution) > 0
      ? [
          ...raised,
          raise(
            UPGRADE,
            [surest.place],
            `The registration names the maker outright; the last examination has "${attributionInWords(surest.attribution)}".`,
          ),
        ]
      : raised;
  });
}

/** What is given to one maker together: by one key, or by a name where a key is not given. */
function groupsOfMaker<One extends { readonly attribution: NonNullable<Examination['attribution']> }>(
  attributed: readonly One[],
): One[][] {
  const keyOfName = new Map(
    attributed.flatMap(({ attribution: { maker } }) =>
      maker.person !== undefined && maker.name !== undefined
        ? [[keyOfParty({ name: maker.name }), maker.person] as const]
        : [],
    ),
  );
  const groups = groupBy(attributed, ({ attribution: { maker } }) => {
    const key = keyOfParty(maker);
    return maker.person ?? keyOfName.get(key) ?? key;
  });
  return [...groups.values()];
}
