import { deriveRecord } from '../../../src/evidence/documents/derive-record.js';
import { disputeDossierForm } from '../../../src/evidence/documents/requested/dispute-dossier-form.js';
import { disputeDossier } from '../../../src/evidence/documents/requested/dispute-dossier.js';
import { dueDiligence, dueDiligenceForm } from '../../../src/evidence/documents/requested/due-diligence.js';
import { flagsOfRecord } from '../../../src/evidence/documents/requested/flags-of-record.js';
import { fre902Draft } from '../../../src/evidence/documents/requested/fre-902-draft.js';
import { writeFormText } from '../../../src/evidence/documents/requested/write-form.js';
import type { WorkRecord } from '../../../src/evidence/documents/work-record.js';
import { writeLinkedArt } from '../../../src/evidence/documents/write-linked-art.js';
import { writeProv } from '../../../src/evidence/documents/write-prov.js';
import { writeProvenanceText } from '../../../src/evidence/documents/write-provenance-text.js';
import { historiesInText } from '../../../src/title/provenance/histories-in-text.js';
import { aToldSource } from './a-told-work.js';

const ERASED_AT = '2026-06-01T10:00:00.000Z';

describe('a history that was erased on demand', () => {
  let record: WorkRecord;
  let entry: number;
  beforeAll(async () => {
    const source = await aToldSource();
    const told = source.statements.find(({ statement }) => statement.kind === 'record-provenance')!;
    entry = told.index;
    const words = { receipt: '', erasedAt: new Date(ERASED_AT) };
    const statement = { ...told.statement, body: { work: source.work, events: [] } };
    const erasedFile = source.statements.find(({ statement: { kind } }) => kind === 'open-dispute')!;
    const { evidence } = erasedFile.statement.body as { evidence: { cid: string }[] };
    record = deriveRecord({
      ...source,
      erased: evidence.map(({ cid }) => cid),
      statements: source.statements.map((one) => (one === told ? { ...told, words, statement } : one)),
    });
  });

  const line = () =>
    new RegExp(
      `Entry ${entry} \\(record-provenance\\) by .*, as registrant, recorded .* UTC, was erased on demand 2026-06-01 10:00:00 UTC`,
    );

  it('is told as erased by the record, by provenance.txt, by Linked Art and by PROV', () => {
    expect(record.erasedHistory).toMatchObject([
      { index: entry, capacity: 'registrant', erasedAt: ERASED_AT },
    ]);
    expect(record.statements.find(({ index }) => index === entry)?.erasedAt).toBe(ERASED_AT);
    const text = writeProvenanceText(record);
    expect(text).toMatch(line());
    expect(historiesInText(text).map(({ basis }) => basis)).toEqual(['registered']);
    expect(JSON.stringify(writeLinkedArt(record))).toMatch(line());
    expect(JSON.stringify(writeProv(record))).toMatch(/terms:erasedAt.*2026-06-01T10:00:00/);
  });

  it('is a flag of the record, and stands in due diligence', () => {
    expect(flagsOfRecord(record)).toContainEqual(
      expect.objectContaining({
        code: 'HISTORY_ERASED',
        severity: 'high',
        about: [`statement:${record.statements.find(({ index }) => index === entry)?.cid}`],
      }),
    );
    const form = new TextDecoder()
      .decode(writeFormText(dueDiligenceForm(dueDiligence(record))))
      .replaceAll(/\s+/g, ' ');
    expect(form).toMatch(line());
    expect(form).not.toContain('Provenance: none');
  });

  it('is set apart in the certification, of which each copy is compared', () => {
    const { sections } = fre902Draft(record);
    const copies = sections.find(({ heading }) => heading.startsWith('The copies'))?.rows ?? [];
    const erased = sections.find(({ heading }) => heading.startsWith('What was erased'))?.rows ?? [];
    const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);
    expect(names(copies)).not.toContain(`Entry ${entry}`);
    expect(names(erased)).toEqual(['File', 'SHA-256 as recorded', `Entry ${entry}`, 'SHA-256 as recorded']);
    const count = (name: string) => names(copies).filter((one) => one === name).length;
    expect(count('Same?')).toBe(count('SHA-256'));
  });

  it('has a dossier that marks evidence of which the bytes are gone', () => {
    const text = new TextDecoder().decode(writeFormText(disputeDossierForm(disputeDossier(record))));
    expect(text).toMatch(/ERASED on demand/);
  });
});
