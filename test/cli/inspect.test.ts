import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { chunk, tEXt, xmpOf } from '../fixtures/carrying.js';
import { aDocumentInfo, aKra, anOra, aPsd, aPsdGroup, planesOf } from '../fixtures/layered.js';
import { aPicture } from '../fixtures/pictures.js';
import { raisonne } from './a-server.js';

const INFOTEXT =
  'a circle\nNegative prompt: a square\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 3623174757, Size: 64x48, Model hash: 45a21ea00a, Model: /home/ada/models/round, Version: v1.10.1';

const HISTORY = xmpOf(
  '<xmpMM:History xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"><rdf:Seq><rdf:li stEvt:action="saved" stEvt:when="2024-01-02T03:04:05Z" stEvt:softwareAgent="A program"/></rdf:Seq></xmpMM:History><dc:creator>Ada</dc:creator>',
);

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

  it('tells of a layered file its layers, history and times, and shows what its merged picture is like', async () => {
    const picture = await aPicture({ seed: 9, width: 640, height: 480, format: 'png' });
    const plain = path.join(folder, 'heron.png');
    await writeFile(plain, picture);
    const rgb = await sharp(picture).raw().toBuffer();
    const psd = path.join(folder, 'heron.psd');
    const layers = [
      { name: '/home/ada/heron.jpg' },
      ...aPsdGroup('Birds', [{ name: 'Heron', blend: 'mul ' }]),
    ];
    await writeFile(
      psd,
      aPsd({
        width: 640,
        height: 480,
        planes: planesOf(rgb),
        layers,
        resources: [[0x0424, Buffer.from(HISTORY)]],
      }),
    );
    expect(await json(psd)).toEqual({
      file: expect.objectContaining({ mediaType: 'image/vnd.adobe.photoshop', width: 640, height: 480, cid: expect.stringMatching(/^bafybei|^bafkrei/) }),
      fingerprints: (await json(plain))['fingerprints'],
      generation: null,
      machine: null,
      credentials: null,
      layered: expect.objectContaining({
        format: 'psd', colour: 'RGB, 8 bits', layerCount: 3, authors: ['[redacted]'], grade: 'self-declared', unread: [],
        layers: [expect.objectContaining({ name: 'Birds', kind: 'group' }), expect.objectContaining({ name: 'Heron', depth: 1 }), expect.objectContaining({ name: 'heron.jpg' })],
        history: [{ action: 'saved', at: '2024-01-02T03:04:05Z', tool: 'A program' }],
      }),
      evidence: { grade: 'none', findings: [] },
      size: 'unknown',
    }); // prettier-ignore
    expect(await json(psd, '--raw')).toMatchObject({ layered: { authors: ['Ada'] } });
    const { out } = await raisonne(['inspect', psd], {});
    expect(out).toMatch(/Layered file \(PSD, RGB, 8 bits\)\. All of this is self-declared/);
    expect(out).toContain(
      '\n  Birds  (group, pass-through)\n    Heron  (pixels, multiply, 16 × 8 at 0, 0)\n',
    );
    expect(out).toContain('\n  2024-01-02T03:04:05Z  saved  by A program');
  });

  it('tells how long a file of Krita was worked on, and what its merged picture says', async () => {
    const about = '<editing-time>5025</editing-time><editing-cycles>13</editing-cycles>';
    const png = await readFile(await keep('circle.png'));
    const kra = path.join(folder, 'circle.kra');
    await writeFile(kra, aKra({ 'documentinfo.xml': aDocumentInfo(about), 'mergedimage.png': png }));
    expect(await json(kra)).toMatchObject({
      file: { mediaType: 'application/x-krita' },
      fingerprints: { iscc: expect.stringMatching(/^ISCC:/) },
      generation: { tool: 'AUTOMATIC1111', seed: '3623174757' },
      layered: { format: 'kra', editingSeconds: 5025, editingCycles: 13 },
      evidence: { grade: 'inconsistent' },
    });
    expect((await raisonne(['inspect', kra], {})).out).toMatch(/worked on for 1 h 24 min; saved 13 times/);
  });

  it('has no fingerprints of a layered file whose merged picture cannot be read, and says why', async () => {
    const ora = path.join(folder, 'broken.ora');
    const png = (await readFile(await keep('circle.png'))).subarray(0, 2000);
    await writeFile(ora, anOra({ 'mergedimage.png': png }));
    expect(await json(ora)).toMatchObject({
      file: { mediaType: 'image/openraster', width: 16, height: 8 },
      fingerprints: null,
      layered: { layers: [{ name: 'Paint' }] },
      evidence: {
        findings: expect.arrayContaining([
          { code: 'PART_UNREADABLE', message: expect.stringMatching(/^merged picture .* truncated/) },
        ]),
      },
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
    [
      'a PSD that is cut off',
      async () => [await keepText('cut.psd', '8BPS\0\x01')],
      1,
      /cannot be read: the file ends/,
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
