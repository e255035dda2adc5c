import { Ajv2020 } from 'ajv/dist/2020.js';
import { ACQUISITION_METHODS } from '../../src/title/provenance/acquisition-methods.js';
import { writeLinkedArt } from '../../src/evidence/documents/write-linked-art.js';
import { aWorkRecord } from '../evidence/documents/a-work-record.js';
import { aToldRecord } from '../evidence/documents/a-told-work.js';
import { AN_EXAMINATION } from '../title/an-examination.js';
import { aFile } from '../evidence/a-package.js';
import { describeVectors, readVector, vectorsIn } from './vectors.js';

const FOLDER = 'linked-art/schema';
/** The schema of each of the records that we write, by its type and what it is of. */
const SCHEMAS: Readonly<Record<string, string>> = {
  VisualItem: 'image.json',
  DigitalObject: 'digital.json',
  Activity: 'provenance.json',
  HumanMadeObject: 'object.json',
};

/** Linked Art 1.0, its JSON Schemas. */
describeVectors('linked-art/schema', () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addFormat('uri', (text: string) => URL.canParse(text));
  ajv.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)) && text.endsWith('Z'));
  for (const name of vectorsIn(FOLDER))
    ajv.addSchema(JSON.parse(readVector(name).toString('utf8')) as object);
  const problemsOf = (record: Readonly<Record<string, unknown>>) => {
    const validate = ajv.getSchema(`https://linked.art/api/1.0/schema/${SCHEMAS[String(record.type)]}`);
    if (!validate) throw new Error(`there is no schema for ${String(record.type)}`);
    return validate(record) ? [] : validate.errors;
  };

  it.each([
    ['a work with all there is', {}],
    ['a title of 200 characters in another script', { title: '日'.repeat(200), maker: 'אדה' }],
  ])('%s gives records that are all valid', async (_, options) => {
    const records = writeLinkedArt(await aWorkRecord(options));
    expect(records.map((record) => [record.type, problemsOf(record)])).toEqual([
      ['VisualItem', []],
      ['DigitalObject', []],
      ['Activity', []],
      ['Activity', []],
      ['Activity', []],
    ]);
  });

  it('a history with every way in which a work comes to somebody, and rights, are valid', async () => {
    const told = await aToldRecord();
    const [first] = told.history;
    if (!first) throw new Error('nothing is told');
    const { reference: file } = await aFile('source', 900, 'application/pdf');
    const party = { name: 'Jane Roe', clause: 'his daughter' };
    const events = ACQUISITION_METHODS.map(({ id: method }) => ({
      type: 'passage' as const,
      method,
      from: [{ name: 'John Doe' }],
      to: [party],
      begin: '1936-05-04/1937',
      place: 'Zürich, "Seefeld"',
      price: { amount: '123456789012345678.1234', currency: 'CHF' },
      sale: { title: 'S', house: { name: 'House' }, lot: '1' },
      sources: [{ citation: 'c' }, { file }],
    }));
    const history = [
      ...told.history,
      ...events.map((event, position) => ({ ...first, id: `${first.id}${position}`, position, event })),
      { ...first, id: `${first.id}97`, event: AN_EXAMINATION },
      { ...first, id: `${first.id}98`, object: 'cast 1/3', event: { ...AN_EXAMINATION, on: '2025' } },
      { ...first, id: `${first.id}99`, object: 'cast 2/3', event: { type: 'passage' as const, to: [party] } },
    ];
    const records = writeLinkedArt({ ...told, history });
    expect(records.flatMap((record) => problemsOf(record) ?? [])).toEqual([]);
    expect(records.length).toBeGreaterThan(ACQUISITION_METHODS.length + 10);
    // What is told of none in particular is told of each.
    expect(records.flatMap(({ type, _label }) => (type === 'HumanMadeObject' ? [_label] : []))).toEqual([
      'cast 2/3',
      'cast 1/3',
    ]);
    const text = JSON.stringify(records[0]);
    expect(text).toContain('"subject_to"');
    expect(text).toContain('https://creativecommons.org/licenses/by-nc/4.0/');
  });

  it('a record without its label is not', async () => {
    const [work] = writeLinkedArt(await aWorkRecord());
    expect(problemsOf({ ...work, _label: undefined })).not.toEqual([]);
  });
});
