import type { WorkRecord } from '../../../src/evidence/documents/work-record.js';
import { writeLinkedArt } from '../../../src/evidence/documents/write-linked-art.js';
import { writeProv } from '../../../src/evidence/documents/write-prov.js';
import { aWorkRecord, HIDDEN_ACT, PROMPT } from './a-work-record.js';

const ACCOUNT = 'Painted over what a model made of a sketch.';

describe('what is disclosed of the making', () => {
  const documentsOf = (record: WorkRecord) => [
    JSON.stringify(writeProv(record)),
    JSON.stringify(writeLinkedArt(record)),
  ];

  it('is told by PROV and by Linked Art: account, acts and prompts', async () => {
    for (const text of documentsOf(await aWorkRecord({ openings: [PROMPT, HIDDEN_ACT] })))
      for (const told of [ACCOUNT, 'Removed a signature.', 'a harbour at dusk, oil'])
        expect(text).toContain(told);
  });

  it('is told by neither where it is not disclosed', async () => {
    for (const text of documentsOf(await aWorkRecord())) {
      expect(text).toContain(ACCOUNT);
      expect(text).not.toMatch(/Removed a signature|a harbour at dusk/);
    }
  });
});
