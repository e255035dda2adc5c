import { writeProvenanceText } from '../../../src/evidence/documents/write-provenance-text.js';
import { readProvenance } from '../../../src/title/provenance/read-provenance.js';
import { writeProvenance } from '../../../src/title/provenance/write-provenance.js';
import { aToldRecord } from './a-told-work.js';
import { aWorkRecord } from './a-work-record.js';

describe('writeProvenanceText', () => {
  it('tells what is stated, and then what is registered, each under its name', async () => {
    const text = writeProvenanceText(await aToldRecord());
    const [stated = '', registered = ''] = text.split('\nREGISTERED ');
    expect(stated).toMatch(/^STATED .*\n\nCreated by Anna Maler \[1880-\], 1905\. Purchased by Galerie X\?/);
    expect(stated).toMatch(/as registrant: 8 events; entry \d+/);
    expect(stated).toContain('lostart.de, 2026-04-01, for 1933/1945: found nothing');
    expect(registered).toMatch(/Created by Ada Lovelace \[1\]\..*By private treaty\./s);
    expect(registered).toContain('A claim, not a determination');
  });

  it('says of a theft and a loan that they moved custody alone, and of nothing else', async () => {
    const text = writeProvenanceText(await aToldRecord());
    expect(/left title where it was:\n((?:- .*\n)*)/.exec(text)?.[1]).toBe(
      '- Stolen by persons not known, 1938\n- Loaned to Museum of Y, 1960 until 1961\n',
    );
  });

  it('tells the registered alone where no events are told', async () => {
    const text = writeProvenanceText(await aWorkRecord());
    expect(text).toMatch(/^Created by Ada Lovelace/);
    expect(text).not.toContain('STATED');
  });

  it('says of no more than the title that custody is not told of', async () => {
    const text = writeProvenanceText(await aToldRecord());
    expect(text).not.toContain('not told here');
    expect(text).toContain('This is of title alone: custody and copyright move separately.');
    expect(text).toMatch(/\nTitle as recorded up to \d{4}-\d\d-\d\d [\d:]{8} UTC, work:/);
    expect(text).not.toMatch(/\dT\d\d:/);
  });

  it('keeps what competing claimants tell out of the text, and tells each object apart', async () => {
    const record = await aToldRecord();
    const [first, second] = record.history;
    if (!first || !second) throw new Error('nothing is told');
    const history = [
      { ...first, object: 'cast 1/2' },
      { ...second, object: 'cast 2/2' },
      { ...second, id: `${second.id}9`, index: 99, capacity: 'competing-claimant' as const },
    ];
    const text = writeProvenanceText({ ...record, history });
    const [own = '', competing = ''] = text.split(
      'Stated by competing claimants, and no part of the text above:',
    );
    expect(own).toMatch(/Of cast 1\/2:\nCreated by Anna Maler.*Of cast 2\/2:\nPurchased by Galerie X/s);
    expect(competing).toContain('entry 99');
    const ended = history.map((event) => ({ ...event, endedAt: record.asOf, endedBy: 'bafkrei' }));
    expect(writeProvenanceText({ ...record, history: ended })).not.toContain('Anna Maler');
  });

  it('is read as it was written', async () => {
    const line = writeProvenanceText(await aToldRecord()).split('\n')[2] ?? '';
    expect(line).toContain('Anna Maler');
    expect(writeProvenance(readProvenance(line))).toBe(line);
  });
});
