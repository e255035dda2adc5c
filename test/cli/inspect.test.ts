import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { chunk, tEXt } from '../fixtures/carrying.js';
import { aPicture } from '../fixtures/pictures.js';
import { raisonne } from './a-server.js';

const INFOTEXT =
  'a circle\nNegative prompt: a square\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 3623174757, Size: 64x48, Model hash: 45a21ea00a, Model: /home/ada/models/round, Version: v1.10.1';

describe('inspect', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'raisonne-inspect-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** A PNG that carries a text of AUTOMATIC1111. */
  async function keep(name: string, text = INFOTEXT): Promise<string> {
    const png = await sharp(await aPicture({ seed: 5, width: 64, height: 48 }))
      .png()
      .toBuffer();
    const file = path.join(folder, name);
    await writeFile(
      file,
      Buffer.concat([png.subarray(0, 33), chunk(tEXt('parameters', text)), png.subarray(33)]),
    );
    return file;
  }
  async function json(...line: string[]): Promise<Record<string, unknown>> {
    const { exitCode, out, err } = await raisonne(['inspect', ...line, '--json'], {});
    expect({ exitCode, err }).toMatchObject({ exitCode: 0 });
    return JSON.parse(out) as Record<string, unknown>;
  }

  it('tells of a file what it is, how it looks, how it was made and how far that goes', async () => {
    expect(await json(await keep('circle.png'))).toMatchObject({
      file: { mediaType: 'image/png', width: 64, height: 48, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), cid: expect.stringMatching(/^bafkrei/) },
      fingerprints: { pdq: { hash: expect.stringMatching(/^[0-9a-f]{64}$/), orientations: expect.anything() }, iscc: expect.stringMatching(/^ISCC:/) },
      generation: { tool: 'AUTOMATIC1111', toolVersion: 'v1.10.1', prompt: 'a circle', negativePrompt: 'a square', seed: '3623174757', steps: 20, sampler: 'Euler a', cfgScale: 7, model: { name: 'round', hash: '45a21ea00a' }, width: 64, height: 48, loras: [], unresolved: [] },
      credentials: null,
      evidence: { grade: 'consistent', findings: [] },
      size: 'exact',
    }); // prettier-ignore
  });

  it('leaves folders out, and shows them where it is asked to', async () => {
    const file = await keep('circle.png');
    expect(JSON.stringify(await json(file))).not.toContain('/home/ada');
    expect(await json(file, '--raw')).toMatchObject({
      generation: { model: { name: '/home/ada/models/round' } },
    });
  });

  it('says it to people in lines', async () => {
    const { out, exitCode } = await raisonne(
      ['inspect', await keep('circle.png', INFOTEXT.replace('64x48', '64x64'))],
      {},
    );
    expect(exitCode).toBe(0);
    expect(out).toContain('Made by AUTOMATIC1111 v1.10.1  (PNG tEXt:parameters)');
    expect(out).toContain('Seed: 3623174757');
    expect(out).toMatch(
      /ASPECT_DIFFERS: The picture measures 64 × 48 pixels, and its record tells of 64 × 64/,
    );
  });

  it('tells nothing of a file that carries nothing', async () => {
    const file = path.join(folder, 'plain.jpg');
    await writeFile(file, await aPicture({ seed: 6, width: 64, height: 48 }));
    expect(await json(file)).toMatchObject({
      generation: null,
      credentials: null,
      evidence: { grade: 'none', findings: [] },
      size: 'unknown',
    });
  });

  it.each<[string, () => Promise<string[]>, number, RegExp]>([
    ['no file', async () => ['nowhere.png'], 1, /There is no file/],
    ['a text', async () => [await keepText('text.png', 'hello')], 1, /not a picture/],
    [
      'a trust list that is none',
      async () => [await keep('circle.png'), '--trust', await keepText('list.pem', 'hello')],
      1,
      /holds no certificate/,
    ],
    ['nothing', async () => [], 2, /./],
  ])('refuses %s', async (_, line, exitCode, message) => {
    const ran = await raisonne(['inspect', ...(await line())], {});
    expect([ran.exitCode, ran.err]).toEqual([exitCode, expect.stringMatching(message)]);
  });

  async function keepText(name: string, text: string): Promise<string> {
    const file = path.join(folder, name);
    await writeFile(file, text);
    return file;
  }
});
