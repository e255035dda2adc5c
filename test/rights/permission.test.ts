import { licenceSchema, type Licence } from '../../src/rights/licences/licence.js';
import { permissionFor, type RecordedRights } from '../../src/rights/licences/permission.js';
import { rightTransferSchema, type RightTransfer } from '../../src/rights/licences/right-transfer.js';
import type { UseAsked } from '../../src/rights/licences/use.js';

const ID = `b${'a'.repeat(58)}`;
const address = (letter: string) => `0x${letter.repeat(40)}`;
const [ada, bob, eve] = ['a', 'b', 'e'].map(address) as [string, string, string];
const DAY = new Date('2026-05-01T00:00:00Z');

const licence = (place: number, body: object, more: Partial<Licence> = {}): Licence => ({
  id: `licence:${place}`,
  statementIndex: BigInt(place),
  work: `work:${ID}`,
  body: licenceSchema.parse({ work: `work:${ID}`, ...body }),
  grantedBy: ada,
  grantedAt: DAY,
  withdrawnAt: null,
  withdrawal: null,
  ...more,
});
const writing = {
  cid: 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e',
  sha256: 'a'.repeat(64),
  mediaType: 'application/pdf',
  sizeBytes: 1,
};
const transfer = (place: number, body: object, more: Partial<RightTransfer> = {}): RightTransfer => ({
  id: `right:${place}`,
  statementIndex: BigInt(place),
  work: `work:${ID}`,
  body: rightTransferSchema.parse({
    work: `work:${ID}`,
    type: 'assignment',
    to: bob,
    actions: ['use'],
    writing,
    executedOn: '2026-05-01',
    ...body,
  }),
  transferredBy: ada,
  transferredAt: DAY,
  ...more,
});
const rights = (more: Partial<RecordedRights>): RecordedRights => ({
  holders: [ada],
  claim: 'claim:1',
  transfers: [],
  licences: [],
  present: (key) => key,
  ...more,
});
const ask = (recorded: RecordedRights, asked: Partial<UseAsked> & { who?: string | null } = {}) => {
  const { who = null, ...use } = asked;
  return permissionFor(recorded, {
    who,
    asked: { action: 'reproduce', place: 'DE', purpose: 'commercial', on: '2026-06-01', ...use },
  });
};
const answer = (...line: Parameters<typeof ask>) => ask(...line).answer;

describe('whether a use is permitted', () => {
  it('is nothing that nobody permitted, but to who holds the right', () => {
    expect(ask(rights({}))).toMatchObject({ answer: 'deny', lacking: [ada] });
    expect(ask(rights({}), { who: ada })).toMatchObject({
      answer: 'permit',
      clauses: [{ of: 'claim:1', effect: 'holds' }],
    });
    expect(answer(rights({ holders: [] }), { who: ada })).toBe('deny');
  });

  it('follows from licences of Creative Commons, clause by clause', () => {
    const under = (standard: string, asked: Partial<UseAsked>) =>
      answer(rights({ licences: [licence(1, { standard })] }), asked);
    expect(under('CC0-1.0', { action: 'ai-training' })).toBe('permit');
    expect(under('CC-BY-4.0', { action: 'reproduce' })).toBe('permit');
    expect(under('CC-BY-4.0', { action: 'distribute' })).toBe('duty');
    expect(under('CC-BY-ND-4.0', { action: 'derive' })).toBe('deny');
    expect(under('CC-BY-NC-4.0', { action: 'distribute' })).toBe('deny');
    expect(under('CC-BY-NC-4.0', { action: 'distribute', purpose: 'non-commercial' })).toBe('duty');
    expect(under('CC-BY-4.0', { action: 'ai-training' })).toBe('deny');
    for (const standard of ['InC', 'NoC-US', 'all-rights-reserved'])
      expect(under(standard, { action: 'display' })).toBe('deny');
    const share = ask(rights({ licences: [licence(1, { standard: 'CC-BY-SA-4.0' })] }), { action: 'derive' });
    expect(share.duties.map(({ action }) => action)).toEqual([
      'attribute',
      'indicate-changes',
      'share-alike',
    ]);
    expect(share.clauses).toMatchObject([
      { of: 'licence:1', path: 'CC-BY-SA-4.0, sections 2(a)(1)(B), 3(a) and 3(b)', effect: 'permits' },
    ]);
  });

  it('is never widened by a licence of unknown terms, or by what the question leaves open', () => {
    const named = rights({ licences: [licence(1, { named: { name: 'Do What You Like 3.0' } })] });
    expect(ask(named)).toMatchObject({ answer: 'deny', clauses: [{ effect: 'permits nothing' }] });
    const local = rights({
      licences: [
        licence(1, {
          rules: [{ effect: 'permit', actions: ['display'], where: ['DE'], purpose: 'non-commercial' }],
        }),
      ],
    });
    expect(ask(local, { action: 'display', place: null, purpose: null })).toMatchObject({
      answer: 'deny',
      missing: ['place', 'purpose'],
    });
    expect(ask(local, { action: 'display', place: 'FR', purpose: 'commercial' })).toMatchObject({
      answer: 'deny',
      clauses: [
        {
          effect: 'permits nothing',
          text: 'It permits this only for non-commercial purposes, and only in DE.',
        },
      ],
    });
    expect(answer(local, { action: 'display', purpose: 'non-commercial' })).toBe('permit');
    expect(answer(local, { action: 'use', purpose: 'non-commercial' })).toBe('deny');
  });

  it('is denied where a rule of the same licence prohibits it', () => {
    const rules = [
      { effect: 'permit', actions: ['use'] },
      { effect: 'prohibit', actions: ['derive'], where: ['FR'] },
    ];
    const terms = rights({ licences: [licence(1, { rules })] });
    expect(answer(terms, { action: 'derive', place: 'DE' })).toBe('permit');
    expect(answer(terms, { action: 'derive', place: 'FR' })).toBe('deny');
    expect(answer(terms, { action: 'derive', place: null })).toBe('deny');
    expect(answer(terms, { action: 'use', place: 'FR' })).toBe('deny');
  });

  it('is for whom the licence names, on its days', () => {
    const body = {
      to: bob,
      from: '2026-05-10',
      until: '2026-06-10',
      rules: [{ effect: 'permit', actions: ['use'] }],
    };
    const own = rights({ licences: [licence(1, body)] });
    expect(answer(own)).toBe('deny');
    expect(answer(own, { who: eve })).toBe('deny');
    expect(answer(own, { who: bob })).toBe('permit');
    expect(answer(own, { who: bob, on: '2026-05-09' })).toBe('deny');
    expect(answer(own, { who: bob, on: '2026-06-10' })).toBe('permit');
    expect(answer(own, { who: bob, on: '2026-06-11' })).toBe('deny');
    const later = rights({ licences: [licence(1, { standard: 'CC0-1.0' })] });
    expect(answer(later, { on: '2026-04-30' })).toBe('deny');
    const withdrawn = licence(1, { standard: 'CC0-1.0' }, { withdrawnAt: new Date('2026-05-20T00:00:00Z') });
    expect(answer(rights({ licences: [withdrawn] }), { on: '2026-05-19' })).toBe('permit');
    expect(answer(rights({ licences: [withdrawn] }))).toBe('deny');
  });

  it('is by who held the right when they licensed it: an earlier licence outlives a transfer, a later one is void', () => {
    const cc = { standard: 'CC0-1.0' };
    const before = rights({ licences: [licence(1, cc)], transfers: [transfer(2, {})] });
    expect(answer(before)).toBe('permit');
    const after = rights({ licences: [licence(3, cc)], transfers: [transfer(2, {})] });
    expect(ask(after)).toMatchObject({
      answer: 'deny',
      lacking: [bob],
      clauses: [{ of: 'right:2', effect: 'transfers' }],
    });
    expect(answer(after, { who: ada })).toBe('deny');
    expect(answer(after, { who: bob })).toBe('permit');
    const byBob = rights({ licences: [licence(3, cc, { grantedBy: bob })], transfers: [transfer(2, {})] });
    expect(answer(byBob)).toBe('permit');
    const byStranger = rights({ licences: [licence(1, cc, { grantedBy: eve })] });
    expect(answer(byStranger)).toBe('deny');
  });

  it('follows a transfer in its scope alone: for its uses, places and days', () => {
    const part = transfer(2, {
      type: 'exclusive-licence',
      actions: ['print'],
      where: ['DE'],
      until: '2026-12-31',
    });
    const recorded = rights({ transfers: [part], licences: [licence(3, { standard: 'CC0-1.0' })] });
    expect(answer(recorded, { action: 'print', place: 'DE' })).toBe('deny');
    expect(answer(recorded, { action: 'print', place: null })).toBe('deny');
    expect(answer(recorded, { action: 'print', place: 'FR' })).toBe('permit');
    expect(answer(recorded, { action: 'display', place: 'DE' })).toBe('permit');
    expect(answer(recorded, { action: 'print', place: 'DE', on: '2027-01-01' })).toBe('permit');
    expect(answer(recorded, { action: 'use', place: 'DE' })).toBe('deny');
  });

  it('of a part gives no more than the part, to nobody', () => {
    const part = transfer(2, { actions: ['print'], where: ['DE'] });
    const recorded = rights({
      transfers: [part],
      licences: [licence(3, { standard: 'CC0-1.0' }, { grantedBy: bob })],
    });
    expect(answer(recorded, { action: 'print', place: 'DE', who: bob })).toBe('permit');
    expect(answer(recorded, { action: 'print', place: 'DE' })).toBe('permit');
    for (const who of [bob, ada, null]) {
      expect(answer(recorded, { action: 'use', place: 'DE', who })).toBe('deny');
      expect(ask(recorded, { action: 'print', place: null, who })).toMatchObject({
        answer: 'deny',
        missing: ['place'],
      });
    }
    const earlier = rights({ transfers: [part], licences: [licence(1, { standard: 'CC0-1.0' })] });
    expect(answer(earlier, { action: 'use', place: 'DE' })).toBe('permit');
  });

  it('is ended by a later reservation where it could be withdrawn, which is told in any case', () => {
    const terms = { rules: [{ effect: 'permit', actions: ['use'] }] };
    const reserved = { rules: [{ effect: 'prohibit', actions: ['ai-training'] }] };
    const later = rights({ licences: [licence(1, terms), licence(2, reserved)] });
    expect(ask(later, { action: 'ai-training' })).toMatchObject({ answer: 'deny' });
    expect(answer(later, { action: 'display' })).toBe('permit');
    const kept = rights({ licences: [licence(1, { standard: 'CC0-1.0' }), licence(2, reserved)] });
    expect(ask(kept, { action: 'ai-training' })).toMatchObject({
      answer: 'permit',
      clauses: [{ effect: 'permits' }, { of: 'licence:2', effect: 'prohibits' }],
    });
  });

  it('is for no day before the licence was given, and of no adaptation where one is prohibited', () => {
    const backdated = licence(1, { standard: 'CC0-1.0', from: '1990-01-01' });
    expect(answer(rights({ licences: [backdated] }), { on: '1995-01-01' })).toBe('deny');
    const rules = [
      { effect: 'permit', actions: ['use'] },
      { effect: 'prohibit', actions: ['derive'] },
    ];
    const recorded = rights({ licences: [licence(1, { rules })] });
    for (const action of ['derive', 'modify', 'translate'] as const)
      expect(answer(recorded, { action })).toBe('deny');
    expect(answer(recorded, { action: 'display' })).toBe('permit');
  });

  it('passes nothing that its signer no longer had', () => {
    const twice = rights({ transfers: [transfer(2, {}), transfer(3, { to: eve })] });
    expect(answer(twice, { who: bob })).toBe('permit');
    expect(answer(twice, { who: eve })).toBe('deny');
  });

  it('wants every holder, but one in the United States', () => {
    const joint = rights({ holders: [ada, bob], licences: [licence(1, { standard: 'CC0-1.0' })] });
    expect(ask(joint)).toMatchObject({ answer: 'deny', lacking: [bob] });
    expect(answer(joint, { place: 'US' })).toBe('permit');
    expect(answer(joint, { place: null })).toBe('deny');
    const both = rights({
      holders: [ada, bob],
      licences: [
        licence(1, { standard: 'CC0-1.0' }),
        licence(2, { standard: 'CC-BY-4.0' }, { grantedBy: bob }),
      ],
    });
    expect(answer(both, { action: 'display' })).toBe('duty');
  });

  it('is the same for all keys of a person', () => {
    const present = (key: string) => (key === ada ? eve : key);
    const recorded = rights({ holders: [eve], licences: [licence(1, { standard: 'CC0-1.0' })], present });
    expect(answer(recorded)).toBe('permit');
    expect(answer(rights({ holders: [eve], present }), { who: ada })).toBe('permit');
  });

  it.each([
    ['two sorts of terms', { standard: 'CC0-1.0', named: { name: 'X' } }],
    ['no terms', {}],
    ['a standard that nobody knows', { standard: 'CC-BY-9.0' }],
    [
      'a prohibition with duties',
      { rules: [{ effect: 'prohibit', actions: ['use'], duties: [{ action: 'inform' }] }] },
    ],
    ['a place that is none', { rules: [{ effect: 'permit', actions: ['use'], where: ['Germany'] }] }],
    ['an action that is none', { rules: [{ effect: 'permit', actions: ['burn'] }] }],
    ['an end before its beginning', { standard: 'CC0-1.0', from: '2027-01-01', until: '2026-01-01' }],
  ])('is out of schema with %s', (_, body) => {
    expect(licenceSchema.safeParse({ work: `work:${ID}`, ...body }).success).toBe(false);
  });
});
