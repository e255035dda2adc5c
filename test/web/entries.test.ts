import { entriesOf, namesOf, type Claimed } from '../../src/web/person/entries.js';

type Work = Claimed['work'];

const aWork = (index: number, dateMade: string | null = null, ...names: string[]): Work => ({
  id: `work:${index}`,
  title: `No. ${index}`,
  altText: null,
  dateMade,
  medium: null,
  description: null,
  registeredAt: '2026-01-01T00:00:00.000Z',
  makers: names.map((name) => ({ name, person: null })),
  files: [],
  owners: [],
  registrant: { id: 'person:0x1' },
  statement: { index },
});
const OWN = '0xa';
const aClaim = (work: Work, changes: Partial<Claimed> = {}): Claimed => ({
  id: `claim:${work.id}`,
  status: 'CLAIMED',
  basis: 'AUTHOR',
  isContested: false,
  by: [{ person: { id: `person:${OWN}` }, signedAt: '2026-01-01T00:00:00.000Z', withdrawnAt: null }],
  work,
  ...changes,
});
const [signed] = aClaim(aWork(0)).by;
const titlesOf = (claims: readonly Claimed[], keys = [OWN]) => {
  const { made, received } = entriesOf(claims, keys);
  return [made, received].map((entries) => entries.map(({ work: { title } }) => title));
};

describe('the entries of a catalogue', () => {
  it('stand in the order in which works were made, those without a date last, as they were registered', () => {
    const works = [aWork(0), aWork(1, '1889~'), aWork(2, '../1880'), aWork(3, '1888-05'), aWork(4, '1889')];
    expect(titlesOf(works.map((work) => aClaim(work)))).toEqual([
      ['No. 3', 'No. 1', 'No. 4', 'No. 0', 'No. 2'],
      [],
    ]);
  });

  it('are what the person signed by one of their keys and upholds, each work once', () => {
    const [first, second, third, fourth] = [aWork(0), aWork(1), aWork(2), aWork(3)];
    const named = [{ person: { id: `person:${OWN}` }, signedAt: null, withdrawnAt: null }];
    const withdrawn = signed ? [{ ...signed, withdrawnAt: signed.signedAt }] : [];
    const byOldKey = signed ? [{ ...signed, person: { id: 'person:0xb' } }] : [];
    expect(
      titlesOf(
        [
          aClaim(first, { by: withdrawn }),
          aClaim(first),
          aClaim(second, { by: named, status: 'AWAITING_CO_SIGNATURES' }),
          aClaim(third, { by: withdrawn, status: 'WITHDRAWN' }),
          aClaim(fourth, { by: byOldKey }),
        ],
        [OWN, '0xb'],
      ),
    ).toEqual([['No. 0', 'No. 3'], []]);
  });

  it('keep what they have from its author apart from what they made', () => {
    const [made, received] = [aWork(0), aWork(1)];
    expect(titlesOf([aClaim(made), aClaim(received, { basis: 'TRANSFER_BY_AUTHOR' })])).toEqual([
      ['No. 0'],
      ['No. 1'],
    ]);
  });

  it('tell which makers the works name, the most frequent first', () => {
    const works = [aWork(0, null, 'Bob'), aWork(1, null, 'Ada', 'Bob'), aWork(2, null, 'Bob')];
    expect(
      namesOf(
        entriesOf(
          works.map((work) => aClaim(work)),
          [OWN],
        ).made,
      ),
    ).toEqual(['Bob', 'Ada']);
  });
});
