import { idPart, slugOf } from '../../../src/evidence/documents/linked-art-terms.js';
import { writeLinkedArt } from '../../../src/evidence/documents/write-linked-art.js';
import type { Examination } from '../../../src/title/history/examination.js';
import { AN_EXAMINATION } from '../../title/an-examination.js';
import { aToldRecord } from './a-told-work.js';
import { ADA, BEN, EVE, aWorkRecord } from './a-work-record.js';

/** That they are valid by the schemas of Linked Art: test/conformance/linked-art.test.ts. */
describe('writeLinkedArt', () => {
  it('gives the work, its files and an activity for each time that title passed', async () => {
    const records = writeLinkedArt(await aWorkRecord());
    expect(records.map(({ type, _label }) => [type, _label])).toEqual([
      ['VisualItem', 'Sunrise'],
      ['DigitalObject', 'Picture of Sunrise'],
      ['Activity', `Title began with Ada Lovelace, ${BEN}`],
      ['Activity', `Sale to ${EVE}, from Ada Lovelace`],
      ['Activity', `Gift to ${BEN}, from Ada Lovelace`],
    ]);
  });

  it('says from whom and to whom title passed, when, and in which share', async () => {
    const sale = writeLinkedArt(await aWorkRecord())[3];
    expect(sale).toMatchObject({
      timespan: {
        begin_of_the_begin: '2026-04-20T00:00:00.000Z',
        end_of_the_end: '2026-04-20T23:59:59.999Z',
      },
      part: [
        {
          type: 'Acquisition',
          transferred_title_from: [{ id: `person:${ADA}` }],
          transferred_title_to: [{ id: `person:${EVE}` }],
        },
      ],
    });
    expect(JSON.stringify(sale)).toContain(`1/4 of the whole to ${EVE}`);
  });

  it('leaves out that a person took another key', async () => {
    const record = await aWorkRecord();
    const [, sale] = record.title.transfers;
    const transfers = sale ? [{ ...sale, method: 'new-key' as const }] : [];
    const records = writeLinkedArt({ ...record, title: { ...record.title, transfers } });
    expect(records.map(({ type }) => type)).toEqual(['VisualItem', 'DigitalObject']);
  });

  it('tells events with a part for each thing that moves, and of a theft or a loan none of title', async () => {
    const events = writeLinkedArt(await aToldRecord()).filter(({ id }) => String(id).includes('#event-'));
    const partsOf = ({ part = [] }: Record<string, unknown>) =>
      (part as { type: string }[]).map(({ type }) => type); // as we wrote it
    expect(events.map((event) => [event['_label'], partsOf(event)])).toEqual([
      ['Created by Anna Maler [1880-], 1905', ['Acquisition', 'TransferOfCustody']],
      [expect.stringMatching(/^Purchased by Galerie X/), ['Acquisition', 'TransferOfCustody']],
      ['Stolen by persons not known, 1938', ['TransferOfCustody']],
      ['Restituted to Galerie X, 1949', ['Acquisition', 'TransferOfCustody']],
      ['Loaned to Museum of Y, 1960 until 1961', ['TransferOfCustody']],
      [expect.stringContaining('bought in'), []],
      [expect.stringMatching(/^Purchased at auction/), ['Acquisition', 'TransferOfCustody', 'Payment']],
    ]);
    expect(JSON.stringify(events[1])).toContain('as registrant; entry 15');
    expect(JSON.stringify(events[1])).toContain('Uncertain: begin, to');
    expect(events[6]).toMatchObject({
      part: [{}, {}, { paid_amount: { value: 60000, currency: { type: 'Currency' } } }],
    });
  });

  it('names a party by one id wherever it is, and says who found it by an Encounter', async () => {
    const to = [{ name: 'Jane Roe' }];
    const told = await aToldRecord([
      { type: 'passage', method: 'discovery', to, begin: '1900' },
      { type: 'passage', method: 'lost', to: [{ name: 'JANE  ROE' }], begin: '1901' },
      { type: 'passage', method: 'destruction', begin: '1902' },
    ]);
    const events = writeLinkedArt(told).filter(({ id }) => String(id).includes('#event-'));
    const jane = { id: expect.stringMatching(/#party-1$/) as string };
    expect(events[0]).toMatchObject({
      part: [{ type: 'Encounter', carried_out_by: [jane] }, {}, { transferred_custody_to: [jane] }],
    });
    expect(events[1]).toMatchObject({
      part: [{ type: 'TransferOfCustody', transferred_custody_from: [jane] }],
    });
    expect(events[2]).not.toHaveProperty('part');
  });

  it('says what the work is subject to, without what was withdrawn', async () => {
    const told = await aToldRecord();
    const [first, ...others] = told.licences;
    const licences = first ? [{ ...first, withdrawnAt: told.asOf, withdrawal: 'bafkrei' }, ...others] : [];
    const labels = (record: typeof told) =>
      (writeLinkedArt(record)[0] as { subject_to: Record<'_label', string>[] }).subject_to.map(
        (right) => right['_label'],
      ); // as we wrote it
    expect(labels(told)).toEqual([
      'Creative Commons CC-BY-NC 4.0 International',
      'own terms',
      'Exclusive licence',
    ]);
    expect(labels({ ...told, licences })).toEqual(['own terms', 'Exclusive licence']);
  });

  it('says of each measure and each text of an object which examination tells it', async () => {
    const again: Examination = {
      type: 'examination',
      by: AN_EXAMINATION.by,
      on: '2025',
      measurements: [{ dimension: 'height', value: '74', unit: 'cm' }],
      features: 'a second tear',
    };
    const told = await aToldRecord([AN_EXAMINATION, again]);
    const object = writeLinkedArt(told).find(({ type }) => type === 'HumanMadeObject');
    const { dimension, referred_to_by: texts } = object as {
      dimension: Record<string, unknown>[];
      referred_to_by: Record<string, unknown>[];
    }; // as we wrote it
    const heights = dimension.filter((one) => String(one['_label']).startsWith('height'));
    const atelier = { id: `${told.work.id}#party-1`, type: 'Person', _label: 'Restaurierungsatelier K' };
    expect(heights).toMatchObject([
      {
        value: 73.7,
        assigned_by: [
          {
            type: 'AttributeAssignment',
            carried_out_by: [atelier],
            timespan: { begin_of_the_begin: '2024-05-01T00:00:00.000Z' },
            took_place_at: [{ _label: 'Wien' }],
          },
        ],
      },
      {
        value: 74,
        assigned_by: [
          { carried_out_by: [atelier], timespan: { begin_of_the_begin: '2025-01-01T00:00:00.000Z' } },
        ],
      },
    ]);
    expect(texts.filter(({ content }) => String(content).includes('tear'))).toMatchObject([
      { _label: 'Examination by Restaurierungsatelier K, 2024-05-01' },
      { _label: 'Examination by Restaurierungsatelier K, 2025' },
    ]);
    expect(JSON.stringify(object)).toContain('#object-id-distinguishing-features"');
  });

  it.each([
    ['painting', 'painting'],
    ['Distinguishing features', 'distinguishing-features'],
    ['Zürich, "Seefeld"', 'z%C3%BCrich-seefeld'],
    ['?!', 'unnamed'],
  ])('makes of %j a slug', (text, slug) => {
    expect(slugOf(text)).toBe(slug);
  });

  it('makes of two texts never one id', () => {
    const texts = ['cast 1/3', 'cast 1-3', 'cast-1-3', 'Cast 1/3', '?', '!', ''];
    expect(new Set(texts.map(idPart)).size).toBe(texts.length);
    expect(idPart('cast-1-3')).toBe('cast-1-3');
    expect(idPart('cast 1/3')).toMatch(/^cast-1-3-[0-9a-f]{8}$/);
  });

  it('gives every reference an id', async () => {
    const referencesIn = (value: unknown): unknown[] => {
      if (typeof value !== 'object' || value === null) return [];
      const { type } = value as { type?: unknown }; // any object may have one
      const isReference =
        typeof type === 'string' && ['Person', 'Type', 'MeasurementUnit', 'HumanMadeObject'].includes(type);
      return [...(isReference ? [value] : []), ...Object.values(value).flatMap(referencesIn)];
    };
    const references = referencesIn(writeLinkedArt(await aWorkRecord()));
    expect(references.length).toBeGreaterThan(20);
    expect(references.filter((one) => !(one as object).hasOwnProperty('id'))).toEqual([]);
  });
});
