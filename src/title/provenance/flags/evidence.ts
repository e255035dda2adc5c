import type { Period, Provenance } from '../period.js';
import { named, raise, type Flag, type FlagRule } from './flag.js';

const AAM = 'American Alliance of Museums, Guide to Provenance Research';
const UNCERTAIN: FlagRule = {
  code: 'UNCERTAIN_PERIOD',
  severity: 'low',
  rule: 'The text says "possibly", or puts "?" behind something.',
  source: AAM,
  clears: 'A document for what is uncertain.',
};
const NO_CITATION: FlagRule = {
  code: 'NO_CITATION',
  severity: 'low',
  rule: 'A record that cites its sources has none for this period.',
  source: AAM,
  clears: 'A source for the period.',
};
const SINGLE: FlagRule = {
  code: 'SINGLE_SOURCE',
  severity: 'low',
  rule: 'Three periods or more rest on one source, and no other is cited.',
  source: AAM,
  clears: 'A second source, independent of the first.',
};

/** How well the text is borne out by what it cites. */
export function evidenceFlags({ periods }: Provenance): Flag[] {
  const cited = periods.map(({ citations, footnotes }) => (citations.length > 0 ? citations : footnotes));
  const sources = new Set(cited.flat());
  const citing = cited.flatMap((markers, at) => (markers.length > 0 ? [at] : []));
  const uncertain = periods.flatMap((period, at) => (isUncertain(period) ? [at] : []));
  return [
    ...uncertain.map((at) =>
      raise(UNCERTAIN, [at], `The text itself doubts something of ${named(periods[at])}.`),
    ),
    // A text without any citation cites elsewhere or nowhere: that is told of the record, not of each of its periods.
    ...(sources.size === 0
      ? []
      : cited.flatMap((markers, at) =>
          markers.length > 0 ? [] : [raise(NO_CITATION, [at], `Nothing is cited for ${named(periods[at])}.`)],
        )),
    ...(sources.size === 1 && citing.length >= 3
      ? [raise(SINGLE, citing, `All that is cited is [${[...sources].join('')}].`)]
      : []),
  ];
}

function isUncertain({ doubt, method, agent, owner, sources, place, dates, price }: Period): boolean {
  const parties = [agent, owner, ...sources.map(({ party }) => party)];
  return (
    doubt !== null ||
    method?.isCertain === false ||
    place?.isCertain === false ||
    (dates?.words.includes('?') ?? false) ||
    (price?.said.endsWith('?') ?? false) ||
    parties.some(
      (party) =>
        party?.isCertain === false ||
        party?.place?.isCertain === false ||
        party?.life?.isBirthCertain === false ||
        party?.life?.isDeathCertain === false,
    )
  );
}
