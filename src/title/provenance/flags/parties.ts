import type { Party, Period, Provenance } from '../period.js';
import { named, raise, type Flag, type FlagRule } from './flag.js';
import { firstKnownDay, isOf, lastKnownDay, yearOf } from './timeline.js';
import { ALIU_1946, watchListFlags, type WatchList } from './watch-list.js';

const ANON: FlagRule = {
  code: 'ANON_OWNER',
  severity: 'medium',
  rule: 'A party is not named.',
  source: 'American Alliance of Museums, Guide to Provenance Research',
  clears: 'The name, which may be held back from publication and known to the registrar.',
};
const BENEFICIAL: FlagRule = {
  code: 'BENEFICIAL_OWNER_UNKNOWN',
  severity: 'low',
  rule: 'Somebody acts for another who is not told, or a company of the sort that holds for others owns it.',
  source: 'Directive (EU) 2018/843, art. 1; Responsible Art Market, Art Transaction Due Diligence Toolkit',
  clears: 'Who the beneficial owner was.',
};

const ANONYMOUS =
  /^(?:an? |the )?(?:(?:unknown|unnamed|anonymous|unidentified|undisclosed)\b.*|(?:(?:american|british|dutch|english|european|french|german|italian|swiss|another) )?private (?:collections?|collectors?|owners?|european collection|dealer)|(?:dealer|collector|art market|art trade|owner unknown|whereabouts unknown|present whereabouts unknown|anon\.?)|collections? (?:particuli[eè]res?|privée?s?)|privat(?:sammlung|besitz)|coll?ezione privata|colecci[oó]n (?:privada|particular)|inconnue?|unbekannt(?:er besitzer)?|[?]+)$/iu;
const NOMINEE = /\b(?:Anstalt|Holdings?|Nominees|Treuhand|Offshore|Trust Company)\b/u;

export const isAnonymous = (party: Party | null): boolean =>
  party !== null && party.name.length < 200 && ANONYMOUS.test(party.name);

/** Who the parties are, and whether a list asks about them. */
export function partyFlags(
  { periods }: Provenance,
  { watchLists }: { watchLists: readonly WatchList[] },
): Flag[] {
  const anonymous = periods.flatMap((period, at) =>
    isAnonymous(period.owner)
      ? [raise(ANON, [at], `It says “${named(period)}” and does not name who that was.`)]
      : isUnnamed(period)
        ? [raise(ANON, [at], 'Whom it came to is not named.')]
        : [],
  );
  const hidden = periods.flatMap((period, at) =>
    isForAnother(period) ? [raise(BENEFICIAL, [at], `For whom ${named(period)} had it is not told.`)] : [],
  );
  const years = yearsAround(periods);
  return [
    ...anonymous,
    ...hidden,
    ...watchListFlags(periods, {
      lists: [ALIU_1946, ...watchLists],
      yearsOf: (at) => years[at] ?? { from: -Infinity, to: Infinity },
    }),
  ];
}

/** "Stolen, 1941". What is lost has no holder, and a giver without a receiver gave to whose text it is. */
const isUnnamed = (period: Period): boolean =>
  period.owner === null &&
  period.method !== null &&
  !isOf(period, 'disappearance') &&
  period.sources.every(({ by }) => by !== 'of');

const isForAnother = ({ owner, agent }: Period): boolean =>
  (owner?.clause === 'as agent' && agent === null) ||
  (agent !== null && isAnonymous(owner)) ||
  (owner !== null && NOMINEE.test(owner.name));

/** Of each period the years in which it can have been, by its own dates and its neighbours'. */
function yearsAround(periods: readonly Period[]): { from: number; to: number }[] {
  let earliest = -Infinity;
  const from = periods.map((period) => {
    const day = period.dates?.earliestBegin ? firstKnownDay(period) : null;
    const own = day === null ? earliest : yearOf(day);
    earliest = Math.max(earliest, own, yearOf(lastKnownDay(period) ?? -Infinity));
    return own;
  });
  let latest = Infinity;
  const to = periods.toReversed().map((period) => {
    const own = period.dates?.latestEnd ? yearOf(lastKnownDay(period) ?? Infinity) : latest;
    latest = Math.min(latest, yearOf(firstKnownDay(period) ?? Infinity));
    return own;
  });
  return from.map((year, at) => ({ from: year, to: to[periods.length - 1 - at] ?? Infinity }));
}
