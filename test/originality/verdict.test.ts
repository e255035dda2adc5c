import type { ClaimStatus } from '../../src/claims/claim.js';
import type { JudgedMatch } from '../../src/originality/match.js';
import { verdictOn, type WorkRecords } from '../../src/originality/verdict.js';
import { aMatch } from './a-match.js';

interface Asked {
  readonly matches?: readonly JudgedMatch[];
  readonly records?: Readonly<Record<string, Partial<WorkRecords>>>;
  readonly isNamed?: boolean;
  readonly tooPlain?: boolean;
  readonly isTruncated?: boolean;
  readonly isComplete?: boolean;
}

const verdict = ({ matches = [], records = {}, ...facts }: Asked) => {
  const { verdict: given, reasons } = verdictOn({
    matches,
    recordsOf: (work) => ({ claims: ['claimed'], permission: null, ...records[work] }),
    isNamed: true,
    tooPlain: false,
    isTruncated: false,
    isComplete: true,
    ...facts,
  });
  expect(reasons.length).toBeGreaterThan(0);
  expect(reasons.every(({ message }) => message.length > 20)).toBe(true);
  return [given, ...reasons.map(({ code, work }) => (work === null ? code : `${code} ${work}`))];
};

const OWN = aMatch({ work: 'work:own', isOwn: true });
const UNCERTAIN = aMatch({ work: 'work:maybe', methods: ['pdq'] });
const PERMITTED = aMatch({ work: 'work:permitted' });
const records = { 'work:permitted': { permission: { id: 'permission:1', isForThis: true } } };

describe('a verdict', () => {
  it.each<[string, Asked, string[]]>([
    ['nothing found', {}, ['first-claim', 'nothing-found']],
    ["another's work", { matches: [aMatch()] }, ['unlicensed-near-copy', 'not-permitted work:a']],
    [
      "another's work, and nobody named who asks",
      { matches: [aMatch({ isOwn: null })], isNamed: false },
      ['unresolved', 'nobody-named work:a'],
    ],
    ['an own work', { matches: [OWN] }, ['own-variant', 'own-work work:own']],
    [
      'a permission in force',
      { matches: [PERMITTED], records },
      ['licensed-derivative', 'permitted work:permitted'],
    ],
    ['one method alone', { matches: [UNCERTAIN] }, ['unresolved', 'one-method work:maybe']],
    [
      'one method alone, of an own work',
      { matches: [{ ...UNCERTAIN, isOwn: true }] },
      ['own-variant', 'own-work work:maybe'],
    ],
    [
      'one method alone, and a permission',
      { matches: [{ ...PERMITTED, methods: ['local-features'] }], records },
      ['unresolved', 'one-method work:permitted'],
    ],
    [
      'claims that compete',
      { matches: [aMatch()], records: { 'work:a': { claims: ['claimed', 'claimed'] } } },
      ['unresolved', 'contested work:a'],
    ],
    [
      'claims that compete, of which one is withdrawn',
      { matches: [aMatch()], records: { 'work:a': { claims: ['claimed', 'withdrawn'] } } },
      ['unlicensed-near-copy', 'not-permitted work:a'],
    ],
    [
      'claims that are all withdrawn',
      { matches: [aMatch()], records: { 'work:a': { claims: ['withdrawn', 'withdrawn'] } } },
      ['unresolved', 'claim-withdrawn work:a'],
    ],
    [
      'a work that nobody claims',
      { matches: [aMatch()], records: { 'work:a': { claims: [] } } },
      ['unlicensed-near-copy', 'not-permitted work:a'],
    ],
    ['a picture too plain', { tooPlain: true }, ['unresolved', 'too-plain']],
    ['more alike than compared', { isTruncated: true }, ['unresolved', 'truncated']],
    ['pictures not searched yet', { isComplete: false }, ['unresolved', 'not-all-searched']],
    [
      'own bytes, registered before all that looks like them',
      {
        matches: [
          aMatch({
            work: 'work:own',
            relation: 'exact-bytes',
            methods: ['sha-256'],
            isOwn: true,
            statementIndex: 1n,
          }),
          aMatch({ work: 'work:later', statementIndex: 2n }),
        ],
      },
      ['first-claim', 'registered-first work:own'],
    ],
    [
      'own bytes, registered after another',
      {
        matches: [
          aMatch({ work: 'work:before', statementIndex: 1n }),
          aMatch({
            work: 'work:own',
            relation: 'exact-bytes',
            methods: ['sha-256'],
            isOwn: true,
            statementIndex: 2n,
          }),
        ],
      },
      ['unlicensed-near-copy', 'not-permitted work:before'],
    ],
  ])('on %s', (_, asked, wanted) => {
    expect(verdict(asked)).toEqual(wanted);
  });

  it('puts what speaks against a picture before doubt, doubt before permission, and that before the own works', () => {
    const all = [OWN, PERMITTED, UNCERTAIN, aMatch()];
    const reasons = [
      'own-work work:own',
      'permitted work:permitted',
      'one-method work:maybe',
      'not-permitted work:a',
    ];
    for (const [count, wanted] of [
      [4, 'unlicensed-near-copy'],
      [3, 'unresolved'],
      [2, 'licensed-derivative'],
      [1, 'own-variant'],
    ] as const)
      expect(verdict({ matches: all.slice(0, count), records })).toEqual([
        wanted,
        ...reasons.slice(0, count),
      ]);
  });

  it('does not let doubt hide what speaks against a picture, and names both', () => {
    expect(verdict({ matches: [aMatch()], isTruncated: true, isComplete: false })).toEqual([
      'unlicensed-near-copy',
      'not-permitted work:a',
      'truncated',
      'not-all-searched',
    ]);
  });

  it('is in doubt over what is permitted where not all was searched', () => {
    expect(verdict({ matches: [PERMITTED], records, isComplete: false })[0]).toBe('unresolved');
  });

  it('counts a claim that waits for co-signatures as one that stands', () => {
    const claims: ClaimStatus[] = ['claimed', 'awaiting-co-signatures'];
    expect(verdict({ matches: [aMatch()], records: { 'work:a': { claims } } })[0]).toBe('unresolved');
  });
});
