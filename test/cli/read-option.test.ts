import { run } from './terminal.js';

const WORK = `work:${'b'.repeat(59)}`;
const CLAIM = `claim:${'b'.repeat(59)}`;
const KEY = `0x${'1'.repeat(40)}`;

describe('a value that cannot be read', () => {
  it.each<[called: string, line: readonly string[]]>([
    ['--to', ['transfer', WORK, '--to', '0x12']],
    ['--to', ['licence', WORK, '--standard', 'CC-BY-4.0', '--to', 'bob']],
    ['--to', ['permit', WORK, '--to', 'bob', '--terms', 'T']],
    ['--to', ['assign', WORK, '--to', 'bob', '--writing', 'none', '--signed-on', '2020-01-01']],
    ['--to', ['disclose', CLAIM, '--to', 'bob', '--openings', 'none']],
    ['--name', ['recovery', '--name', 'bob']],
    ['--old', ['rotate', '--old', 'bob', '--new', 'none']],
    ['--who', ['may', WORK, '--action', 'use', '--who', 'bob']],
    ['--as', ['search', 'none', '--as', 'bob']],
    ['--share', ['transfer', WORK, '--to', KEY, '--share', '50%']],
    ['--date', ['transfer', WORK, '--to', KEY, '--date', 'yesterday']],
    ['--until', ['licence', WORK, '--standard', 'CC-BY-4.0', '--until', '2027-02-30']],
    ['--until', ['permit', WORK, '--to', KEY, '--terms', 'T', '--until', 'soon']],
    ['--signed-on', ['assign', WORK, '--to', KEY, '--writing', 'none', '--signed-on', 'soon']],
    ['--answer-by', ['dispute', 'open', CLAIM, '--ground', 'other', '--account', 'A', '--answer-by', 'soon']],
    ['--on', ['owners', WORK, '--on', '1999-02-30']],
    ['--known-at', ['provenance', 'show', WORK, '--known-at', 'then']],
    ['--date', ['register', 'none.jpg', '--title', 'T', '--date', 'last spring']],
    ['CLAIM', ['dispute', 'open', 'nonsense', '--ground', 'other', '--account', 'A']],
    ['DISPUTE', ['dispute', 'answer', CLAIM, '--account', 'A']],
    ['WORK', ['show', 'nonsense']],
    ['WORK', ['show', CLAIM]],
    ['WORK', ['export', 'work:x', '-o', 'none.zip']],
    ['ID', ['forget', 'nonsense', '--reason', 'R', '--dry-run']],
    ['ID', ['forget', 'file:x', '--reason', 'R', '--dry-run']],
    ['SUBJECT', ['report', 'nonsense', '--ground', 'other', '--account', 'A']],
    ['--work', ['provenance', 'import', 'none.txt', '--work', 'nonsense']],
    ['--from', ['derive', WORK, '--from', 'x', '--how', 'adaptation']],
    ['--server', ['show', WORK, '--server', 'notaurl']],
    ['--server', ['show', WORK, '--server', 'localhost:4000']],
  ])('is wrong usage, by its name: %s', async (called, line) => {
    const { code, err } = await run(line, { RAISONNE_KEY: '/nowhere/key.json', DATA_DIR: '/nowhere' });
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(new RegExp(`^raisonne: ${called} is "[^"]+"; it must be `)),
    ]);
  });
});
