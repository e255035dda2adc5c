import type { Period, Provenance } from '../period.js';
import { flagRule, named, raise, type Flag } from './flag.js';
import { isOf, isSale, spanOf, yearOf } from './timeline.js';

const RAM = 'Responsible Art Market, Art Transaction Due Diligence Toolkit';

const RESALE = flagRule(
  'RAPID_RESALE',
  'low',
  RAM,
  'It was sold twice within half a year.',
  'The reason for the second sale.',
);
const OUTLIER = flagRule(
  'PRICE_OUTLIER',
  'medium',
  RAM,
  'Within two years the price rose or fell tenfold.',
  'Invoices for both, or an appraisal.',
);
const AML = flagRule(
  'AML_THRESHOLD',
  'low',
  'Directive (EU) 2015/849, art. 2 (1) (3) (i), as amended by (EU) 2018/843: from 10 January 2020',
  'A sale at €10,000 or more, for which customer due diligence is a duty.',
  'The record of the customer due diligence.',
);
const BOUGHT_IN = flagRule(
  'BOUGHT_IN_SHOWN_AS_SALE',
  'medium',
  RAM,
  'A sale is told of a lot that the text says was bought in, unsold or withdrawn.',
  "The auction house's sale record.",
);

/** What the deals themselves ask, as far as the text tells dates and prices. */
export function transactionFlags({ periods }: Provenance): Flag[] {
  const sales = periods.flatMap((period, at) => (isSale(period) ? [{ period, at, ...spanOf(period) }] : []));
  const pairs = sales.slice(1).flatMap((later, index) => {
    const earlier = sales[index];
    return earlier ? [{ earlier, later }] : [];
  });
  return [
    ...pairs.flatMap(({ earlier, later }) => {
      const days = daysBetween(earlier.beginsFrom, later.beginsBy);
      const flags: Flag[] = [];
      if (days !== null && days >= 0 && days <= 183)
        flags.push(
          raise(
            RESALE,
            [earlier.at, later.at],
            `${named(later.period)} buys it ${days} days at most after ${named(earlier.period)}.`,
          ),
        );
      const ratio = priceRatio(earlier.period, later.period);
      if (days !== null && days >= 0 && days <= 731 && ratio !== null && (ratio >= 10 || ratio <= 0.1))
        flags.push(
          raise(
            OUTLIER,
            [earlier.at, later.at],
            `${later.period.price?.said} after ${earlier.period.price?.said}.`,
          ),
        );
      return flags;
    }),
    ...sales.flatMap(({ period, at, beginsFrom }) => {
      const isEuro = /^(?:€|EUR|euros?)$/i.test(period.price?.currency ?? '');
      return isEuro &&
        Number(period.price?.value) >= 10_000 &&
        beginsFrom !== null &&
        yearOf(beginsFrom) >= 2020
        ? [raise(AML, [at], `${named(period)} pays ${period.price?.said}.`)]
        : [];
    }),
    ...periods.flatMap((period, at) => {
      const text = [period.owner?.clause, ...period.remarks].join(' ').slice(0, 2000);
      return (isSale(period) || isOf(period, 'consignment')) &&
        isSale(period) &&
        /\b(?:bought[- ]in|unsold|withdrawn|passed)\b/i.test(text)
        ? [raise(BOUGHT_IN, [at], `${named(period)}: "${text.slice(0, 80)}".`)]
        : [];
    }),
  ];
}

/** Null where either is open or known to the year alone: half a year needs days or months. */
function daysBetween(from: number | null, to: number | null): number | null {
  if (from === null || to === null) return null;
  const at = (day: number) => Date.UTC(yearOf(day), Math.floor((day % 10_000) / 100) - 1, day % 100);
  return Math.round((at(to) - at(from)) / 86_400_000);
}

function priceRatio(a: Period, b: Period): number | null {
  if (!a.price?.value || !b.price?.value || a.price.currency !== b.price.currency) return null;
  const ratio = Number(b.price.value) / Number(a.price.value);
  return Number.isFinite(ratio) ? ratio : null;
}
