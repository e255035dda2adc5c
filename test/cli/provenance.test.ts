import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeProvenanceText } from '../../src/evidence/documents/write-provenance-text.js';
import { aToldRecord } from '../evidence/documents/a-told-work.js';
import { run, runJson } from './terminal.js';

describe('raisonne provenance', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'raisonne-provenance-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const aFile = async (content: string | Uint8Array, name = 'provenance.txt'): Promise<string> => {
    const file = path.join(folder, name);
    await writeFile(file, content);
    return file;
  };

  it('tells periods, flags and the written form', async () => {
    const file = await aFile('Owen Owner, Paris, 1930. purchased by Jane Roe, 1952, stock no. 5\n');
    const answer = await runJson<{
      text: string;
      periods: unknown[];
      flags: { code: string; periods: number[] }[];
    }>(['provenance', 'check', file]);
    expect(answer.text).toBe('Owen Owner, Paris, 1930. Purchased by Jane Roe, 1952 (stock no. 5).');
    expect(answer.periods).toHaveLength(2);
    expect(answer.flags[0]).toMatchObject({ code: 'NAZI_ERA_GAP', severity: 'high', periods: [0, 1] });
  });

  it('shows a person what would clear each', async () => {
    const { code, out } = await run(['provenance', 'check', await aFile('Private collection, Paris, 1920.')]);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^ {2}1\. Private collection, Paris, 1920\.\n {5}medium {2}ANON_OWNER: .+\n {11}Would clear it: /,
    );
  });

  it('looks for the names of lists, and into the year of making', async () => {
    const list = await aFile(
      JSON.stringify({ title: 'T', date: '2026-01-01', kind: 'sanctions', names: ['Owen Owner'] }),
      'list.json',
    );
    const line = [
      'provenance',
      'check',
      await aFile('Owen Owner, 1930.'),
      '--watch-list',
      list,
      '--created',
      '1950',
    ];
    const { flags } = await runJson<{ flags: { code: string }[] }>(line);
    expect(flags.map(({ code }) => code)).toEqual(['EVENT_BEFORE_CREATION', 'SANCTIONS_NAME?']);
  });

  it('reads provenance.txt of a package without its headings, each history by itself', async () => {
    const file = await aFile(writeProvenanceText(await aToldRecord()));
    const { histories } = await runJson<{
      histories: { basis: string; periods: object[]; text: string }[];
    }>(['provenance', 'check', file]);
    expect(histories.map(({ basis }) => basis)).toEqual(['stated', 'registered']);
    expect(histories.map(({ periods }) => periods.length)).toEqual([7, 4]);
    expect(histories[0]?.text).toMatch(/^Created by Anna Maler/);
    const { out } = await run(['provenance', 'check', file]);
    expect(out).toMatch(
      /^Stated, by events of its history:\n[^]+\n\nRegistered, by transfers that its owners signed:\n[^]*1\. Created by Ada/,
    );
    expect(out).not.toContain('Who states it');
  });

  it('refuses what it cannot read, and does not understand another line', async () => {
    const text = await aFile('X.');
    const ends = async (...line: string[]) => (await run(['provenance', ...line])).code;
    expect(await ends('check', path.join(folder, 'none'))).toBe(1);
    expect(await ends('check', folder)).toBe(1);
    expect(await ends('check', await aFile(Uint8Array.of(0xff, 0xfe, 0x00), 'bytes'))).toBe(1);
    expect(await ends('check', text, '--watch-list', text)).toBe(1);
    expect(await ends('check')).toBe(2);
    expect(await ends('read', text)).toBe(2);
    expect(await ends('check', text, '--created', 'soon')).toBe(2);
  });
});
