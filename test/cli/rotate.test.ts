import { once } from 'node:events';
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { aPicture } from '../fixtures/pictures.js';
import { aServer, raisonne, type Ran, type TestServer } from './a-server.js';

interface Rotated {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly statement: string;
  readonly keys: readonly string[];
}

/** Commands that talk to no server. */
const ALONE = new Set(['key', 'verify']);

describe('losing a key, by the command line', () => {
  let server: TestServer;
  let picture: string;
  const key = (name: string): string => path.join(server.folder, `${name}.json`);
  const run = (...line: string[]): Promise<Ran> =>
    raisonne(ALONE.has(line[0] ?? '') ? line : [...line, '--server', server.url], {
      RAISONNE_KEY: key('ada'),
    });
  const json = async <Answer>(...line: string[]): Promise<Answer> => {
    const { exitCode, out, err } = await run(...line, '--json');
    expect({ exitCode, err }).toMatchObject({ exitCode: 0 });
    return JSON.parse(out) as Answer; // --json prints one document
  };
  const addressIn = async (name: string): Promise<string> =>
    (JSON.parse(await readFile(key(name), 'utf8')) as { address: string }).address;
  beforeAll(async () => {
    server = await aServer();
    picture = path.join(server.folder, 'sunrise.jpg');
    await writeFile(picture, await aPicture({ seed: 181, width: 800, height: 600 }));
  });
  afterAll(() => server.close());

  it('goes on with a new key that a recovery key puts in the place of the lost one', async () => {
    const { work } = await json<{ work: string }>('register', picture, '--title', 'Sunrise');
    const { address: safe } = await json<{ address: string }>('key', '--maker', key('safe'));
    const ada = await addressIn('ada');
    expect(await json('recovery', '--name', `person:${safe}`)).toEqual({
      key: ada,
      recoveryKeys: [safe],
      statement: expect.stringMatching(/^statement:bafkrei/) as string,
    });
    const rotated = await json<Rotated>('rotate', '--old', ada, '--from', key('safe'), '--new', key('next'));
    const next = await addressIn('next');
    expect(rotated).toEqual({
      from: ada,
      to: next,
      reason: 'lost',
      statement: expect.stringMatching(/^statement:bafkrei/) as string,
      keys: [ada, next],
    });
    expect(await json('show', work)).toMatchObject({
      owners: [{ owner: { id: `person:${next}` }, share: '1' }],
      history: [{ method: 'CREATION' }, { method: 'NEW_KEY', from: { id: `person:${ada}` } }],
    });
    expect((await run('show', work)).out).toContain(`new key from person:${ada} to person:${next} (1)`);

    // Registering it again is no copy: it is their own.
    const again = ['register', picture, '--title', 'Sunrise', '--maker', key('next')];
    expect(await json(...again)).toMatchObject({ work, claim: null, earlier: work, isOwn: true });
    expect((await run(...again)).out).toMatch(/^Nothing was registered: the picture looks like your own/);
    expect((await run(...again, '--insist')).err).toContain('CLAIMED_ALREADY');
    expect(await json('search', picture, '--as', next)).toMatchObject({ matches: [{ work, isOwn: true }] });
    expect(await json('search', picture, '--as', safe)).toMatchObject({ matches: [{ isOwn: false }] });
    expect(await json('search', picture)).toMatchObject({ matches: [{ isOwn: null }] });
    expect((await run('transfer', work, '--to', safe)).err).toContain('KEY_ROTATED');
    expect(await json('transfer', work, '--to', safe, '--from', key('next'))).toMatchObject({
      owners: [{ owner: { id: `person:${safe}` } }],
    });

    const zip = path.join(server.folder, 'evidence.zip');
    await json('export', work, '-o', zip);
    const { axes } = await json<{
      axes: { signatures: { result: string; checks: { detail: string }[] } };
    }>('verify', zip);
    expect(axes.signatures.result).toBe('passed');
    expect(axes.signatures.checks.map(({ detail }) => detail)).toContainEqual(
      expect.stringContaining(`${ada} and ${next} are one person: a recovery key`),
    );
  }, 60_000);

  it('replaces a key that is at hand, and takes back a list', async () => {
    await json('key', '--maker', key('cleo'));
    expect(
      await json('rotate', '--from', key('cleo'), '--new', key('cleo-next'), '--note', 'a new laptop'),
    ).toMatchObject({ reason: 'replaced', keys: [await addressIn('cleo'), await addressIn('cleo-next')] });
    expect(await json('recovery', '--none', '--from', key('cleo-next'))).toMatchObject({ recoveryKeys: [] });
  });

  it.each<[string, string[], string]>([
    ['no recovery key', ['recovery'], '--name'],
    ['keys and none at once', ['recovery', '--name', `0x${'11'.repeat(20)}`, '--none'], '--name'],
    ['no new key', ['rotate'], '--new is missing'],
    [
      'a reason that is none',
      ['rotate', '--new', 'x.json', '--reason', 'bored'],
      '--reason is bored; it must be one of',
    ],
    ['an asker that is none', ['search', 'PICTURE', '--as', 'ada'], 'it must be an address'],
  ])('is used wrongly with %s', async (_, line, message) => {
    const { exitCode, err } = await run(...line.map((word) => (word === 'PICTURE' ? picture : word)));
    expect([exitCode, err]).toEqual([2, expect.stringContaining(message)]);
  });

  it('leaves no new key behind where it is refused, and keeps one that was there', async () => {
    await json('key', '--maker', key('fay'));
    const line = ['rotate', '--from', key('fay'), '--new', key('fay-next')];
    const isThere = () =>
      access(key('fay-next')).then(
        () => true,
        () => false,
      );
    const other = ['--old', `0x${'22'.repeat(20)}`];
    expect(await run(...line, '--old', 'nonsense')).toMatchObject({ exitCode: 2 });
    const refused = await run(...line, ...other);
    expect(refused).toMatchObject({ exitCode: 1, err: expect.stringContaining('NOT_ALLOWED') as string });
    expect(refused.err).toContain('The new key is removed again: nothing was rotated.');
    const unreached = await raisonne([...line, '--server', 'http://127.0.0.1:1']);
    expect(unreached.err).toContain('SERVER_UNREACHABLE');
    expect(await isThere()).toBe(false);
    await json('key', '--maker', key('fay-next'));
    expect(await run(...line, ...other)).toMatchObject({ exitCode: 1 });
    expect(await isThere()).toBe(true);
  });

  it('tells the refusal also where the new key cannot be removed again', async () => {
    await json('key', '--maker', key('hal'));
    // Something else stands at its place when the answer comes.
    const proxy = createServer((request, response) => {
      void (async () => {
        const body = await text(request);
        if (body.includes('rotateKey(')) {
          await rm(key('hal-next'));
          await mkdir(key('hal-next'));
        }
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(`${server.url}${request.url}`, { method: 'POST', headers, body });
        response.writeHead(answer.status, headers).end(await answer.text());
      })();
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const { port } = proxy.address() as AddressInfo;
    const line = ['rotate', '--from', key('hal'), '--new', key('hal-next'), '--old', `0x${'22'.repeat(20)}`];
    const refused = await raisonne([...line, '--server', `http://127.0.0.1:${port}`]);
    proxy.close();
    expect(refused).toMatchObject({ exitCode: 1, err: expect.stringContaining('NOT_ALLOWED') as string });
    expect(refused.err).toMatch(/Nothing was rotated\. The new key could not be removed .*hal-next\.json/);
  });

  it('makes no key for a picture that no server takes', async () => {
    const line = ['register', picture, '--title', 'X', '--maker', key('gus')];
    expect((await raisonne([...line, '--server', 'http://127.0.0.1:1'])).err).toContain('SERVER_UNREACHABLE');
    await expect(access(key('gus'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('refuses who is no recovery key, and a recovery key that is no address', async () => {
    await json('key', '--maker', key('eve'));
    const other = ['rotate', '--old', `0x${'22'.repeat(20)}`, '--from', key('eve'), '--new', key('eve-next')];
    expect(await run(...other)).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('NOT_ALLOWED') as string,
    });
    expect(await run('recovery', '--name', 'bob', '--from', key('eve'))).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('--name is "bob"; it must be an address') as string,
    });
  });
});
