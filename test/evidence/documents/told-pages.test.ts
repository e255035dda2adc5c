import type { Sheet } from '../../../src/evidence/documents/pdf-sheet.js';
import type { WorkRecord } from '../../../src/evidence/documents/work-record.js';
import { writeDisputes } from '../../../src/evidence/documents/write-disputes.js';
import { writeHistory } from '../../../src/evidence/documents/write-history.js';
import { writeRights } from '../../../src/evidence/documents/write-rights.js';
import { aToldRecord } from './a-told-work.js';
import { aWorkRecord } from './a-work-record.js';

/** What would be set on pages, as lines. */
function linesBy(write: (sheet: Sheet) => void): string {
  const lines: string[] = [];
  const text = (content: string) => void lines.push(content);
  const sheet: Partial<Sheet> = {
    text,
    heading: text,
    subheading: text,
    row: (name, value) => void lines.push(`${name}: ${value}`),
    space: () => undefined,
  };
  write(sheet as Sheet); // what the pages use of it
  return lines.join('\n');
}

describe('the pages on what is told', () => {
  let record: WorkRecord;
  beforeAll(async () => {
    record = await aToldRecord();
  });

  it('tell each event with what moved, what is uncertain, on what it rests and who states it', () => {
    const lines = linesBy((sheet) => writeHistory(sheet, record));
    expect(lines).toMatch(/1938: Stolen by persons not known, 1938\nCustody alone; title stayed/);
    expect(lines).toMatch(/1960, until 1961: Loaned to Museum of Y.*\nCustody alone; title stayed/);
    expect(lines).toMatch(/1910~: Purchased by Galerie X\?.*\nTitle and custody\nUncertain: begin, to/);
    expect(lines).toContain('Rests on: House Z, catalogue of 4 May 2020, lot 7');
    expect(lines).toContain('as registrant; entry 15');
    expect(lines).toContain('Nothing moved: it was offered');
  });

  it('keep apart what competing claimants tell and what was taken back', () => {
    const history = record.history.map((event, at) => {
      if (at === 0) return { ...event, capacity: 'competing-claimant' as const };
      return at === 1 ? { ...event, endedAt: record.asOf, endedBy: 'bafkrei' } : event;
    });
    const lines = linesBy((sheet) => writeHistory(sheet, { ...record, history }));
    expect(lines).toMatch(/Stated by competing claimants, beside the above\n1905: Created by Anna Maler/);
    expect(lines).toMatch(/Taken back, or replaced by who stated it\nEntry 15: Purchased by Galerie X/);
  });

  it('count the events beyond 200', () => {
    const [first] = record.history;
    const history = Array.from({ length: 203 }, (_, position) => ({ ...first!, position }));
    const lines = linesBy((sheet) => writeHistory(sheet, { ...record, history }));
    expect(lines).toContain('3 more events stand in record.json');
  });

  it('show a token as evidence and no title', () => {
    const lines = linesBy((sheet) => writeHistory(sheet, record));
    expect(lines).toContain('Evidence, and no title');
    expect(lines).toContain('Number 42 of 0xaaaa');
  });

  it('name the clauses of licences and what a copyright office would want', () => {
    const lines = linesBy((sheet) => writeRights(sheet, record));
    expect(lines).toMatch(/CC-BY-NC-4\.0, section 2\(a\)\(1\)\(A\): Permits: reproduce/);
    expect(lines).toMatch(
      /rule 1: Permits: print\nOnly to .*\nOnly in DE\nTo do for it: compensate: 5 EUR a copy\nAs postcards\.\n/,
    );
    expect(lines).toMatch(
      /section 2\(a\)\(1\)\(A\): Permits: reproduce.*\nOnly for non-commercial purposes\n/,
    );
    expect(lines).toContain('An office would want besides: transferee, registrationNumbers');
    expect(lines).toContain('data mining: allowed');
  });

  it('tell a dispute beside its claim, and that silence decides nothing', () => {
    const [claim, rival] = record.claims;
    const lines = linesBy((sheet) => writeDisputes(sheet, record, claim!));
    expect(lines).toMatch(/State: contested: answered/);
    expect(lines).toContain('Silence decides nothing.');
    expect(lines).toContain('An author is not named, as it is disputed');
    expect(linesBy((sheet) => writeDisputes(sheet, record, rival!))).toBe('');
  });

  it('are none where nothing is told', async () => {
    const plain = await aWorkRecord();
    expect(linesBy((sheet) => (writeHistory(sheet, plain), writeRights(sheet, plain)))).toBe('');
  });
});
