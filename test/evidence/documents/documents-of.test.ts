import { ed25519 } from '@noble/curves/ed25519.js';
import { openFonts } from '../../../src/adapters/fonts/open-fonts.js';
import { deriveRecord, type RecordSource } from '../../../src/evidence/documents/derive-record.js';
import { documentsOf } from '../../../src/evidence/documents/documents-of.js';
import { verifyDocuments } from '../../../src/evidence/documents/verify-documents.js';
import type { WorkRecord } from '../../../src/evidence/documents/work-record.js';
import { writeRecordPdf } from '../../../src/evidence/documents/write-record-pdf.js';
import { aLogKey } from '../a-package.js';
import { aToldSource } from './a-told-work.js';
import { PROMPT, aSource } from './a-work-record.js';

const log = aLogKey();
const signer = { publicKey: log.publicKey, sign: (bytes: Uint8Array) => ed25519.sign(bytes, log.privateKey) };
const fonts = openFonts();
const writePdf = (record: WorkRecord) => writeRecordPdf(record, { fonts });

describe('documentsOf', () => {
  let source: RecordSource;
  let documents: ReadonlyMap<string, Uint8Array>;
  beforeAll(async () => {
    source = await aSource({ openings: [PROMPT] });
    documents = await documentsOf(deriveRecord(source), { writePdf, signer });
  });
  const failedIn = (changed: ReadonlyMap<string, Uint8Array>, from = source): string[] => [
    ...new Set(
      verifyDocuments(changed, from)
        .filter(({ result }) => result === 'failed')
        .map(({ subject }) => subject),
    ),
  ];

  it('gives every document by its name', () => {
    expect([...documents.keys()]).toEqual([
      'record.json',
      'prov.json',
      'linked-art.json',
      'provenance.txt',
      'custody.csv',
      'custody.json',
      'credential.json',
      'record.pdf',
    ]);
  });

  it('gives the same bytes for the same record', async () => {
    const again = await documentsOf(deriveRecord(source), { writePdf, signer });
    for (const [name, bytes] of documents)
      expect([name, Buffer.from(bytes).equals(again.get(name) ?? new Uint8Array())]).toEqual([name, true]);
  });

  it('gives no credential where the key is not at hand', async () => {
    expect((await documentsOf(deriveRecord(source), { writePdf, signer: null })).has('credential.json')).toBe(
      false,
    );
  });

  it('are found to say what the statements say; the PDF is not read', () => {
    const checks = verifyDocuments(documents, source);
    expect(
      checks.filter(({ result }) => result !== 'passed').map(({ subject, result }) => [subject, result]),
    ).toEqual([['record.pdf', 'not checked']]);
  });

  it('have names that nobody else has: a document of another is no document of a package', () => {
    const more = new Map([
      ...documents,
      ['usco-worksheet.pdf', Uint8Array.of(1)],
      ['certificate.pdf', Uint8Array.of(1)],
    ]);
    expect(failedIn(more)).toEqual(['certificate.pdf']);
    const checks = verifyDocuments(more, source);
    expect(checks.find(({ subject }) => subject === 'certificate.pdf')?.detail).toBe(
      'No document of this name is made of statements.',
    );
    expect(checks.find(({ subject }) => subject === 'usco-worksheet.pdf')).toMatchObject({
      result: 'not checked',
      detail: expect.stringContaining('made on request') as string,
    });
  });

  it('say what the statements say of history, rights and disputes, and are found out where one is left out', async () => {
    const told = await aToldSource();
    const own = await documentsOf(deriveRecord(told), { writePdf, signer });
    expect(failedIn(own, told)).toEqual([]);
    const silent = {
      ...told,
      statements: told.statements.filter(({ statement }) => statement.kind !== 'open-dispute'),
    };
    expect(failedIn(own, silent)).toEqual(
      expect.arrayContaining(['record.json', 'credential.json', 'record.pdf']),
    );
    const untold = {
      ...told,
      statements: told.statements.filter(({ statement }) => statement.kind !== 'record-provenance'),
    };
    expect(failedIn(own, untold)).toEqual(
      expect.arrayContaining(['record.json', 'prov.json', 'linked-art.json', 'provenance.txt']),
    );
  });

  it('are found out by the record that is attached to the PDF', async () => {
    const other = await documentsOf(deriveRecord(await aSource({ title: 'Sunset' })), { writePdf, signer });
    expect(
      failedIn(new Map([...documents, ['record.pdf', other.get('record.pdf') ?? new Uint8Array()]])),
    ).toEqual(['record.pdf']);
    for (const bytes of [
      new Uint8Array(),
      new TextEncoder().encode('%PDF-1.7 /Type /EmbeddedFile\nstream\nx\nendstream'),
    ])
      expect(failedIn(new Map([['record.pdf', bytes]]))).toEqual(['record.pdf']);
  });

  it('are each found out when a byte of them is another', () => {
    for (const [name, bytes] of documents) {
      if (name === 'record.pdf') continue;
      for (const at of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ 1;
        expect([name, at, failedIn(new Map([...documents, [name, changed]]))]).toEqual([name, at, [name]]);
      }
    }
  });

  it('are found to say otherwise once title has passed differently', () => {
    const later = { ...source, statements: source.statements.slice(0, -1) };
    expect(failedIn(documents, later)).toEqual([
      'record.json',
      'linked-art.json',
      'provenance.txt',
      'custody.csv',
      'custody.json',
      'credential.json',
      'record.pdf',
    ]);
  });

  it('are not called good where there is no record to compare with', () => {
    expect(failedIn(documents, { ...source, statements: [] })).toEqual(['record.json']);
  });
});
