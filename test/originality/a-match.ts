import type { JudgedMatch } from '../../src/originality/match.js';

/** A certain match with another's work, or as the rest says. */
export const aMatch = (change: Partial<JudgedMatch> = {}): JudgedMatch => ({
  work: 'work:a',
  statementIndex: 5n,
  file: 'bafyfile',
  relation: 'near-duplicate',
  methods: ['pdq', 'local-features'],
  pdqDistance: 4,
  embeddingSimilarity: null,
  orientation: 'original',
  overlap: null,
  falseAlarms: 1e-9,
  isOwn: false,
  ...change,
});
