import { breakLines } from '../../../src/evidence/documents/break-lines.js';
import type { FontFace } from '../../../src/evidence/documents/font-face.js';
import { isFromTheRight, runsOf, visibleText } from '../../../src/evidence/documents/shape-text.js';

const face = (name: string, pattern: RegExp, styles: FontFace['styles'] = []): FontFace => ({
  name,
  styles,
  bytes: new Uint8Array(),
  covers: (codePoint) => pattern.test(String.fromCodePoint(codePoint)),
});

const LATIN = face('latin', /[\u0020-\u00ff]|\u0301/, ['text']);
const MONO = face('mono', /[\u0020-\u007e]/, ['mono']);
const HEBREW = face('hebrew', /[\u0590-\u05ff]/);
const FACES = [LATIN, MONO, HEBREW];

/** What stands from left to right: letters from the right are turned around by their font. */
const seen = (line: string, isRightToLeft = false): string =>
  runsOf(line, { faces: FACES, style: 'text', isRightToLeft })
    .map(({ text, face: { name }, level }) =>
      level % 2 === 1 && name === 'hebrew' ? Array.from(text).toReversed().join('') : text,
    )
    .join('');

describe('visibleText', () => {
  it.each([
    ['a🌅b', 'a[U+1F305]b'],
    ['a\u202Eb', 'a[U+202E]b'],
    ['a\u0007', 'a[U+0007]'],
    ['日', '[U+65E5]'],
    ['a\tb\r\nc', 'a b\nc'],
    ['e\u0301', 'é'],
    ['\u{10FFFF}\uFEFF', '[U+10FFFF][U+FEFF]'],
  ])('shows %j as %s: nothing is dropped', (text, shown) => {
    expect(visibleText(text, FACES)).toBe(shown);
  });
});

describe('runsOf', () => {
  it('takes the face of the style, and another for what that has no letters of', () => {
    const runs = runsOf('ab é', { faces: FACES, style: 'mono' });
    expect(runs.map(({ text, face: { name } }) => [text, name])).toEqual([
      ['ab ', 'mono'],
      ['é', 'latin'],
    ]);
  });

  it.each([
    ['abc אבג def', 'abc גבא def'],
    ['abc אבג דהו def', 'abc והד גבא def'],
    ['אבג 12 דהו', 'והד 12 גבא'],
    ['x אבג (12) & y', 'x (12) גבא & y'],
    ['x אבג (y) z', 'x גבא (y) z'],
  ])('sets %s within a line from the left as %s', (line, shown) => {
    expect(seen(line)).toBe(shown);
  });

  it.each([
    ['אבג abc (12).', '.abc (12) גבא'],
    ['אבג abc def', 'abc def גבא'],
    ['אבג, דהו', 'והד ,גבא'],
  ])('sets %s as a line from the right as %s', (line, shown) => {
    expect(seen(line, true)).toBe(shown);
  });

  it('loses no character, whatever the brackets do', () => {
    for (const line of ['((((', ')א(', '[א)]', 'א]b[ג(', '', ' '])
      for (const isRightToLeft of [false, true])
        expect(Array.from(seen(line, isRightToLeft))).toHaveLength(Array.from(line).length);
  });
});

describe('isFromTheRight', () => {
  it.each([
    ['אבג abc', true],
    ['abc אבג', false],
    ['12 (אבג)', true],
    ['12', false],
  ])('of %j is %s', (text, expected) => {
    expect(isFromTheRight(text)).toBe(expected);
  });
});

describe('breakLines', () => {
  const count = (text: string) => Array.from(text).length;

  it.each([
    ['a short one', 20, ['a short one']],
    ['two words here', 9, ['two words', 'here']],
    ['two\n\nparagraphs', 20, ['two', '', 'paragraphs']],
    ['abcdefghij', 4, ['abc', 'def', 'ghij']],
    ['a long0digest', 6, ['a', 'long0', 'digest']],
    ['well-known', 6, ['well-', 'known']],
    ['', 5, ['']],
  ])('breaks %j at %d into %j', (text, width, lines) => {
    expect(breakLines(text, width, count)).toEqual(lines);
  });

  it.each([
    ['a digest', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['a key', 'register.example/log+1f2e3d4c+AZ0/xL7l8oQpVQ2t9Zt4y2nPq5o1J3H8s7dQd3Qw1g/a='],
    ['an address of a page', 'https://register.example/works/bafkreifzjut3te2nhyekklss27nh3k72ysco7y/a/b'],
  ])('leaves no few letters of %s alone, wherever the line ends', (_, word) => {
    for (let width = 20; width < word.length; width += 1) {
      const lines = breakLines(`see ${word}`, width, count);
      expect(Math.min(...lines.slice(1).map(count))).toBeGreaterThanOrEqual(8);
      expect(lines.join('').replaceAll(' ', '')).toBe(`see${word}`);
    }
  });

  it('begins no line with what closes a sentence', () => {
    const lines = breakLines('日本語の文章、それは「長い」。', 4, count);
    expect(lines.join('')).toBe('日本語の文章、それは「長い」。');
    expect(lines.filter((line) => /^[、。」]/.test(line))).toEqual([]);
  });

  it('breaks Thai between words', () => {
    const lines = breakLines('มาตรฐานสากลสำหรับการลงทะเบียน', 12, count);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join('')).toBe('มาตรฐานสากลสำหรับการลงทะเบียน');
  });

  it('runs out of no line, and drops no letter', () => {
    const text = `${'x'.repeat(200)} ${'字'.repeat(50)} a\u0301${'-'.repeat(30)} ${'y '.repeat(40)}`;
    const lines = breakLines(text, 7, count);
    expect(Math.max(...lines.map(count))).toBeLessThanOrEqual(8);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  });
});
