/** How a work may derive from its source. */
export const DERIVATION_WAYS = [
  'reproduction',
  'detail',
  'version',
  'adaptation',
  'quotation',
  'from-study',
  'after',
] as const;

export type DerivationWay = (typeof DERIVATION_WAYS)[number];

/** What each means, of the work and its source. */
export const WAY_MEANINGS: Readonly<Record<DerivationWay, string>> = {
  reproduction:
    'The whole source, reproduced faithfully: a print, a photograph, a scan, a file in another format',
  detail: 'A part of the source by itself',
  version: "The same composition again by the source's own maker: a replica, a variant, another state",
  adaptation: 'The source changed or recast: reworked, in another medium, or generated from it',
  quotation: 'The source, or a part of it, stands within the work: a collage, a picture in the picture',
  'from-study': 'The source is a preparatory study, from which the work was worked out',
  after: "Made after the source by another hand, in the trade's sense of the word",
};

/** Completes "I declare that WORK … SOURCE". */
export const WAYS_IN_WORDS: Readonly<Record<DerivationWay, string>> = {
  reproduction: 'is a reproduction of',
  detail: 'is a detail of',
  version: 'is a version of',
  adaptation: 'is an adaptation of',
  quotation: 'quotes',
  'from-study': 'was worked out from the study',
  after: 'was made after',
};
