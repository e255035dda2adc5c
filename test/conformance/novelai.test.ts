import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { readAccount } from '../../src/adapters/images/read-account.js';
import { chunk, tEXt } from '../fixtures/carrying.js';
import { describeVectors, vectorPath } from './vectors.js';

const LIMITS = { limitPixels: 50e6, timeoutMs: 20_000 };

/** The chunks of a PNG, by their types and bodies. */
function chunksOf(png: Buffer): [string, Buffer][] {
  const chunks: [string, Buffer][] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push([png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length)]);
    at += 12 + length;
  }
  return chunks;
}
const pngOf = (chunks: readonly (readonly [string, Uint8Array])[]): Buffer =>
  Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks.map((one) => chunk(one))]);

describeVectors('ai-metadata/real', () => {
  const signed = vectorPath('ai-metadata/real/png__novelai-curated.png');
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'raisonne-novelai-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function accountOf(bytes: Uint8Array) {
    const file = path.join(folder, 'picture');
    await writeFile(file, bytes);
    return (await readAccount(file, LIMITS)).raw;
  }
  const evidenceOf = async (bytes: Uint8Array) => {
    const { evidence } = await accountOf(bytes);
    return [evidence.grade, evidence.findings.map(({ code }) => code)];
  };

  it.each(['png__novelai-curated.png', 'webp__novelai-curated.webp'])(
    "NovelAI's signature of %s holds",
    async (name) => {
      const { evidence, size, generation } = (
        await readAccount(vectorPath(`ai-metadata/real/${name}`), LIMITS)
      ).raw;
      expect([generation?.tool, size, evidence]).toEqual([
        'NovelAI',
        'exact',
        { grade: 'tool-signature', findings: [] },
      ]);
    },
  );

  it('it does not when a pixel was changed', async () => {
    const { data, info } = await sharp(signed).raw().toBuffer({ resolveWithObject: true });
    data[5]! ^= 1;
    const { width, height, channels } = info;
    const pixels = chunksOf(await sharp(data, { raw: { width, height, channels } }).png().toBuffer()).filter(
      ([type]) => type === 'IDAT',
    );
    const chunks = chunksOf(await readFile(signed));
    const at = chunks.findIndex(([type]) => type === 'IDAT');
    const rest = chunks.filter(([type]) => type !== 'IDAT');
    expect(await evidenceOf(pngOf([...rest.slice(0, at), ...pixels, ...rest.slice(at)]))).toEqual([
      'inconsistent',
      ['SIGNATURE_BROKEN'],
    ]);
  });

  it('it tells an edited text from the one that hides in the pixels', async () => {
    const chunks = chunksOf(await readFile(signed)).map(([type, body]) =>
      type === 'tEXt' && body.toString('latin1').startsWith('Comment\0')
        ? tEXt('Comment', body.toString('utf8').slice(8).replace('hatsune miku', 'somebody else'))
        : ([type, body] as const),
    );
    expect(await evidenceOf(pngOf(chunks))).toEqual(['inconsistent', ['TEXT_EDITED']]);
  });

  it('it does not cover a text whose signature was taken out, nor a text of another tool beside it', async () => {
    const all = chunksOf(await readFile(signed));
    const unsigned = all.map(([type, body]) =>
      type === 'tEXt' && body.toString('latin1').startsWith('Comment\0')
        ? tEXt(
            'Comment',
            body
              .toString('utf8')
              .slice(8)
              .replace('hatsune miku', 'somebody else')
              .replace(/, "signed_hash": "[^"]*"/, ''),
          )
        : ([type, body] as const),
    );
    expect(await evidenceOf(pngOf(unsigned))).toEqual(['inconsistent', ['TEXT_EDITED']]);
    const swarm = tEXt(
      'parameters',
      '{"sui_image_params": {"prompt": "mine", "seed": 1, "width": 1024, "height": 1024}}',
    );
    const [header, ...rest] = all;
    const [grade, findings] = await evidenceOf(pngOf(header ? [header, swarm, ...rest] : []));
    expect([grade, findings]).toEqual(['inconsistent', expect.arrayContaining(['TEXT_EDITED'])]);
  });

  it('it is found by what hides in the pixels, where all texts are gone', async () => {
    const chunks = chunksOf(await readFile(signed)).filter(
      ([type]) => !['tEXt', 'iTXt', 'zTXt'].includes(type),
    );
    const { generation, evidence } = await accountOf(pngOf(chunks));
    expect([generation?.tool, generation?.seed, evidence.grade]).toEqual([
      'NovelAI',
      '2156638429',
      'tool-signature',
    ]);
  });

  it('it is kept by a program that packs the pixels anew without loss, and lost by JPEG', async () => {
    const [, { data }] = [
      0,
      await sharp(signed).webp({ lossless: true, exact: true }).toBuffer({ resolveWithObject: true }),
    ];
    expect((await accountOf(data)).evidence.grade).toBe('tool-signature');
    expect((await accountOf(await sharp(signed).jpeg().toBuffer())).generation).toBeNull();
  });

  it('a text that an extension hid in the pixels is found', async () => {
    const { generation } = (
      await readAccount(vectorPath('ai-metadata/real/AUTOMATIC1111__automatic1111_stealth.png'), LIMITS)
    ).raw;
    expect([generation?.prompt, generation?.readFrom.tool]).toEqual(['a circle', 'stealth alpha channel']);
  });
});
