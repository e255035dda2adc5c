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
  makers: names.map((name) => ({ name })),
  files: [],
  owners: [],
  registrant: { id: 'person:0x1' },
  statement: { index },
});
const aClaim = (work: Work, status: Claimed['status'] = 'CLAIMED'): Claimed => ({
  id: `claim:${work.id}`,
  status,
  basis: 'AUTHOR',
  isContested: false,
  work,
});
const titlesOf = (...given: Parameters<typeof entriesOf>) =>
  entriesOf(...given).map(({ work: { title } }) => title);

describe('the entries of a catalogue', () => {
  it('stand in the order in which works were made, those without a date last, as they were registered', () => {
    const works = [aWork(0), aWork(1, '1889~'), aWork(2, '../1880'), aWork(3, '1888-05'), aWork(4, '1889')];
    expect(
      titlesOf(
        works.map((work) => aClaim(work)),
        [],
      ),
    ).toEqual(['No. 3', 'No. 1', 'No. 4', 'No. 0', 'No. 2']);
  });

  it('have each work once, with the claim that stands; one whose claim was withdrawn only where they registered it', () => {
    const [both, withdrawn, gone] = [aWork(0), aWork(1), aWork(2)];
    const entries = entriesOf(
      [aClaim(both), aClaim(withdrawn, 'WITHDRAWN'), aClaim(gone, 'WITHDRAWN')],
      [both, withdrawn],
    );
    expect(entries.map(({ work, claim }) => [work.title, claim !== null])).toEqual([
      ['No. 0', true],
      ['No. 1', false],
    ]);
  });

  it('tell which makers the claimed works name, the most frequent first', () => {
    const works = [aWork(0, null, 'Bob'), aWork(1, null, 'Ada', 'Bob'), aWork(2, null, 'Bob')];
    expect(
      namesOf(
        entriesOf(
          works.map((work) => aClaim(work)),
          [aWork(3, null, 'Eve')],
        ),
      ),
    ).toEqual(['Bob', 'Ada']);
  });
});
