import { csvCell, custodyCsv, custodyEvents } from '../../../src/evidence/documents/custody-log.js';
import { aWorkRecord } from './a-work-record.js';

describe('the custody log', () => {
  it('has a line for each statement, each file that it names, each cosignature and the anchor', async () => {
    const record = await aWorkRecord();
    const events = custodyEvents(record);
    const count = (event: string) => events.filter((one) => one.event === event).length;
    expect([
      count('statement recorded'),
      count('file named'),
      count('cosigned by a witness'),
      count('anchored on a chain'),
    ]).toEqual([record.statements.length, 3, 1, 1]);
    expect(events.every(({ sha256, at }) => /^[0-9a-f]{64}$/.test(sha256) && at.endsWith('Z'))).toBe(true);
  });

  it('is without a line of the chain where nothing is anchored', async () => {
    const events = custodyEvents(await aWorkRecord({ isAnchored: false }));
    expect(events.map(({ clock }) => clock)).not.toContain('chain');
  });

  it('is a table of eight columns in which a title is one cell', async () => {
    const csv = custodyCsv(await aWorkRecord({ title: 'Sun, "rise"' }));
    const [head, first] = csv.split('\r\n');
    expect(head).toBe('at,clock,event,who,what,sha256,entry,detail');
    expect(first).toMatch(/,"register-work: I register the work ""Sun, ""rise"""" with one file\."$/);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['@a', "'@a"],
    ['a"b', '"a""b"'],
    ['-1\n2', `"'-1\n2"`],
  ])('writes %j so that no spreadsheet computes it', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });
});
