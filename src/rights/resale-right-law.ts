/** The part of a price up to `upTo` (whole units; null: all above) at a rate in hundredths of a percent. */
export interface Band {
  readonly upTo: bigint | null;
  readonly rateBasisPoints: bigint;
}

/** What a country's law says of the royalty, in a stretch of time. Amounts are whole units of the currency. */
export interface ResaleRightLaw {
  /** ISO 3166-1, or EU for the directive alone. */
  readonly country: string;
  /** First and last day of sale, YYYY-MM-DD. */
  readonly from: string;
  readonly to: string | null;
  readonly currency: 'EUR' | 'GBP';
  /** The least price at which a royalty is due. */
  readonly threshold: bigint;
  readonly bands: readonly Band[];
  readonly cap: bigint;
  readonly citations: readonly string[];
  /** What this entry does not decide, in words. */
  readonly notes: readonly string[];
}

/** Directive 2001/84/EC art. 4(1): the same numbers in every law below, each in its own currency. */
const BANDS: readonly Band[] = [
  { upTo: 50_000n, rateBasisPoints: 400n },
  { upTo: 200_000n, rateBasisPoints: 300n },
  { upTo: 350_000n, rateBasisPoints: 100n },
  { upTo: 500_000n, rateBasisPoints: 50n },
  { upTo: null, rateBasisPoints: 25n },
];
const CAP = 12_500n;

/** Only countries whose provision can be named; of others nothing is known here. */
export const RESALE_RIGHT_LAWS: readonly ResaleRightLaw[] = [
  {
    country: 'GB',
    from: '2006-02-14',
    to: '2024-03-31',
    currency: 'EUR',
    threshold: 1000n,
    bands: BANDS,
    cap: CAP,
    citations: ["Artist's Resale Right Regulations 2006 (SI 2006/346) reg. 3, 12(3)(b) and Sch. 1"],
    notes: [
      "The price is converted into euro at the European Central Bank's reference rate of the contract date (reg. 3(4)); it is not converted here.",
      'Before 1 January 2012 the right was not exercised for artists who had died (reg. 17).',
    ],
  },
  {
    country: 'GB',
    from: '2024-04-01',
    to: null,
    currency: 'GBP',
    threshold: 1000n,
    bands: BANDS,
    cap: CAP,
    citations: [
      "Artist's Resale Right Regulations 2006 (SI 2006/346) reg. 3, 12(3)(b) and Sch. 1",
      'Design Right, Artist’s Resale Right and Copyright (Amendment) Regulations 2023 (SI 2023/1285) reg. 3: pounds for euro',
    ],
    notes: [],
  },
  {
    country: 'EU',
    from: '2006-01-01',
    to: null,
    currency: 'EUR',
    threshold: 3000n,
    bands: BANDS,
    cap: CAP,
    citations: ['Directive 2001/84/EC art. 3(2), 4(1)'],
    notes: [
      "EUR 3,000 is the most that a member state's threshold may be (art. 3(2)); many have a lower one. Name the country where it is known here.",
      'A member state may apply 5 % to the first band (art. 4(2)), and sets the rate below EUR 3,000 itself (art. 4(3)).',
    ],
  },
  {
    country: 'DE',
    from: '2006-11-16',
    to: null,
    currency: 'EUR',
    threshold: 400n,
    bands: BANDS,
    cap: CAP,
    citations: ['UrhG § 26(1) sentence 4: EUR 400', 'UrhG § 26(2): rates and cap'],
    notes: [],
  },
  {
    country: 'FR',
    from: '2007-06-01',
    to: null,
    currency: 'EUR',
    threshold: 750n,
    bands: BANDS,
    cap: CAP,
    citations: [
      'Code de la propriété intellectuelle art. R122-5: EUR 750',
      'Code de la propriété intellectuelle art. R122-6: rates and cap',
      'Décret 2007-756 art. 3: sales from the first day of the month after its publication (10 May 2007)',
    ],
    notes: ['Until 24 December 2008 the articles had other numbers, R122-4 and R122-5.'],
  },
];
