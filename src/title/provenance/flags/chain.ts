import type { Period, Provenance } from '../period.js';
import { named, raise, type Flag, type FlagRule } from './flag.js';
import {
  isCustodian,
  isOf,
  isOrigin,
  isSale,
  isSameParty,
  isTaking,
  shownDay,
  spanOf,
  yearOf,
} from './timeline.js';

const AAM = 'American Alliance of Museums, Guide to Provenance Research';
const rule = (code: string, severity: FlagRule['severity'], looksFor: string, clears: string): FlagRule => ({
  code,
  severity,
  rule: looksFor,
  source: AAM,
  clears,
});

const NO_ORIGIN = rule(
  'NO_ORIGIN',
  'medium',
  'The chain does not begin with whoever made or found the work.',
  'A document for the first transfer, from the maker or finder.',
);
const UNDATED = rule('UNDATED_LINK', 'low', 'A period has no date.', 'A document that dates it.');
const OVERLAP = rule(
  'OVERLAP_DATES',
  'medium',
  'Two owners have it over the same time.',
  'A document of shared ownership, or corrected dates.',
);
const ORDER = rule(
  'DATE_ORDER',
  'medium',
  'The dates go against the order of the text, or against each other.',
  'Corrected dates, or a corrected order.',
);
const DEAD = rule(
  'ACTOR_DEAD_BEFORE_EVENT',
  'high',
  'A party receives the work after their death.',
  'Evidence that it was an estate, an heir or a namesake; or corrected dates.',
);
const BEFORE = rule(
  'EVENT_BEFORE_CREATION',
  'high',
  'A period begins before the work was made.',
  'Evidence of another date of making, or that it is another work.',
);
const DESTROYED = rule(
  'AFTER_DESTRUCTION',
  'high',
  'The chain goes on after the work was destroyed.',
  'Evidence that it was not, or that it is another work.',
);
const LOAN = rule(
  'LOAN_NOT_RETURNED',
  'medium',
  'A loan or deposit, and no return.',
  'A receipt of return, or how the borrower came to own it.',
);
const CUSTODIAN: FlagRule = {
  ...rule(
    'CUSTODIAN_SELLS_WITHOUT_TITLE',
    'high',
    'A sale follows directly on a custodian who had no title to pass.',
    "The owner's consent to the sale, or the transfer of title to the custodian.",
  ),
  source: 'nemo dat quod non habet; UCC § 2-403; Sale of Goods Act 1979, s. 21',
};
const SHARES = rule(
  'SHARES_NOT_100',
  'medium',
  'Shares that are told do not make a whole.',
  'The agreement that tells all shares.',
);
const SELF = rule(
  'SELF_SALE',
  'medium',
  'Seller and buyer are one.',
  'Evidence that they are two, or that it was no sale.',
);
const UNPARSED = rule(
  'UNPARSED_TEXT',
  'low',
  'A part of the text is not in the convention, and was kept as it is.',
  'The same told in the convention of AAM and CMOA.',
);

/** What contradicts itself or is missing in the chain of those who had the work. `created` is the year of its making, where known. */
export function chainFlags({ periods }: Provenance, { created }: { created: number | null }): Flag[] {
  return [
    ...originFlags(periods, created),
    ...periods.flatMap((period, at) => ofOne(period, at)),
    ...orderFlags(periods),
    ...custodyFlags(periods),
  ];
}

function originFlags(periods: readonly Period[], created: number | null): Flag[] {
  const [opening] = periods;
  const flags: Flag[] = [];
  const begins = opening && (spanOf(opening).beginsFrom ?? spanOf(opening).beginsBy);
  if (!opening) flags.push(raise(NO_ORIGIN, [], 'The text names nobody.'));
  else if (!isOrigin(opening)) {
    // A name alone may be the maker's; a transfer has somebody before it.
    const isLate = created !== null && begins != null && yearOf(begins) > created;
    if (opening.method && !isCustodian(opening))
      flags.push(
        raise(
          NO_ORIGIN,
          [0],
          `The chain begins with a transfer to ${named(opening)}; who had it before is not told.`,
        ),
      );
    else if (isLate)
      flags.push(
        raise(
          NO_ORIGIN,
          [0],
          `The chain begins with ${named(opening)} in ${yearOf(begins)}; the work was made in ${created}.`,
        ),
      );
  }
  const making = periods.findIndex((period) => isOf(period, 'creation'));
  const made =
    created ??
    (periods[making]?.dates?.earliestBegin ? yearOf(spanOf(periods[making]).beginsFrom ?? 0) : null);
  if (made === null) return flags;
  const early = periods.flatMap((period, at) => {
    const { beginsBy, endsBy } = spanOf(period);
    const day = beginsBy ?? endsBy;
    return day !== null && yearOf(day) < made && at !== making && !isOf(period, 'commission') ? [at] : [];
  });
  return [
    ...flags,
    ...early.map((at) =>
      raise(BEFORE, [at], `${named(periods[at])} is dated before ${made}, when the work was made.`),
    ),
  ];
}

function ofOne(period: Period, at: number): Flag[] {
  if (period.verbatim !== null)
    return [raise(UNPARSED, [at], `Not understood, and kept as it is: "${named(period)}".`)];
  const flags: Flag[] = [];
  const { beginsFrom, beginsBy, endsFrom, endsBy } = spanOf(period);
  if (!period.dates && !isOrigin(period))
    flags.push(raise(UNDATED, [at], `When ${named(period)} had it is not told.`));
  const ends = endsBy ?? null;
  if (beginsFrom !== null && ends !== null && ends < beginsFrom)
    flags.push(
      raise(
        ORDER,
        [at],
        `${named(period)} has it until ${shownDay(ends)}, before it begins on ${shownDay(beginsFrom)}.`,
      ),
    );
  if (period.dates && bornAfter(period, beginsBy ?? endsBy))
    flags.push(raise(ORDER, [at], `${named(period)} has it before being born.`));
  // "until 1950" alone says that they had it then.
  const had = beginsFrom ?? (beginsBy === null ? endsFrom : null);
  for (const party of [period.owner, period.agent]) {
    const died = yearIn(party?.life?.death, party?.life?.era);
    if (
      party &&
      died !== null &&
      had !== null &&
      yearOf(had) > died &&
      !/\b(?:estate|heirs?|succession|nachlass)\b/i.test(`${party.name} ${party.relationship?.is ?? ''}`)
    )
      flags.push(
        raise(DEAD, [at], `${party.name} died in ${party.life?.death}, and has it in ${yearOf(had)}.`),
      );
  }
  const shares = sharesIn(period);
  if (
    shares.length > 0 &&
    (shares.length > 1 || (shares[0] ?? 0) > 100) &&
    Math.abs(shares.reduce((a, b) => a + b, 0) - 100) > 0.5
  )
    flags.push(
      raise(
        SHARES,
        [at],
        `The shares of ${named(period)} make ${shares.reduce((a, b) => a + b, 0).toFixed(1)} %.`,
      ),
    );
  if (isSale(period) && period.sources.some(({ party }) => isSameParty(party?.name, period.owner?.name)))
    flags.push(raise(SELF, [at], `${named(period)} buys it from ${named(period)}.`));
  return flags;
}

const yearIn = (year: string | null | undefined, era: string | null | undefined): number | null =>
  year == null ? null : era === 'BCE' ? 1 - Number(year) : Number(year);

function bornAfter({ owner }: Period, day: number | null): boolean {
  const born = yearIn(owner?.life?.birth, owner?.life?.era);
  return born !== null && day !== null && yearOf(day) < born;
}

function sharesIn({ owner, remarks }: Period): number[] {
  const text = [owner?.name, owner?.clause, owner?.place?.name, ...remarks].join(' ').slice(0, 2000);
  const percents = [...text.matchAll(/(\d{1,3}(?:\.\d{1,2})?) ?%/g)].map(([, share]) => Number(share));
  const parts = [...text.matchAll(/\b(\d)\/(\d{1,2}) (?:share|interest)/g)].map(
    ([, a, b]) => (100 * Number(a)) / Number(b),
  );
  return [...percents, ...parts].filter(Number.isFinite);
}

/** Each against the latest before it, so that a long chain costs its length. */
function orderFlags(periods: readonly Period[]): Flag[] {
  const flags: Flag[] = [];
  let holder: { at: number; until: number } | null = null;
  let begun: { at: number; from: number } | null = null;
  for (const [at, period] of periods.entries()) {
    const { beginsFrom, beginsBy, endsFrom } = spanOf(period);
    const isOwner = !isCustodian(period) && !isTaking(period);
    if (
      isOwner &&
      holder &&
      beginsBy !== null &&
      beginsBy < holder.until &&
      !isSameParty(periods[holder.at]?.owner?.name, period.owner?.name)
    ) {
      const [a, b] = [named(periods[holder.at]), named(period)];
      flags.push(
        raise(
          OVERLAP,
          [holder.at, at],
          `${b} has it by ${shownDay(beginsBy)}, and ${a} until ${shownDay(holder.until)} at the earliest.`,
        ),
      );
      if (holder.at === at - 1 && periods[holder.at]?.isDirectTransfer)
        flags.push(raise(ORDER, [holder.at, at], `${a} passes it directly to ${b}, who has it already.`));
    }
    if (begun && beginsBy !== null && beginsBy < begun.from)
      flags.push(
        raise(
          ORDER,
          [begun.at, at],
          `${named(period)} has it by ${shownDay(beginsBy)}, and stands after ${named(periods[begun.at])}, who has it from ${shownDay(begun.from)}.`,
        ),
      );
    if (isOwner && endsFrom !== null && (!holder || endsFrom > holder.until))
      holder = { at, until: endsFrom };
    if (beginsFrom !== null && (!begun || beginsFrom > begun.from)) begun = { at, from: beginsFrom };
  }
  return flags;
}

function custodyFlags(periods: readonly Period[]): Flag[] {
  const destroyed = periods.findIndex((period) => isOf(period, 'destruction'));
  const flags: Flag[] = [];
  if (destroyed >= 0 && destroyed < periods.length - 1)
    flags.push(
      raise(
        DESTROYED,
        [destroyed, destroyed + 1],
        `${named(periods[destroyed + 1])} has it after it was destroyed.`,
      ),
    );
  let owner: string | undefined;
  for (const [at, period] of periods.entries()) {
    const next = periods[at + 1];
    if (
      isSale(period) &&
      periods[at - 1] &&
      !isCustodian(period) &&
      isSameParty(periods[at - 1]?.owner?.name, period.owner?.name) &&
      !isCustodian(periods[at - 1] as Period)
    )
      flags.push(raise(SELF, [at - 1, at], `${named(period)} buys what ${named(periods[at - 1])} has.`));
    if (!isCustodian(period)) owner = period.owner?.name;
    // A consignee may sell: that is what it was given for; whom a work is "with" is a dealer as often as not.
    const isHeld = isOf(period, 'on_deposit') && !isOf(period, 'consignment');
    if (!isHeld || !next || next.verbatim !== null) continue;
    const comesFromOwner =
      isSameParty(next.owner?.name, owner) ||
      next.sources.some(({ party }) => isSameParty(party?.name, owner));
    const isBorrowers = isSameParty(next.owner?.name, period.owner?.name);
    if (comesFromOwner || isBorrowers || isOf(next, 'delivered') || isOf(next, 'restitution')) continue;
    if (isOf(next, 'possessed_by') && !isOf(next, 'consignment')) continue;
    flags.push(raise(LOAN, [at, at + 1], `That ${named(period)} gave it back is not told.`));
    if (isSale(next) && period.isDirectTransfer)
      flags.push(
        raise(
          CUSTODIAN,
          [at, at + 1],
          `${named(next)} buys it directly after ${named(period)}, who had custody and not title.`,
        ),
      );
  }
  return flags;
}
