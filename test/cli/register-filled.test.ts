import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { openClient } from '../../src/cli/client.js';
import { chunk, tEXt } from '../fixtures/carrying.js';
import { aPicture } from '../fixtures/pictures.js';
import { aServer, raisonne, type Ran, type TestServer } from './a-server.js';

const INFOTEXT =
  'a heron at dawn\nNegative prompt: a square\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 3623174757, Size: 64x48, Model: /home/ada/models/heron, Model hash: 45a21ea00a, Version: v1.10.1';
const CLAIM = `query ($id: ID!) { claim(id: $id) { generations {
  tool seed steps modelName modelHash prompt { text } scheduler loras { name } readFrom { where } corrections { field read { text } }
} } }`;

describe('register, of a file that says how it was made', () => {
  let server: TestServer;
  let seed = 700;
  beforeAll(async () => {
    server = await aServer();
  });
  afterAll(() => server.close());

  async function aHeron(): Promise<string> {
    seed += 1;
    const png = await sharp(await aPicture({ seed, width: 64, height: 48 }))
      .png()
      .toBuffer();
    const file = path.join(server.folder, `heron-${seed}.png`);
    await writeFile(
      file,
      Buffer.concat([png.subarray(0, 33), chunk(tEXt('parameters', INFOTEXT)), png.subarray(33)]),
    );
    return file;
  }
  const run = (line: readonly string[], typed: string | null = null): Promise<Ran> =>
    raisonne(
      ['register', ...line, '--title', 'Heron', '--server', server.url],
      { RAISONNE_KEY: path.join(server.folder, 'ada.json') },
      typed,
    );
  async function generationsOf({ out, exitCode, err }: Ran): Promise<unknown> {
    expect({ exitCode, err }).toMatchObject({ exitCode: 0 });
    const { claim: id } = JSON.parse(out) as { claim: string };
    const { claim } = await openClient(server.url).ask<{ claim: { generations: unknown } }>(CLAIM, { id });
    return claim.generations;
  }

  it('fills the claim, and shows what it filled', async () => {
    const ran = await run([await aHeron(), '--json']);
    expect(JSON.parse(ran.out)).toMatchObject({
      filled: { tool: 'AUTOMATIC1111', seed: '3623174757', steps: 20 },
    });
    expect(ran.err).toContain('How it was made, as its file says (PNG tEXt:parameters):');
    expect(ran.err).toContain('  modelName: heron\n');
    expect(await generationsOf(ran)).toEqual([
      {
        tool: 'AUTOMATIC1111', seed: '3623174757', steps: 20, modelName: 'heron', modelHash: 'sha256-short:45a21ea00a', prompt: { text: 'a heron at dawn' },
        scheduler: null, loras: [], readFrom: [{ where: 'PNG tEXt:parameters' }], corrections: [],
      },
    ]); // prettier-ignore
  });

  it('records a correction as one', async () => {
    const ran = await run([
      await aHeron(),
      '--correct',
      'seed=7',
      '--correct',
      'prompt=a heron at dusk',
      '--json',
    ]);
    expect(ran.err).toContain('seed: 7  (the file says 3623174757)');
    expect(await generationsOf(ran)).toMatchObject([
      {
        seed: '7',
        prompt: { text: 'a heron at dusk' },
        corrections: [
          { field: 'prompt', read: { text: 'a heron at dawn' } },
          { field: 'seed', read: { text: '3623174757' } },
        ],
      },
    ]);
  });

  it('writes a draft, and takes it edited', async () => {
    const [heron, draft] = [await aHeron(), path.join(server.folder, 'claim.json')];
    const drafted = await run([heron, '--draft', draft]);
    expect([drafted.exitCode, drafted.out]).toEqual([0, expect.stringContaining('Nothing is recorded.')]);
    const claim = JSON.parse(await readFile(draft, 'utf8')) as { generations: [Record<string, unknown>] };
    claim.generations[0]['steps'] = 30;
    delete claim.generations[0]['negativePrompt'];
    await writeFile(draft, JSON.stringify({ ...claim, account: 'Seen at the lake.' }));
    expect(await generationsOf(await run([heron, '--claim', draft, '--json']))).toMatchObject([
      { steps: 30, seed: '3623174757', corrections: [{ field: 'steps', read: { text: '20' } }] },
    ]);
    const again = await run([heron, '--draft', draft]);
    expect([again.exitCode, again.err]).toEqual([1, expect.stringContaining('FILE_EXISTS')]);
  });

  it('asks whoever sits there whether it is right', async () => {
    const heron = await aHeron();
    const refused = await run([heron], 'n');
    expect([refused.exitCode, refused.err]).toEqual([1, expect.stringContaining('NOT_CONFIRMED')]);
    expect((await run([heron], 'y')).exitCode).toBe(0);
    expect((await run([await aHeron(), '--yes'], 'n')).exitCode).toBe(0);
  });

  it('leaves it out where it is told to', async () => {
    expect(await generationsOf(await run([await aHeron(), '--no-fill', '--json']))).toEqual([]);
  });

  it('says that what the file tells does not stay private', async () => {
    const claim = path.join(server.folder, 'private.json');
    await writeFile(claim, '{"basis":"author"}');
    const ran = await run([await aHeron(), '--claim', claim, '--private', '--json']);
    expect(ran.err).toContain('its file tells the prompt');
    expect(await generationsOf(ran)).toMatchObject([{ prompt: { text: null }, seed: '3623174757' }]);
  });

  it('keeps private what the file tells too, beside the file where there is no claim file', async () => {
    const heron = await aHeron();
    const ran = await run([heron, '--private', '--json']);
    expect(await generationsOf(ran)).toMatchObject([{ prompt: { text: null } }]);
    const opening = `${path.basename(heron)}.`;
    expect(
      (await readdir(server.folder)).filter(
        (name) => name.startsWith(opening) && name.endsWith('.openings.json'),
      ),
    ).toHaveLength(1);
  });

  it('refuses to keep private what there is not', async () => {
    const plain = path.join(server.folder, 'plain-2.jpg');
    await writeFile(plain, await aPicture({ seed: 798, width: 64, height: 48 }));
    const { exitCode, err } = await run([plain, '--private']);
    expect([exitCode, err]).toEqual([2, expect.stringContaining('no prompt to keep private')]);
  });

  it.each([
    [['--correct', 'colour=red'], 'there is no such field'],
    [['--correct', 'steps=many'], 'steps is a number'],
  ])('refuses %j', async (options, message) => {
    const { exitCode, err } = await run([await aHeron(), ...options]);
    expect([exitCode, err]).toEqual([2, expect.stringContaining(message)]);
  });

  it('refuses to correct what no file says', async () => {
    const plain = path.join(server.folder, 'plain.jpg');
    await writeFile(plain, await aPicture({ seed: 799, width: 64, height: 48 }));
    const { exitCode, err } = await run([plain, '--correct', 'seed=7']);
    expect([exitCode, err]).toEqual([2, expect.stringContaining('it tells nothing')]);
  });
});
