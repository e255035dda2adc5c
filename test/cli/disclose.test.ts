import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { KeptText } from '../../src/disclosure/private-claim.js';
import { openClient } from '../../src/cli/client.js';
import type { ErasureReceipt } from '../../src/disclosure/erasure-receipt.js';
import { commitmentTo } from '../../src/lib/commitment.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { aServer, raisonne, type TestServer } from './a-server.js';

const ada = aPerson('ada discloses');
const bob = aPerson('bob is told');

describe('private fields, by the command line', () => {
  let server: TestServer;
  let work: string;
  let claim: string;
  let openings: string;
  const file = (name: string): string => path.join(server.folder, name);
  const run = (...line: string[]) =>
    raisonne([...line, '--server', server.url], { RAISONNE_KEY: file('ada.json') });
  const done = async (...line: string[]): Promise<string> => {
    const { exitCode, out, err } = await run(...line);
    expect({ exitCode, err }).toMatchObject({ exitCode: 0 });
    return out;
  };
  const logKey = async () =>
    (await openClient(server.url).ask<{ log: { verifierKey: string } }>('{ log { verifierKey } }')).log
      .verifierKey;

  beforeAll(async () => {
    server = await aServer();
    for (const [name, { privateKey }] of Object.entries({ ada, bob }))
      await writeFile(file(`${name}.json`), JSON.stringify({ privateKey }));
    await writeFile(file('heron.png'), await aPicture({ seed: 801, width: 96, height: 64, format: 'png' }));
    await writeFile(
      file('claim.json'),
      JSON.stringify({
        account: 'In my kitchen.',
        generations: [{ tool: 'ComfyUI', seed: '7', prompt: { text: 'a heron at dawn' } }],
        acts: [{ kind: 'colour', done: 'Warmer.' }],
      }),
    );
    const line = [
      'register',
      file('heron.png'),
      '--title',
      'A heron',
      '--claim',
      file('claim.json'),
      '--private',
    ];
    const registered = await done(
      ...line,
      '--withhold',
      '/account',
      '--withhold',
      '/generations/0/seed',
      '--json',
    );
    ({ work, claim } = JSON.parse(registered) as { work: string; claim: string });
    openings = file((await readdir(server.folder)).find((name) => name.endsWith('.openings.json')) ?? '');
  });
  afterAll(() => server.close());

  it('are named where the work is shown', async () => {
    expect((await run('show', work)).out).toContain(
      'not told: /account, /generations/0/seed, /generations/0/prompt',
    );
  });

  it('are in the register as commitments, and what opens them beside the claim', async () => {
    const kept = JSON.parse(await readFile(openings, 'utf8')) as KeptText[]; // as register wrote it
    expect(kept.map(({ field, content }) => [field, content])).toEqual([
      ['/account', 'In my kitchen.'],
      ['/generations/0/seed', '7'],
      ['/generations/0/prompt', 'a heron at dawn'],
    ]);
    const told = await openClient(server.url).ask(
      'query ($id: ID!) { claim(id: $id) { account withheld { path commitment } generations { tool seed prompt { text commitment } } } }',
      { id: claim },
    );
    expect(told).toEqual({
      claim: {
        account: null,
        withheld: [
          { path: '/account', commitment: kept[0]?.commitment },
          { path: '/generations/0/seed', commitment: kept[1]?.commitment },
        ],
        generations: [
          { tool: 'ComfyUI', seed: null, prompt: { text: null, commitment: kept[2]?.commitment } },
        ],
      },
    });
  });

  it('are told to somebody, put into an export, and erased with a receipt', async () => {
    const bobs = ['disclosed', claim, '--from', file('bob.json')];
    expect(await done(...bobs)).toBe(`Nothing of ${claim} is disclosed to you.\n`);
    await done('disclose', claim, '--openings', openings, '--to', bob.address, '--only', '/account');
    const told = JSON.parse(await done(...bobs, '--json')) as {
      openings: { content: string; owner: string }[];
    };
    expect(told.openings).toMatchObject([{ content: 'In my kitchen.', owner: `person:${addressOf(ada)}` }]);

    // What is told can be shown to others, in a package that verifies without us.
    await writeFile(file('told.json'), JSON.stringify(told));
    const zip = file('heron.zip');
    const page = file('verify.html');
    await done(
      'export',
      work,
      '-o',
      zip,
      '--disclose',
      file('told.json'),
      '--disclose',
      openings,
      '--verifier',
      page,
    );
    expect(await readFile(page, 'utf8')).toContain('<title>Verify an evidence package</title>');
    const key = await logKey();
    const verified = await raisonne(['verify', zip, '--log', key, '--json']);
    expect(verified.exitCode).toBe(0);
    expect(JSON.parse(verified.out)).toMatchObject({
      axes: {
        bytes: { result: 'passed' },
        signatures: { result: 'passed' },
        inclusion: { result: 'passed' },
      },
    });
    expect(
      verified.out.match(/\/(?:account|generations\/0\/seed|generations\/0\/prompt), to which 0x/g),
    ).toHaveLength(3);
    const bytes = await readFile(zip);
    const at = bytes.indexOf('In my kitchen.', bytes.indexOf('/data/openings.json'));
    bytes.write('On my balcony.', at);
    await writeFile(file('altered.zip'), bytes);
    const altered = await raisonne(['verify', file('altered.zip'), '--log', key]);
    expect(altered).toMatchObject({ exitCode: 1 });
    expect(altered.out).toMatch(/failed: What is disclosed[^\n]*does not open its commitment/);

    const receipt = file('receipt.txt');
    const erase = ['erase', claim, '--openings', openings, '-o', receipt, '--reason', 'Asked to'];
    await done(...erase);
    expect(await filesWith(server.dataDir, 'In my kitchen.')).toEqual([]);
    expect(await done(...bobs)).toContain('Nothing');
    const read = await raisonne(['verify', receipt, '--log', key, '--json']);
    const { result, statement } = JSON.parse(read.out) as { result: string; statement: ErasureReceipt };
    expect([result, statement.erased.map(({ wasKept }) => wasKept), statement.reason]).toEqual([
      'passed',
      [true, false, false],
      'Asked to',
    ]);
    expect((await raisonne(['verify', receipt, '--log', key])).out).toContain(
      `that 1 of 3 private fields of ${claim} was kept and is erased: Asked to.`,
    );
    expect(await run(...erase)).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('FILE_EXISTS') as string,
    });
    expect(
      await openClient(server.url).ask(
        'query ($id: ID!) { claim(id: $id) { statement { erasures { receipt } } } }',
        {
          id: claim,
        },
      ),
    ).toEqual({ claim: { statement: { erasures: [{ receipt: await readFile(receipt, 'utf8') }] } } });
  });

  it.each([
    ['to nobody that is named', ['disclose', 'CLAIM', '--openings', 'OPENINGS'], 2, '--to'],
    ['to no address', ['disclose', 'CLAIM', '--openings', 'OPENINGS', '--to', 'bob'], 2, '--to is "bob"'],
    [
      'that are not there',
      ['disclose', 'CLAIM', '--openings', 'OPENINGS', '--nobody', '--only', '/acts/0'],
      1,
      'NOTHING_THERE',
    ],
    [
      'of a file that is none',
      ['disclose', 'CLAIM', '--openings', 'nowhere.json', '--nobody'],
      1,
      'NO_SUCH_FILE',
    ],
    [
      'of a file that holds none',
      ['disclose', 'CLAIM', '--openings', 'CLAIMFILE', '--nobody'],
      1,
      'OUT_OF_SCHEMA',
    ],
    [
      'by a key that did not commit to them',
      ['disclose', 'CLAIM', '--openings', 'OPENINGS', '--nobody', '--maker', 'BOB'],
      1,
      'NOT_ALLOWED',
    ],
    [
      'in a package of another work',
      ['export', 'WORK', '-o', 'ZIP', '--disclose', 'STRANGE'],
      1,
      'NOT_COMMITTED',
    ],
  ])('are not told %s', async (_, line, exitCode, message) => {
    const [kept] = JSON.parse(await readFile(openings, 'utf8')) as KeptText[]; // as register wrote it
    const strange = { salt: kept?.salt ?? '', content: 'Elsewhere.' };
    await writeFile(
      file('strange.json'),
      JSON.stringify([{ ...strange, commitment: commitmentTo(strange) }]),
    );
    const names: Readonly<Record<string, string>> = {
      CLAIM: claim,
      WORK: work,
      OPENINGS: openings,
      CLAIMFILE: file('claim.json'),
      BOB: file('bob.json'),
      ZIP: file('other.zip'),
      STRANGE: file('strange.json'),
    };
    const asked = await run(...line.map((word) => names[word] ?? word));
    expect(asked).toMatchObject({ exitCode, err: expect.stringContaining(message) as string });
  });
});

/** Files of a folder in which a text stands. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  const found = await Promise.all(files.map(async (file) => (await readFile(file)).includes(text)));
  return files.filter((_, at) => found[at]);
}
