import { findProvenance } from '../../src/title/history/find-provenance.js';
import { examineEvents } from '../../src/title/history/examine-events.js';
import type { Examination } from '../../src/title/history/examination.js';
import { eventSchema, type ProvenanceBody } from '../../src/title/history/provenance-event.js';
import { recordProvenance } from '../../src/title/history/record-provenance.js';
import { referenceTo, type StoredFile } from '../../src/works/file.js';
import { aPerson } from '../fixtures/house.js';
import { aStoredPicture, describeRegisters, recordedOf, type TestRegister } from '../register/a-register.js';
import { changingNothing } from '../register/tables.js';
import { AN_EXAMINATION } from './an-examination.js';

const ada = aPerson('ada');

type Measurements = NonNullable<Examination['measurements']>;
const examined = (fields: Partial<Examination>, object: string | null = null) => ({
  object,
  event: { type: 'examination' as const, on: '2024-05-01', kindOfObject: 'painting', ...fields },
});
const measured = (...measurements: Measurements) => ({ measurements });
const flagged = (events: Parameters<typeof examineEvents>[0], makers: readonly string[] = []) =>
  examineEvents(events, { created: null, makers }).flags.map(({ code, periods, message }) => ({
    code,
    periods,
    message,
  }));

describe('flags of examinations', () => {
  const height = (value: string, unit: Measurements[number]['unit'] = 'cm', part?: string) => ({
    dimension: 'height' as const,
    value,
    unit,
    ...(part !== undefined && { part }),
  });

  it('says where one object was measured in two ways', () => {
    expect(flagged([examined(measured(height('73.7'))), examined(measured(height('76')))])).toEqual([
      {
        code: 'DIMENSION_MISMATCH',
        periods: [0, 1],
        message: 'It was measured as height 73.7 cm and as height 76 cm.',
      },
    ]);
  });

  it.each([
    ['in two units', measured(height('73.7')), measured(height('29.02', 'in'))],
    ['within a fiftieth', measured(height('200')), measured(height('203.9'))],
    ['within 5 mm', measured(height('20', 'mm')), measured(height('25', 'mm'))],
    ['of the frame and of the object', measured(height('73.7')), measured(height('90', 'cm', 'frame'))],
  ])('says nothing of what was measured %s', (_, one, other) => {
    expect(flagged([examined(one), examined(other)])).toEqual([]);
  });

  it('compares examinations with one another, and not the values of one', () => {
    const [small, large] = [height('73.7'), height('90')];
    expect(flagged([examined(measured(small, large)), examined({})])).toEqual([]);
    expect(flagged([examined(measured(small, large)), examined(measured(large))])).toEqual([]);
    expect(flagged([examined(measured(small)), examined({}), examined(measured(small, large))])).toEqual([]);
    expect(flagged([examined(measured(small, large)), examined(measured(height('80')))])).toMatchObject([
      { periods: [0, 1], message: 'It was measured as height 73.7 cm or height 90 cm and as height 80 cm.' },
    ]);
    const drifting = ['100', '101.5', '103'].map((value) => examined(measured(height(value))));
    expect(flagged(drifting)).toMatchObject([{ periods: [0, 2] }]);
  });

  it('takes "the frame" and "frame" for one part, and names it by one article', () => {
    expect(
      flagged([
        examined(measured(height('90', 'cm', 'the Frame'))),
        examined(measured(height('99', 'cm', 'frame'))),
      ]),
    ).toMatchObject([
      { message: 'It was measured as height of the Frame 90 cm and as height of the frame 99 cm.' },
    ]);
  });

  it('gives an examination of no named object to the one there is, or to each', () => {
    const [of, other] = [examined(measured(height('20'))), examined(measured(height('30')), 'cast 1/8')];
    expect(flagged([of, other])).toMatchObject([{ code: 'DIMENSION_MISMATCH', periods: [0, 1] }]);
    const third = examined(measured(height('40')), 'cast 2/8');
    expect(flagged([of, other, third])).toMatchObject([
      { periods: [0, 1], message: expect.stringMatching(/^Of cast 1\/8: It was measured/) },
      { periods: [0, 2], message: expect.stringMatching(/^Of cast 2\/8: It was measured/) },
    ]);
    expect(
      flagged([of, examined(measured(height('50'))), examined({}, 'cast 1/8'), examined({}, 'cast 2/8')]),
    ).toMatchObject([{ periods: [0, 1], message: expect.stringMatching(/^Of each object: /) }]);
  });

  it('knows a maker by name where only one has a key, and nothing of what overlaps in time', () => {
    const given = (on: string, qualifier: 'by' | 'workshop-of', maker: { name: string }) =>
      examined({ on, attribution: { maker, qualifier } });
    const keyed = { name: 'Anna Maler', person: `0x${'a'.repeat(40)}` };
    expect(
      flagged([given('1950', 'workshop-of', { name: 'anna maler' }), given('2020', 'by', keyed)]),
    ).toMatchObject([{ code: 'ATTRIBUTION_UPGRADE', periods: [0, 1] }]);
    expect(flagged([given('2020', 'workshop-of', keyed)], ['Anna Maler'])).toMatchObject([{ periods: [0] }]);
    const named = { name: 'Anna Maler' };
    expect(flagged([given('2020', 'workshop-of', named), given('2020-05', 'by', named)])).toEqual([]);
    expect(
      flagged([given('2020', 'workshop-of', named), given('2020-05', 'by', named)], ['Anna Maler']),
    ).toEqual([]);
  });

  it('compares what was measured of two objects with nothing', () => {
    const casts = ['cast 1/8', 'cast 2/8'].map((cast, at) =>
      examined(measured(height(String(20 + 10 * at))), cast),
    );
    expect(flagged(casts)).toEqual([]);
  });

  it('says that an object is given to its maker more surely than before, and not that it is less surely', () => {
    const given = (on: string, qualifier: 'by' | 'workshop-of' | 'after', name = 'Anna Maler') =>
      examined({ on, attribution: { maker: { name }, qualifier } });
    expect(flagged([given('2020', 'by'), given('1950', 'workshop-of')])).toEqual([
      {
        code: 'ATTRIBUTION_UPGRADE',
        periods: [1, 0],
        message: 'It was "workshop of Anna Maler", and then "by Anna Maler".',
      },
    ]);
    expect(flagged([given('1950', 'by'), given('2020', 'workshop-of')])).toEqual([]);
    expect(flagged([given('1950', 'after', 'Bea'), given('2020', 'by')])).toEqual([]);
    expect(flagged([given('2020', 'workshop-of')], ['anna maler'])).toEqual([
      {
        code: 'ATTRIBUTION_UPGRADE',
        periods: [0],
        message:
          'The registration names the maker outright; the last examination has "workshop of Anna Maler".',
      },
    ]);
  });
});

describe('an examination', () => {
  const problemOf = (fields: object) =>
    eventSchema.safeParse({ type: 'examination', on: '2024', ...fields }).error?.issues[0]?.message;

  it.each([
    ['nothing of the object', {}, 'tells nothing of the object'],
    [
      'a measure of 0',
      measured({ dimension: 'height', value: '0.0', unit: 'cm' }),
      'is not a measure above 0',
    ],
    [
      'a height in kilogrammes',
      measured({ dimension: 'height', value: '3', unit: 'kg' }),
      'a unit of weight',
    ],
    [
      'a weight in centimetres',
      measured({ dimension: 'weight', value: '3', unit: 'cm' }),
      'a unit of weight',
    ],
    [
      'a maker without name or key',
      { attribution: { maker: {}, qualifier: 'by' } },
      'neither a name nor a key',
    ],
    ['a date that is none', { kindOfObject: 'print', on: '2024-13' }, 'date'],
  ])('that tells %s is refused', (_, fields, message) => {
    expect(problemOf(fields)).toContain(message);
  });
});

describeRegisters({ name: 'examinations that are told', alone: 'PostgreSQL' }, (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  afterAll(() => register.close());
  const tell = (work: string, events: ProvenanceBody['events'], files: readonly StoredFile[] = []) =>
    register.record(ada, recordProvenance, { work, events }, files);

  it('are recorded with their photographs, move nothing, are no part of the text, and raise flags', async () => {
    const work = await register.work(ada, { makers: [{ name: 'Anna Maler' }] });
    const photograph = await aStoredPicture(register.content, 'photograph');
    recordedOf(
      await tell(
        work,
        [
          { ...AN_EXAMINATION, photographs: [referenceTo(photograph)] },
          { ...AN_EXAMINATION, on: '2025', ...measured({ dimension: 'height', value: '70', unit: 'cm' }) },
        ],
        [photograph],
      ),
    );
    const found = await findProvenance({ ...register, clock: register.needs.clock }, { work, knownAt: null });
    expect(found?.text).toBe('');
    expect(found?.events.map(({ event }) => event.type)).toEqual(['examination', 'examination']);
    expect(found?.flags.map(({ code, events }) => [code, events])).toEqual([
      ['DIMENSION_MISMATCH', found?.events.map(({ id }) => id)],
      ['ATTRIBUTION_UPGRADE', [found?.events[1]?.id]],
    ]);
  });

  it('are refused when they are dated after the statement, or name a file that nobody sent', async () => {
    const work = await register.work(ada);
    await changingNothing(register.database, async () => {
      await expect(tell(work, [{ ...AN_EXAMINATION, on: '2999' }])).rejects.toMatchObject({
        code: 'DATED_IN_THE_FUTURE',
      });
      const missing = referenceTo(await aStoredPicture(register.content, 'never sent'));
      await expect(tell(work, [{ ...AN_EXAMINATION, photographs: [missing] }])).rejects.toMatchObject({
        code: 'FILE_MISSING',
      });
    });
  });
});
