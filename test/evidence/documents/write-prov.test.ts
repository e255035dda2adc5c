import { provProblems } from '../../../src/evidence/documents/check-prov.js';
import type { WorkRecord } from '../../../src/evidence/documents/work-record.js';
import { writeProv } from '../../../src/evidence/documents/write-prov.js';
import { aToldRecord } from './a-told-work.js';
import { ADA, BEN, aWorkRecord } from './a-work-record.js';

type Acts = WorkRecord['claims'][number]['acts'];

/** The record with other acts in its first claim. */
const withActs = ({ claims, ...record }: WorkRecord, change: (acts: Acts) => Acts): WorkRecord => ({
  ...record,
  claims: claims.map((claim, at) => (at === 0 ? { ...claim, acts: change(claim.acts) } : claim)),
});

describe('writeProv', () => {
  let record: WorkRecord;
  beforeAll(async () => {
    record = await aWorkRecord();
  });

  it('names nothing that it does not declare, and nothing out of order', () => {
    expect(provProblems(writeProv(record))).toEqual([]);
  });

  it('keeps what each claim tells apart, attributed to those who signed it', () => {
    const { bundle, wasAttributedTo } = writeProv(record);
    expect(Object.keys(bundle)).toEqual(record.claims.map(({ id }) => id));
    const signed = Object.values(wasAttributedTo ?? {}).filter(
      (one) => one['prov:entity'] === record.claims[0]?.id,
    );
    expect(signed.map((one) => one['prov:agent'])).toEqual([`person:${ADA}`, `person:${BEN}`]);
  });

  it('gives each act to its person in the role of its kind, and each generation to its software', () => {
    const [bundle] = Object.values(writeProv(record).bundle);
    const roles = Object.values(bundle?.wasAssociatedWith ?? {}).map((one) => [
      one['prov:agent'],
      one['prov:role'],
    ]);
    expect(roles).toEqual([
      [`person:${ADA}`, { $: 'terms:concept', type: 'prov:QUALIFIED_NAME' }],
      [`person:${BEN}`, { $: 'terms:overpainting', type: 'prov:QUALIFIED_NAME' }],
      [expect.stringMatching(/-software$/), { $: 'terms:generator', type: 'prov:QUALIFIED_NAME' }],
    ]);
    expect(JSON.stringify(bundle)).not.toContain('actedOnBehalfOf');
  });

  it('tells events in a bundle of their statement, with times only where they are exact', async () => {
    const on = '2020-05-04T10:00:00Z';
    const party = { name: 'A', person: ADA };
    const told = await aToldRecord([
      { type: 'passage', method: 'sale', to: [party], from: [{ name: 'B' }], begin: on },
      { type: 'search', searched: 'lostart.de', kind: 'loss-database', found: 'nothing', on: '2020' },
    ]);
    const document = writeProv(told);
    expect(provProblems(document)).toEqual([]);
    const [id, bundle] = Object.entries(document.bundle).at(-1) ?? [];
    expect(id).toMatch(/^statement:baf/);
    expect(Object.values(bundle?.activity ?? {})).toMatchObject([
      { 'prov:startTime': '2020-05-04T10:00:00.000Z', 'terms:method': 'sale' },
      { 'terms:when': '2020' },
    ]);
    expect(Object.values(bundle?.activity ?? {})[1]).not.toHaveProperty('prov:startTime');
    expect(Object.keys(bundle?.agent ?? {})).toEqual([expect.stringMatching(/-party-0$/), `person:${ADA}`]);
    const ended = told.history.map((event) => ({ ...event, endedAt: told.asOf, endedBy: 'bafkrei' }));
    expect(Object.keys(writeProv({ ...told, history: ended }).bundle)).toHaveLength(2);
  });

  it('keeps seeds as text and tells nothing that is withheld', () => {
    const text = JSON.stringify(writeProv(record));
    expect(text).toContain('"18446744073709551615"');
    expect(text).not.toContain('Removed a signature');
  });

  it('gives times only where a claim tells them to the second', () => {
    const dated = withActs(record, (acts) =>
      acts.map((act) => act && { ...act, when: '2026-04-01T10:00:00Z/2026-04-01T12:00:00Z' }),
    );
    const times = (one: WorkRecord) =>
      Object.values(Object.values(writeProv(one).bundle)[0]?.activity ?? {}).map(
        (act) => act['prov:startTime'] ?? null,
      );
    expect(times(record)).toEqual([null, null, null]);
    expect(times(dated)).toEqual(['2026-04-01T10:00:00.000Z', '2026-04-01T10:00:00.000Z', null]);
  });

  it('lets a file come into being once', () => {
    const twice = withActs(record, (acts) => [...acts, ...acts]);
    const [bundle] = Object.values(writeProv(twice).bundle);
    const made = Object.values(bundle?.wasGeneratedBy ?? {}).map((one) => one['prov:entity']);
    expect(made).toEqual([...new Set(made)]);
    expect(Object.keys(bundle?.wasInfluencedBy ?? {})).toHaveLength(2);
    expect(provProblems(writeProv(twice))).toEqual([]);
  });
});

describe('provProblems', () => {
  let record: WorkRecord;
  beforeAll(async () => {
    record = await aWorkRecord();
  });

  it('finds a relation that names what is not declared', () => {
    const document = writeProv(record);
    expect(provProblems({ ...document, agent: {} })).toEqual(
      expect.arrayContaining([expect.stringContaining('which is no declared agent')]),
    );
  });

  it('finds a file that was used before it was made', () => {
    const late = withActs(record, ([concept, hidden, painting]) => [
      concept ? { ...concept, when: '2026-04-05T10:00:00Z' } : null,
      hidden ?? null,
      painting ? { ...painting, when: '2026-04-03T10:00:00Z' } : null,
    ]);
    expect(provProblems(writeProv(late))).toEqual([expect.stringContaining('and ended before')]);
  });

  it('finds files that are made of each other', () => {
    const round = withActs(record, (acts) => {
      const painting = acts[2];
      const { before, after } = painting ?? {};
      return painting && before && after ? [...acts, { ...painting, before: after, after: before }] : acts;
    });
    expect(provProblems(writeProv(round))).toHaveLength(2);
  });
});
