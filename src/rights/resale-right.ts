import { amountText, parseAmount } from '../lib/decimal.js';
import { Refusal } from '../lib/refusal.js';
import { RESALE_RIGHT_LAWS, type ResaleRightLaw } from './resale-right-law.js';

export interface Resale {
  /** ISO 3166-1, or EU for the directive's own numbers. */
  readonly country: string;
  /** Net of tax, in the law's currency, such as "3000.00". */
  readonly price: string;
  /** ISO 4217; refused where it is not the law's. */
  readonly currency?: string | undefined;
  /** Day of the sale, YYYY-MM-DD. */
  readonly date: string;
}

/** How a royalty comes about. Every amount is a text with two decimals, in `currency`. */
export interface ResaleRightStatement {
  readonly country: string;
  readonly date: string;
  readonly currency: string;
  readonly price: string;
  readonly threshold: string;
  readonly isThresholdReached: boolean;
  /** From the first band to the one in which the price ends; none below the threshold. */
  readonly bands: readonly {
    /** The part of the price above this … */
    readonly above: string;
    /** … up to this; null: without end. */
    readonly upTo: string | null;
    readonly ratePercent: string;
    /** What of the price is in the band. */
    readonly part: string;
    /** Exact, with six decimals. */
    readonly amount: string;
  }[];
  /** Of all bands: exact, with six decimals. */
  readonly sum: string;
  readonly cap: string;
  readonly isCapped: boolean;
  /** What is due if the right is there at all: the sum, or the cap, to the nearest hundredth, a half upwards. */
  readonly royalty: string;
  readonly citations: readonly string[];
  readonly notes: readonly string[];
  /** What decides whether anything is due, and is not known here. */
  readonly notKnown: readonly string[];
  readonly notice: string;
}

const NOT_KNOWN = [
  'whether the work is an original work of art of the kinds that the law names',
  "the artist's nationality or residence, and whether the artist is alive or died less than 70 years before",
  'whether a professional of the art market took part as seller, buyer or agent',
  'whether it is a resale, and not the first transfer by the artist',
  'whether the seller bought it from the artist less than three years before, at a price up to 10,000 (Directive 2001/84/EC art. 1(3))',
  'whether the price is net of tax',
  'how the law rounds: here to the nearest hundredth, a half upwards',
] as const;

const NOTICE =
  'This computes an amount and does not advise. It does not say that a royalty is due, nor to whom. Not reviewed by counsel.';

/**
 * The resale royalty (droit de suite) on a price by the law of a country on a day. Refuses UNKNOWN_COUNTRY, NOT_IN_FORCE, BAD_PRICE and
 * WRONG_CURRENCY; nothing is converted.
 */
export function computeResaleRight({ country, price, currency, date }: Resale): ResaleRightStatement {
  const law = lawOf(country, date);
  const cents = parseAmount(price);
  if (cents === null)
    throw new Refusal(
      'BAD_PRICE',
      `The price ${price.slice(0, 60)} is not an amount such as 3000.00: digits, and at most two after a point.`,
      { price },
    );
  if (currency !== undefined && currency !== law.currency)
    throw new Refusal(
      'WRONG_CURRENCY',
      `The law of ${country} on ${date} reckons in ${law.currency}, not in ${currency}; convert the price first.`,
      { currency, expected: law.currency },
    );
  return statementOf(law, { cents, date });
}

function lawOf(country: string, date: string): ResaleRightLaw {
  const laws = RESALE_RIGHT_LAWS.filter((law) => law.country === country);
  const known = [...new Set(RESALE_RIGHT_LAWS.map((law) => law.country))];
  if (laws.length === 0)
    throw new Refusal(
      'UNKNOWN_COUNTRY',
      `Of the resale right in ${country.slice(0, 60)} nothing is known here; known are ${known.join(', ')}. For a member state that is not among them EU gives the directive's own numbers.`,
      { country, known },
    );
  const law = laws.find(({ from, to }) => from <= date && (to === null || date <= to));
  if (law) return law;
  const [first] = laws;
  throw new Refusal(
    'NOT_IN_FORCE',
    `Of the resale right in ${country} on ${date} nothing is known here; what is known starts on ${first?.from}.`,
    { country, date },
  );
}

function statementOf(
  law: ResaleRightLaw,
  { cents, date }: { cents: bigint; date: string },
): ResaleRightStatement {
  const isThresholdReached = cents >= law.threshold * CENTS;
  const bands = isThresholdReached ? bandsOf(law, cents) : [];
  const sum = bands.reduce((total, { millionths }) => total + millionths, 0n);
  const cap = law.cap * MILLIONTHS;
  const due = sum > cap ? cap : sum;
  return {
    country: law.country,
    date,
    currency: law.currency,
    price: amountText(cents),
    threshold: whole(law.threshold),
    isThresholdReached,
    bands: bands.map(({ above, upTo, rateBasisPoints, part, millionths }) => ({
      above: whole(above),
      upTo: upTo === null ? null : whole(upTo),
      ratePercent: amountText(rateBasisPoints),
      part: amountText(part),
      amount: amountText(millionths, 6),
    })),
    sum: amountText(sum, 6),
    cap: whole(law.cap),
    isCapped: sum > cap,
    royalty: amountText((due + HALF_CENT) / MILLIONTHS_OF_CENT),
    citations: law.citations,
    notes: law.notes,
    notKnown: NOT_KNOWN,
    notice: NOTICE,
  };
}

const CENTS = 100n;
const MILLIONTHS = 1_000_000n;
/** Of a cent; a cent at one basis point is a millionth of the unit, so that nothing is lost before the end. */
const MILLIONTHS_OF_CENT = MILLIONTHS / CENTS;
const HALF_CENT = MILLIONTHS_OF_CENT / 2n;

const whole = (amount: bigint): string => amountText(amount * CENTS);

function bandsOf({ bands }: ResaleRightLaw, cents: bigint) {
  return bands
    .map(({ upTo, rateBasisPoints }, index) => {
      const above = bands[index - 1]?.upTo ?? 0n;
      const end = upTo === null || cents < upTo * CENTS ? cents : upTo * CENTS;
      const part = end - above * CENTS;
      return { above, upTo, rateBasisPoints, part, millionths: part * rateBasisPoints };
    })
    .filter(({ part }) => part > 0n);
}
