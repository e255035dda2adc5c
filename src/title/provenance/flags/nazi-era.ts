import { isKindOf } from '../acquisition-methods.js';
import type { Period, Provenance } from '../period.js';
import { flagRule, named, raise, type Flag, type FlagRule } from './flag.js';
import { regionOf } from './region.js';
import { restorationsIn } from './restoration.js';
import {
  firstKnownDay,
  isCustodian,
  isOf,
  isOrigin,
  isTaking,
  lastKnownDay,
  shownDay,
  spanOf,
  yearOf,
} from './timeline.js';

/** From the appointment of 30 January 1933 to the surrender of 8 May 1945. */
const ERA = { from: 1933_01_30, to: 1945_05_08 } as const;

const WASHINGTON =
  'Washington Conference Principles on Nazi-Confiscated Art (1998); AAM Guidelines on Objects Unlawfully Appropriated during the Nazi Era';
const SEARCH =
  'A document for the time, or a search that is recorded as made: lostart.de, the ERR database, dealers’ stock books.';
const of = (code: string, severity: FlagRule['severity'], rule: string, clears: string): FlagRule =>
  flagRule(code, severity, WASHINGTON, rule, clears);

const GAP: FlagRule = {
  code: 'GAP',
  severity: 'low',
  rule: 'The text does not say that the work passed directly from one to the next.',
  source: 'American Alliance of Museums, Guide to Provenance Research: ";" and "."',
  clears: 'A document of the transfer, or of the search for one.',
};
const ERA_GAP = of(
  'NAZI_ERA_GAP',
  'high',
  'A gap takes in a time from 1933 to 1945, in Europe or where no place rules it out.',
  SEARCH,
);
const SALE = of(
  'SALE_1933_1945',
  'medium',
  'It changed hands from 1933 to 1945, by a sale or in a way that is not told.',
  'Evidence that the seller was free, was paid, and could dispose of the payment.',
);
const TAKEN = of(
  'TAKEN_1933_1945_NO_RESTITUTION',
  'high',
  'A forced sale, confiscation or looting from 1933 to 1945, and no restitution after it.',
  'A restitution, or a settlement with the heirs.',
);
const AUCTION = of(
  'NAMED_AUCTION_1933_45',
  'medium',
  'It was in a named sale or at auction in Europe from 1933 to 1945.',
  'The catalogue, the consignor, and who received the proceeds.',
);
const POSTWAR = of(
  'POSTWAR_REAPPEARANCE',
  'medium',
  'After a gap that begins before May 1945 it is seen again by 1960.',
  SEARCH,
);

/** Gaps, and what 1933 to 1945 asks of them. A gap is what is not known: it implies nothing. */
export function gapAndEraFlags({ periods }: Provenance, { created }: { created: number | null }): Flag[] {
  return [...gapFlags(periods, created), ...saleFlags(periods), ...takenFlags(periods)];
}

const isInEra = (from: number | null, to: number | null): boolean =>
  from !== null && to !== null && yearOf(from) >= 1933 && yearOf(to) <= 1945;

/** What is known last before a place in the chain, and first behind it. */
function scan<Found>(
  periods: readonly Period[],
  look: (period: Period) => Found | null,
  isForward: boolean,
): (Found | null)[] {
  const found: (Found | null)[] = [];
  let latest: Found | null = null;
  for (const period of isForward ? periods : periods.toReversed()) {
    latest = look(period) ?? latest;
    found.push(latest);
  }
  return isForward ? found : found.toReversed();
}

function gapFlags(periods: readonly Period[], created: number | null): Flag[] {
  const region = (period: Period) => (regionOf(period) === 'unknown' ? null : regionOf(period));
  const before = { day: scan(periods, lastKnownDay, true), region: scan(periods, region, true) };
  const after = { day: scan(periods, firstKnownDay, false), region: scan(periods, region, false) };
  return periods.flatMap((period, at) => {
    if (period.isDirectTransfer || at === periods.length - 1) return [];
    const [left, right] = [named(period), named(periods[at + 1])];
    const from = before.day[at] ?? (created === null ? null : created * 10_000 + 101);
    const to = after.day[at + 1] ?? null;
    const regions = [before.region[at], after.region[at + 1]];
    const isOpen =
      (from !== null || to !== null || regions.includes('occupied')) &&
      (from ?? -Infinity) < (to ?? Infinity);
    const isElsewhere = regions.every((one) => one === 'elsewhere');
    const when = `${from === null ? 'an unknown day' : shownDay(from)} and ${to === null ? 'an unknown day' : shownDay(to)}`;
    if (!isOpen || isElsewhere || (from ?? 0) > ERA.to || (to ?? Infinity) < ERA.from)
      return [raise(GAP, [at, at + 1], `How it came from ${left} to ${right} is not told.`)];
    const rule: FlagRule = regions.includes('occupied') ? ERA_GAP : { ...ERA_GAP, severity: 'medium' };
    const gap = raise(
      rule,
      [at, at + 1],
      `Where it was between ${when} is not told: after ${left}, before ${right}.`,
    );
    const isPostwar = to !== null && to > ERA.to && yearOf(to) <= 1960 && (from ?? 0) <= ERA.to;
    return isPostwar
      ? [
          gap,
          raise(
            POSTWAR,
            [at + 1],
            `${right} has it by ${shownDay(to)}, after a gap from ${from === null ? 'an unknown day' : shownDay(from)}.`,
          ),
        ]
      : [gap];
  });
}

function saleFlags(periods: readonly Period[]): Flag[] {
  return periods.flatMap((period, at) => {
    const { beginsFrom, beginsBy } = spanOf(period);
    if (period.verbatim !== null || !isInEra(beginsFrom, beginsBy) || isTaking(period)) return [];
    const isAuction =
      isOf(period, 'purchase_at_auction') ||
      period.sources.some(({ event }) => event !== null) ||
      isOf(period, 'consignment');
    const auction =
      isAuction && regionOf(period) !== 'elsewhere'
        ? [raise(AUCTION, [at], `${named(period)}, ${period.dates?.words}: in a sale.`)]
        : [];
    // What is told of the first without a method is that they had it, not that they acquired it.
    const isAcquired = period.method ? isOf(period, 'exchange_of_value') : at > 0 && !isOrigin(period);
    if (!isAcquired || isCustodian(period)) return auction;
    const rule: FlagRule = regionOf(period) === 'occupied' ? { ...SALE, severity: 'high' } : SALE;
    return [raise(rule, [at], `It came to ${named(period)}, ${period.dates?.words}.`), ...auction];
  });
}

function takenFlags(periods: readonly Period[]): Flag[] {
  const restorationOf = restorationsIn(periods);
  return periods.flatMap((period, at) => {
    const id = period.method?.id ?? null;
    const isForced =
      ['forced_sale', 'confiscation', 'looting'].some((kind) => isKindOf(id, kind)) || id === 'appropriation';
    const { beginsFrom, beginsBy } = spanOf(period);
    if (!isForced || !isInEra(beginsFrom ?? beginsBy, beginsBy ?? beginsFrom) || restorationOf(at).isRestored)
      return [];
    return [raise(TAKEN, [at], `${named(period)}, ${period.dates?.words}; no restitution is told.`)];
  });
}
