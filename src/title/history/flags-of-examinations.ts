import { groupBy } from '../../lib/group-by.js';
import { boundsOf } from '../edtf-bounds.js';
import { flagRule, raise, type Flag } from '../provenance/flags/flag.js';
import { keyOfParty } from './event-parts.js';
import {
  attributionInWords,
  ATTRIBUTIONS,
  measurementInWords,
  sizeOf,
  type Examination,
} from './examination.js';
import type { EventOfObject } from './provenance-event.js';

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
  readonly object: string | null;
  readonly event: Examination;
}

/** What to look at in examinations of the objects of a work; `makers` are named outright by its registration. */
export function flagsOfExaminations(
  events: readonly EventOfObject[],
  { makers = [] }: { makers?: readonly string[] } = {},
): Flag[] {
  const placed = events.flatMap(({ object, event }, place): Placed[] =>
    event.type === 'examination' ? [{ place, object, event }] : [],
  );
  return [...groupBy(placed, ({ object }) => object).values()].flatMap((own) => [
    ...mismatches(own),
    ...upgrades(own, makers),
  ]);
}

function mismatches(own: readonly Placed[]): Flag[] {
  const measured = own.flatMap(({ place, event }) =>
    (event.measurements ?? []).map((measurement) => ({ place, measurement, size: sizeOf(measurement) })),
  );
  const ofSame = groupBy(
    measured,
    ({ measurement: { dimension, part = '' } }) => `${dimension} ${part.toLowerCase()}`,
  );
  return [...ofSame.values()].flatMap((all) => {
    const bySize = all.toSorted((a, b) => a.size - b.size);
    const [least, most] = [bySize[0], bySize.at(-1)];
    if (!least || !most || least.place === most.place) return [];
    const apart = most.size - least.size;
    const isWeight = most.measurement.dimension === 'weight';
    if (isWeight ? apart <= most.size / 20 : apart <= Math.max(most.size / 50, 5)) return [];
    const [a, b] = [least, most].toSorted((one, other) => one.place - other.place);
    return a && b
      ? [
          raise(
            MISMATCH,
            [a.place, b.place],
            `It was measured as ${measurementInWords(a.measurement)} and as ${measurementInWords(b.measurement)}.`,
          ),
        ]
      : [];
  });
}

/** How surely, 0 being outright. */
const rankOf = ({ qualifier }: NonNullable<Examination['attribution']>): number =>
  ATTRIBUTIONS.indexOf(qualifier);

function upgrades(own: readonly Placed[], makers: readonly string[]): Flag[] {
  const attributed = own
    .flatMap(({ place, event: { on, attribution } }) =>
      attribution ? [{ place, at: boundsOf(on)?.from ?? 0, attribution }] : [],
    )
    .toSorted((a, b) => a.at - b.at);
  const named = new Set(makers.map((name) => keyOfParty({ name })));
  const ofMaker = groupBy(attributed, ({ attribution: { maker } }) => keyOfParty(maker));
  return [...ofMaker].flatMap(([maker, list]) => {
    const raised = list.flatMap((one, at) => {
      const before = list[at - 1];
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
    const last = list.at(-1);
    return last && named.has(maker) && rankOf(last.attribution) > 0
      ? [
          ...raised,
          raise(
            UPGRADE,
            [last.place],
            `The registration names the maker outright; the last examination has "${attributionInWords(last.attribution)}".`,
          ),
        ]
      : raised;
  });
}
