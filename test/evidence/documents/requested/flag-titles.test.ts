import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { FLAG_TITLES, titleOfFlag } from '../../../../src/evidence/documents/requested/flag-titles.js';

/** Codes of all rules, as the sources name them: with the rule's code first, or as `code`. */
async function codesOfRules(): Promise<string[]> {
  const folders = ['src/title/provenance/flags', 'src/title/history', 'src/evidence/documents/requested'];
  const files = await Promise.all(
    folders.map(async (folder) => (await readdir(folder)).map((name) => path.join(folder, name))),
  );
  const sources = await Promise.all(files.flat().map((file) => readFile(file, 'utf8')));
  return sources.flatMap((source) =>
    [...source.matchAll(/(?:\b(?:flagRule|rule|of)\(\s*|\bcode: )'([A-Z0-9_]+\??)'/g)].map(
      ([, code = '']) => code,
    ),
  );
}

describe('the titles of flags', () => {
  it('are there for each code that a rule has', async () => {
    const codes = await codesOfRules();
    expect(codes.length).toBeGreaterThan(40);
    expect(codes.filter((code) => FLAG_TITLES[code] === undefined)).toEqual([]);
  });

  it('are words, each another', () => {
    const titles = Object.values(FLAG_TITLES);
    expect(titles.filter((title) => /_|\.$/.test(title))).toEqual([]);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('are what the rule looks for, of a code that is not known', () => {
    expect(titleOfFlag({ code: 'NEW', rule: 'Something is missing.' })).toBe('Something is missing');
  });
});
