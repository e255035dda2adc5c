import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commitmentTo } from '../../src/lib/commitment.js';
import { describeHouses, type TestHouse } from '../fixtures/house.js';
import { aPicture, recompressed, rotated } from '../fixtures/pictures.js';
import { run, runJson } from './terminal.js';

interface Registered {
  work: string;
  claim: string | null;
  statement: string | null;
  url: string;
  earlier: string | null;
}

interface Shown {
  work: { id: string; title: string };
  claims: { id: string; generations: { tool: string; seed: string }[]; acts: { kind: string }[] }[];
  owners: { owner: { id: string }; share: string }[];
  history: { method: string }[];
  anchor: object | null;
}

let folder: string;
const inFolder = (name: string): string => path.join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'raisonne-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

describeHouses('the commands', (open) => {
  let house: TestHouse;
  let server: string[];
  let environment: Record<string, string>;
  beforeAll(async () => {
    house = await open();
    server = ['--server', house.url];
    environment = { RAISONNE_KEY: path.join(house.folder, 'ada.json') };
    await writeFile(
      inFolder('sunrise.png'),
      await aPicture({ seed: 1, width: 900, height: 700, format: 'png' }),
    );
    await writeFile(
      inFolder('copy.jpg'),
      await recompressed(await rotated(await readFile(inFolder('sunrise.png')), 90), 60),
    );
  });
  afterAll(() => house.close());

  it('take a picture from its registration to a verified package', async () => {
    const first = await run(
      ['register', inFolder('sunrise.png'), '--title', 'Sunrise', '--by', 'Ada', '--json', ...server],
      environment,
    );
    expect(first.err).toMatch(/A new key was made for you: .*ada\.json[^]*if you lose it, you\nlose control/);
    const { work, claim, statement, url, earlier }: Registered = JSON.parse(first.out);
    expect({ work, claim, earlier, url }).toEqual({
      work: expect.stringMatching(/^work:b/),
      claim: expect.stringMatching(/^claim:b/),
      earlier: null,
      url: `${house.url}/works/${work}`,
    });
    expect(statement).toBe(work.replace('work:', 'statement:'));

    const found = await runJson<{ matches: object[]; coverage: number; tooPlain: boolean }>([
      'search',
      inFolder('copy.jpg'),
      ...server,
    ]);
    expect(found).toMatchObject({
      matches: [{ work, relation: 'MIRRORED_OR_ROTATED', methods: ['PDQ'] }],
      coverage: 1,
      tooPlain: false,
    });
    const again = await runJson<Registered>(
      ['register', inFolder('copy.jpg'), '--title', 'Mine', ...server],
      environment,
    );
    expect(again).toEqual({ work, claim: null, statement: null, url, earlier: work });

    const bob = path.join(house.folder, 'bob.json');
    const competing = await runJson<Registered>([
      'register',
      inFolder('copy.jpg'),
      '--title',
      'Mine',
      '--insist',
      '--maker',
      bob,
      ...server,
    ]);
    expect(competing).toMatchObject({ work, earlier: work, claim: expect.stringMatching(/^claim:b/) });
    const { address } = await runJson<{ address: string }>(['key', '--maker', bob]);
    const passed = await runJson<{ owners: object[] }>(
      ['transfer', work, '--to', address, '--share', '1/4', '--method', 'gift', ...server],
      environment,
    );
    expect(passed.owners).toHaveLength(2);
    expect(passed.owners).toContainEqual(
      expect.objectContaining({ share: '1/4', owner: { id: `person:${address}` } }),
    );

    const shown = await runJson<Shown>(['show', work, ...server]);
    expect(shown).toMatchObject({
      work: { id: work, title: 'Sunrise' },
      claims: [{ id: claim }, { id: competing.claim }],
      history: [{ method: 'CREATION' }, { method: 'GIFT' }],
    });
    const zip = path.join(house.folder, 'sunrise.zip');
    expect(await runJson(['export', work, '-o', zip, ...server])).toMatchObject({
      file: zip,
      anchored: true,
    });
    const verified = await run(['verify', zip, '--json']);
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.out)).toMatchObject({
      axes: {
        bytes: { result: 'passed' },
        signatures: { result: 'passed' },
        inclusion: { result: 'passed' },
        checkpoint: { result: 'passed' },
        anchor: { result: 'not checked' },
      },
    });
    const bytes = await readFile(zip);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(zip, bytes);
    const altered = await run(['verify', zip]);
    expect(altered).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^bytes +failed[^]*files\/baf[^]*\nsignatures +passed/),
    });
  });

  it('record how a work was made, and keep prompts private when asked to', async () => {
    await writeFile(
      inFolder('made.png'),
      await aPicture({ seed: 2, width: 700, height: 700, format: 'png' }),
    );
    const claim = inFolder(`claim-${path.basename(house.folder)}.json`);
    const generations = [
      {
        tool: 'ComfyUI',
        modelName: 'sdxl',
        seed: '18446744073709551615',
        prompt: { text: 'a secret sunrise' },
      },
    ];
    await writeFile(
      claim,
      JSON.stringify({
        generations,
        acts: [{ kind: 'overpainting', done: 'Repainted the sky.', when: '2026-05' }],
      }),
    );
    const { work } = await runJson<Registered>(
      ['register', inFolder('made.png'), '--title', 'Made', '--claim', claim, '--private', ...server],
      environment,
    );
    const { claims } = await runJson<Shown>(['show', work, ...server]);
    expect(claims).toMatchObject([
      { generations: [{ tool: 'ComfyUI', seed: '18446744073709551615' }], acts: [{ kind: 'OVERPAINTING' }] },
    ]);
    const [kept] = JSON.parse(await readFile(`${claim}.openings.json`, 'utf8'));
    expect(kept).toMatchObject({ content: 'a secret sunrise', commitment: commitmentTo(kept) });
    const { claim: recorded } = await house.client.ask<{
      claim: { generations: object[]; statement: { canonical: string } };
    }>(
      'query ($id: ID!) { claim(id: $id) { generations { prompt { text commitment } } statement { canonical } } }',
      { id: claims[0]?.id },
    );
    expect(recorded.generations).toEqual([{ prompt: { text: null, commitment: kept.commitment } }]);
    expect(recorded.statement.canonical).not.toContain('secret');
  });

  it('answer with exit code 1 and a reason to what is refused', async () => {
    await writeFile(inFolder('notes.txt'), 'not a picture');
    await writeFile(inFolder('vector.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    const refused = await run(
      ['register', inFolder('notes.txt'), '--title', 'T', '--json', ...server],
      environment,
    );
    expect(refused).toMatchObject({
      code: 1,
      err: expect.stringContaining('is not a picture that can be read'),
    });
    expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'NOT_AN_IMAGE' } });
    expect(await run(['search', inFolder('vector.svg'), ...server])).toMatchObject({
      code: 1,
      err: expect.stringContaining('NOT_AN_IMAGE'),
    });
    expect(await run(['search', inFolder('nothing.png'), ...server])).toMatchObject({
      code: 1,
      err: expect.stringContaining('NO_SUCH_FILE'),
    });
    expect(await run(['show', 'work:bnothing', ...server])).toMatchObject({
      code: 1,
      err: expect.stringContaining('WORK_UNKNOWN'),
    });
    expect(await run(['show', 'work:bnothing', '--server', 'http://127.0.0.1:1'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('SERVER_UNREACHABLE'),
    });
  });

  it('name the server that works in a data folder', async () => {
    const answer = await run(['show', 'work:bnothing'], { DATA_DIR: path.join(house.folder, 'data') });
    expect(answer).toMatchObject({ code: 1, err: expect.stringContaining(`add --server ${house.url}`) });
  });
});

describe('the command line', () => {
  const names = ['serve', 'register', 'search', 'show', 'transfer', 'export', 'verify', 'key', 'rebuild'];

  it.each(names)('explains %s', async (name) => {
    const { code, out } = await run([name, '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^raisonne ${name}`));
  });

  it('answers wrong usage with exit code 2', async () => {
    expect(await run(['paint'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no command "paint"'),
    });
    expect(await run([])).toMatchObject({ code: 2 });
    expect(await run(['register', 'a.png'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--title is missing'),
    });
    expect(await run(['register', '--title', 'T'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('takes 1 argument; 0 were given'),
    });
    expect(await run(['show', 'x', '--unknown'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--unknown'),
    });
    expect(await run(['transfer', 'work:b', '--to', '0x', '--method', 'theft'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--method must be one of'),
    });
  });

  it('makes key files that only their owner can read, encrypted when a passphrase is given', async () => {
    const plain = inFolder('plain.json');
    const { address } = await runJson<{ address: string }>(['key', '--maker', plain]);
    expect((await stat(plain)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(plain, 'utf8'))).toMatchObject({ address });

    const closed = inFolder('closed.json');
    const secret = { RAISONNE_PASSPHRASE: 'correct horse' };
    const made = await runJson<{ address: string }>(['key', '--maker', closed], secret);
    expect(await readFile(closed, 'utf8')).not.toContain('privateKey');
    expect(await runJson(['key', '--maker', closed], secret)).toEqual(made);
    expect(await run(['key', '--maker', closed], { RAISONNE_PASSPHRASE: 'wrong' })).toMatchObject({
      code: 1,
      err: expect.stringContaining('WRONG_PASSPHRASE'),
    });
    expect(await run(['key', '--maker', closed])).toMatchObject({
      code: 1,
      err: expect.stringContaining('PASSPHRASE_MISSING'),
    });
    await writeFile(inFolder('no-key.json'), '{}');
    expect(await run(['key', '--maker', inFolder('no-key.json')])).toMatchObject({ code: 1 });
  });

  it('works on a data folder without a server, and rebuilds it', async () => {
    const environment = { DATA_DIR: inFolder('data'), RAISONNE_KEY: inFolder('alone.json') };
    await writeFile(
      inFolder('alone.png'),
      await aPicture({ seed: 3, width: 640, height: 480, format: 'png' }),
    );
    const { work } = await runJson<Registered>(
      ['register', inFolder('alone.png'), '--title', 'Alone'],
      environment,
    );
    const before = await runJson<Shown>(['show', work], environment);
    expect(before).toMatchObject({ work: { title: 'Alone' }, anchor: { state: 'MINED' } });
    expect(await runJson(['rebuild'], environment)).toEqual({ statements: 2 });
    expect(await runJson<Shown>(['show', work], environment)).toEqual(before);
  });
});
