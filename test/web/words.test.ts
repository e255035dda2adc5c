import { countryIn } from '../../src/web/parts/countries.js';
import { dateInWords, fileTypeInWords, sizeInWords, withShortNames } from '../../src/web/parts/words.js';

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

describe('a date as it was stated', () => {
  it('is told as one reads it, with its doubts, and stands as it is where it is rare', () => {
    expect(
      [
        '1999-05-02',
        '1999-05~',
        '1889~',
        '1889?',
        '188X',
        '180X',
        '18XX',
        '../1938',
        '1938/..',
        '1936/1938-04',
        '2001-21',
        '-0044',
      ].map(dateInWords),
    ).toEqual([
      'May 2, 1999',
      'about May 1999',
      'about 1889',
      'perhaps 1889',
      '1880s',
      '1800–1809',
      '1800–1899',
      'until 1938',
      'from 1938',
      '1936 – April 1938',
      '2001-21',
      '-0044',
    ]);
  });
});

describe('a country that is typed', () => {
  it('is known by its two letters and by its name, and by nothing else', () => {
    expect(
      [
        'de',
        ' DE',
        'Germany',
        'germany',
        'France',
        'Ge',
        'uk',
        'Saint Lucia',
        "Cote d'Ivoire",
        'Trinidad and Tobago',
      ].map(countryIn),
    ).toEqual(['DE', 'DE', 'DE', 'DE', 'FR', 'GE', 'GB', 'LC', 'CI', 'TT']);
    expect(['Ger', 'Atlantis', '1x', 'QX', 'DD', 'EU', ''].map(countryIn)).toEqual(Array(7).fill(null));
  });
});
