import { provenanceOf } from '../../../src/evidence/documents/provenance-of.js';
import { writeProvenanceText } from '../../../src/evidence/documents/write-provenance-text.js';
import type { RecordedTransfer, WorkRecord } from '../../../src/evidence/documents/work-record.js';
import { readProvenance } from '../../../src/title/provenance/read-provenance.js';
import { writeProvenance } from '../../../src/title/provenance/write-provenance.js';
import { ADA, EVE, aWorkRecord } from './a-work-record.js';

const METHODS = [
  'sale',
  'gift',
  'bequest',
  'inheritance',
  'exchange',
  'commission',
  'assignment',
  'other',
] as const;

const withTransfers = (record: WorkRecord, transfers: readonly RecordedTransfer[]): WorkRecord => ({
  ...record,
  title: { ...record.title, transfers: [...transfers] },
});

const aTransfer = (change: Partial<RecordedTransfer>): RecordedTransfer => ({
  index: 40,
  from: ADA,
  to: [{ owner: EVE, share: '1' }],
  method: 'sale',
  date: null,
  note: null,
  recordedAt: '2026-05-01T12:00:00.000Z',
  ...change,
});

describe('provenanceOf', () => {
  let record: WorkRecord;
  beforeAll(async () => {
    record = await aWorkRecord();
  });
  const expectReadBack = (one: WorkRecord): void => {
    const provenance = provenanceOf(one);
    expect(readProvenance(writeProvenance(provenance))).toEqual(provenance);
  };

  it('tells each who received title, from whom, when and how', () => {
    const text = writeProvenance(provenanceOf(record));
    expect(text).toContain('Created by Ada Lovelace');
    expect(text).toMatch(/purchased by Key 0xad\w+, from Ada Lovelace, April 20, 2026 \[3\]/i);
    expect(text).toContain('[3] 1/4 of the whole; entry 12, recorded 2026-05-01 12:12:00 UTC');
    expect(text).toContain('By private treaty.');
  });

  it('is read as it was written', () => {
    expectReadBack(record);
  });

  it('says that title passed directly only where this owner gave it', () => {
    const [first] = record.title.transfers;
    const chain = withTransfers(record, [
      ...(first ? [{ ...first, to: [{ owner: ADA, share: '1' }] }] : []),
      aTransfer({}),
      aTransfer({ from: ADA, index: 41 }),
    ]);
    expect(provenanceOf(chain).periods.map(({ isDirectTransfer }) => isDirectTransfer)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each(METHODS)('writes %s in words that are read as the same method', (method) => {
    const one = withTransfers(record, [aTransfer({ method, date: '2026-04' })]);
    expectReadBack(one);
    expect(provenanceOf(one).periods[0]?.method?.id).toBeTruthy();
  });

  it.each([
    '1889~',
    '199X',
    '1503/1519',
    '2026-04-20?',
    '19XX',
    '2026-05-01T12:00:00Z',
    '..',
    '%%',
    '2026-99',
  ])('keeps the date %j, in words or in the footnote', (date) => {
    const one = withTransfers(record, [aTransfer({ date })]);
    expectReadBack(one);
    expect(writeProvenance(provenanceOf(one))).toContain(`dated ${date} in EDTF`);
  });

  it.each([
    'Possibly A; B (dealer), until 1950 [1]. NOTES: [1] x',
    '“Ada” . ; [a]',
    'Ada, her son',
    '日本太郎。',
    'Society for the Arts',
    '(Galerie X, Munich)',
    'stolen by Bob',
    '?',
  ])('is read as it was written where a maker is called %s', async (maker) => {
    expectReadBack(await aWorkRecord({ maker }));
  });

  it('is read as it was written whatever a note says', () => {
    for (const note of ['[2] NOTES: [1] a', 'CITATIONS: [a] b; c. d', 'a\nb', '。;.', 'Notes: [', 'é'])
      expectReadBack(withTransfers(record, [aTransfer({ note }), aTransfer({ note, index: 41 })]));
  });

  it('leaves out that a person took another key', () => {
    const one = withTransfers(record, [aTransfer({ method: 'new-key' })]);
    expect(provenanceOf(one).periods).toEqual([]);
    expect(writeProvenanceText(one)).toMatch(/^No title is recorded\./);
  });
});
