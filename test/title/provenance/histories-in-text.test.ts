import { writeProvenanceText } from '../../../src/evidence/documents/write-provenance-text.js';
import { historiesInText } from '../../../src/title/provenance/histories-in-text.js';
import { readProvenance } from '../../../src/title/provenance/read-provenance.js';
import { writeProvenance } from '../../../src/title/provenance/write-provenance.js';
import { aToldRecord } from '../../evidence/documents/a-told-work.js';
import { AN_EXAMINATION } from '../an-examination.js';
import { aWorkRecord } from '../../evidence/documents/a-work-record.js';

describe('the histories of a text', () => {
  it('are those of provenance.txt, without its headings and what stands under them', async () => {
    const [stated, registered, ...others] = historiesInText(writeProvenanceText(await aToldRecord()));
    expect(others).toEqual([]);
    expect(stated).toMatchObject({
      basis: 'stated',
      object: null,
      text: expect.stringMatching(/^Created by Anna Maler .+lot 7$/s) as string,
    });
    expect(registered).toMatchObject({
      basis: 'registered',
      text: expect.stringMatching(
        /^Created by Ada Lovelace \[1\]\..+of the whole; entry 13, recorded [^\n]+ UTC$/s,
      ) as string,
    });
    for (const history of [stated, registered]) {
      expect(writeProvenance(readProvenance(history?.text ?? ''))).toBe(history?.text);
    }
  });

  it('are told apart by the objects of the work, and leave out what competing claimants state', async () => {
    const record = await aToldRecord();
    const [first, second] = record.history;
    if (!first || !second) throw new Error('nothing is told');
    const history = [
      { ...first, object: 'cast 1/2' },
      { ...second, object: 'cast 2/2' },
      { ...second, id: `${second.id}8`, index: 98, object: 'cast 2/2', event: AN_EXAMINATION },
      { ...second, id: `${second.id}9`, index: 99, capacity: 'competing-claimant' as const },
    ];
    const text = writeProvenanceText({ ...record, history }).replaceAll('\n', '\r\n');
    expect(
      historiesInText(text).map(({ basis, object, text: told }) => [basis, object, told.slice(0, 20)]),
    ).toEqual([
      ['stated', 'cast 1/2', 'Created by Anna Male'],
      ['stated', 'cast 2/2', 'Purchased by Galerie'],
      ['registered', null, 'Created by Ada Lovel'],
    ]);
    expect(text).toContain('Examinations:\r\n- Examined by Restaurierungsatelier K, 2024-05-01: ');
  });

  it('are the registered alone where nothing is stated, and none where nobody held title', async () => {
    const record = await aWorkRecord();
    expect(historiesInText(writeProvenanceText(record))).toEqual([
      {
        basis: 'registered',
        object: null,
        text: expect.stringMatching(/^Created by Ada Lovelace/) as string,
      },
    ]);
    const untitled = { ...record, title: { ...record.title, transfers: [] } };
    expect(historiesInText(writeProvenanceText(untitled))).toEqual([]);
  });

  it('are the text itself where no package wrote it', () => {
    for (const text of ['Owen Owner, Paris, 1930.\n', 'STATED (by nobody)\n\nOwen Owner.', ''])
      expect(historiesInText(text)).toEqual([{ basis: null, object: null, text }]);
  });
});
