import { aPerson } from '../fixtures/house.js';
import { raisonne } from './a-server.js';

const BOB = aPerson('bob').address;

describe('a command line', () => {
  it.each([
    [['register']],
    [['register', 'a.jpg']],
    [['register', 'a.jpg', 'b.jpg', '--title', 'X']],
    [['register', 'a.jpg', '--title']],
    [['register', 'a.jpg', '--titel', 'X']],
    [['register', 'a.jpg', '--title', 'X', '--private']],
    [['show']],
    [['transfer', 'work:x']],
    [['transfer', 'work:x', '--to', BOB, '--method', 'theft']],
    [['rebuild', 'everything']],
  ])('takes %j for wrong usage', async (line) => {
    const { exitCode, out, err } = await raisonne(line, { RAISONNE_KEY: '/nowhere/key.json' });
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(/^raisonne: .+\nusage: raisonne /s);
  });

  it('tells what it can do, and of each command how', async () => {
    const { exitCode, out } = await raisonne(['--help']);
    expect(exitCode).toBe(0);
    expect((await raisonne([])).exitCode).toBe(2);
    expect((await raisonne(['burn'])).exitCode).toBe(2);
    const names = [...out.matchAll(/^ {2}raisonne ([a-z-]+)/gm)].map(([, name]) => name ?? '');
    expect(names).toEqual(
      expect.arrayContaining([
        'serve',
        'register',
        'search',
        'show',
        'transfer',
        'export',
        'verify',
        'rebuild',
      ]),
    );
    for (const name of names) {
      const help = await raisonne([name, '--help']);
      expect([name, help.exitCode, help.err]).toEqual([name, 0, '']);
      expect(help.out).toMatch(new RegExp(`^raisonne ${name}.*\\n\\n.+`, 's'));
    }
  });
});
