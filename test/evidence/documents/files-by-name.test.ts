import { filesByName } from '../../../src/evidence/documents/files-by-name.js';
import { aFile } from '../a-package.js';
import { AN_EXAMINATION } from '../../title/an-examination.js';
import { aToldRecord } from './a-told-work.js';

describe('the files of a record by their names', () => {
  it('are the picture, the evidence of statements, and photographs by their examination', async () => {
    const photographs = await Promise.all(
      ['front', 'back'].map(async (name) => (await aFile(name, 900, 'image/jpeg')).reference),
    );
    const told = await aToldRecord([
      { ...AN_EXAMINATION, photographs },
      { ...AN_EXAMINATION, on: '2025', photographs: [(await aFile('frame', 900, 'image/jpeg')).reference] },
    ]);
    expect(filesByName(told).map(({ name }) => name)).toEqual([
      'Picture of the work',
      'Evidence 1',
      'Evidence 2',
      'Evidence 3',
      'Photograph 1 of the examination of 2024-05-01',
      'Photograph 2 of the examination of 2024-05-01',
      'Photograph 1 of the examination of 2025',
    ]);
    expect(filesByName(told)).toHaveLength(told.files.length);
  });
});
