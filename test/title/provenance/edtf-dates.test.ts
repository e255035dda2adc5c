import { datesInWords } from '../../../src/title/provenance/dates-in-words.js';
import { daysOf, readDate, readDates } from '../../../src/title/provenance/edtf-dates.js';

describe('dates in words', () => {
  it.each([
    ['by 1932', [null, '1932', null, null]],
    ['sometime after November 5, 1975', ['1975-11-05', null, null, null]],
    ['until at least 1969', [null, null, '1969', null]],
    ['1950 until 1970', ['1950', '1950', '1970', '1970']],
    ['1950-70', ['1950', '1950', '1970', '1970']],
    ['from 1950 to 1970', ['1950', '1950', '1970', '1970']],
    ['1938?', ['1938?', '1938?', null, null]],
    ['in the 1920s', ['192X', null, null, '192X']],
    ['January 1900', ['1900-01', '1900-01', null, null]],
    ['5 January 1900', ['1900-01-05', '1900-01-05', null, null]],
    ['c. 1900', ['1900~', '1900~', null, null]],
    ['the 19th century', ['18XX', '18XX', null, null]],
    ['44 BCE', ['-0043', '-0043', null, null]],
    ['summer 1932', ['1932-22', '1932-22', null, null]],
  ])('%s is %j', (words, bounds) => {
    const read = readDates(words);
    expect(read && [read.earliestBegin, read.latestBegin, read.earliestEnd, read.latestEnd]).toEqual(bounds);
  });

  it.each([
    'February 29, 1900',
    'April 31, 1950',
    '1900-00',
    'Paris',
    '12',
    'until',
    'by',
    '1950 until Paris',
    '0th century',
  ])('%s is none', (words) => expect(readDates(words)).toBeNull());

  it('are written from bounds so that they are read as the same bounds', () => {
    const dates = [
      '1900',
      '1900-02',
      '1900-02-28',
      '1900?',
      '1900~',
      '1900%',
      '192X',
      '18XX',
      '-0043',
      '0000',
      '0050',
      '1932-22',
      null,
    ];
    for (const a of dates)
      for (const b of dates)
        for (const c of [null, '1950', '1960-05'])
          for (const d of [null, '1950', '1970?', a]) {
            const bounds = { earliestBegin: a, latestBegin: b, earliestEnd: c, latestEnd: d };
            const words = datesInWords(bounds);
            const { words: _, ...read } = (words !== null && readDates(words)) || {
              words: '',
              earliestBegin: null,
              latestBegin: null,
              earliestEnd: null,
              latestEnd: null,
            };
            expect([words, read]).toEqual([words, bounds]);
          }
  });

  it('have a first and a last day', () => {
    expect(daysOf(readDate('February 1904') ?? '')).toEqual({ first: 1904_02_01, last: 1904_02_29 });
    expect(daysOf('192X')).toEqual({ first: 1920_01_01, last: 1929_12_31 });
  });
});
