import { fileTypeInWords, sizeInWords, withShortNames } from '../../src/web/parts/words.js';

const NAME = `bafkrei${'a2'.repeat(24)}wxyz`;

describe('a text for reading', () => {
  it('has the names of things and the keys of persons shortened, and all else as it is', () => {
    expect(withShortNames(`claim:${NAME} is contested by person:0x${'ab'.repeat(20)}.`)).toBe(
      'claim bafkre…wxyz is contested by 0xabab…abab.',
    );
    expect(withShortNames('A sale: 1889, for 12:30 and 0x12.')).toBe('A sale: 1889, for 12:30 and 0x12.');
  });
});

describe('a file that is to be saved', () => {
  it('is told of by its kind and its size', () => {
    expect(['application/pdf', 'image/avif', 'video/mp4', 'model/obj'].map(fileTypeInWords)).toEqual([
      'a PDF file',
      'an AVIF file',
      'an MP4 file',
      'a file (model/obj)',
    ]);
    expect([1, 999, 1000, 214_400, 999_999, 5_340_000, 2e9].map(sizeInWords)).toEqual([
      '1 bytes',
      '1 kB',
      '1 kB',
      '210 kB',
      '1 MB',
      '5.3 MB',
      '2 GB',
    ]);
  });
});
