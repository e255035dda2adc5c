import { writeLinkedArt } from '../../../src/evidence/documents/write-linked-art.js';
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
