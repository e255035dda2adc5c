import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
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
    [['show']],
    [['transfer', 'work:x']],
    [['transfer', 'work:x', '--to', BOB, '--method', 'theft']],
    [['rebuild', 'everything']],
  ])('takes %j for wrong usage', async (line) => {
    const { exitCode, out, err } = await raisonne(line, { RAISONNE_KEY: '/nowhere/key.json' });
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(/^raisonne: .+\nusage: raisonne /s);
  });

  it('that fails for what its operator can mend says so in one line, without a stack', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-failing-'));
    const taken = createServer().listen(0);
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo; // a TCP server's
    const serve = (environment: Record<string, string>) =>
      raisonne(['serve', '--json'], { DATA_DIR: folder, PORT: '0', ...environment });
    const badly = await serve({ PORT: 'x', DATABASE_URL: 'mysql://x', ANCHOR_KEY: `0x${'1'.repeat(64)}` });
    expect(badly).toMatchObject({ exitCode: 1, out: '' });
    expect(badly.err).toMatch(
      /^raisonne: The configuration cannot be used:\n {2}PORT .+\n {2}DATABASE_URL .+\n {2}ETH_RPC_URL and .+\n$/,
    );
    const oneLine = async (environment: Record<string, string>, why: RegExp) => {
      const { exitCode, out, err } = await serve(environment);
      expect([exitCode, out]).toEqual([1, '']);
      expect(err).toMatch(/^raisonne: .+\n$/);
      expect(err).toMatch(why);
    };
    await oneLine({ PORT: String(port) }, new RegExp(`EADDRINUSE.*${port}`));
    await oneLine({ DATABASE_URL: 'postgresql://localhost:1/none' }, /ECONNREFUSED/);
    await oneLine(
      { ETH_RPC_URL: 'http://127.0.0.1:1', ANCHOR_KEY: `0x${'1'.repeat(64)}` },
      /No Ethereum RPC answers at 127\.0\.0\.1:1/,
    );
    taken.close();
    await rm(folder, { recursive: true });
  });

  it('names the option that may be meant, or those that there are', async () => {
    for (const [line, told] of [
      [
        ['register', 'a.jpg', '--withold', '/account'],
        'register has no option --withold. Did you mean --withhold?',
      ],
      [['disclosed', 'claim:x', '--maker', 'k.json'], 'disclosed has no option --maker. It takes --'],
    ] as const) {
      const { exitCode, err } = await raisonne([...line]);
      expect(exitCode).toBe(2);
      expect(err).toContain(told);
    }
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
