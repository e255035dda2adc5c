import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { openImageReader } from '../../src/adapters/images/open-image-reader.js';
import { readModel } from '../../src/adapters/images/read-model.js';
import { nameOfModel, similarityOf, type Embedding } from '../../src/originality/embedding.js';
import { aPicture, recompressed } from '../fixtures/pictures.js';
import { tinyModel } from '../fixtures/tiny-model.js';

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'raisonne-embedding-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function aFile(bytes: Uint8Array): Promise<string> {
  files += 1;
  const file = path.join(folder, `file ${files}`);
  await writeFile(file, bytes);
  return file;
}

/** Shown colours as they are, 0 to 1. */
const MANNER = { side: 32, mean: [0, 0, 0], deviation: [1, 1, 1], least: 0.75 } as const;

const modelAt = (file: string) => readModel({ ...MANNER, path: file });

async function problemOf(bytes: Uint8Array): Promise<unknown> {
  const reader = openImageReader({ model: await modelAt(await aFile(bytes)) });
  try {
    return await reader.tryModel().catch((error: unknown) => error);
  } finally {
    await reader.close();
  }
}

describe('the embedding of a picture by a model', () => {
  let reader: ReturnType<typeof openImageReader>;
  beforeAll(async () => {
    reader = openImageReader({ model: await modelAt(await aFile(tinyModel())) });
  });
  afterAll(() => reader.close());

  const embeddingOf = async (picture: Uint8Array): Promise<Embedding | null> =>
    (await reader.inspect(await aFile(picture))).fingerprints.embedding;

  it('is what the model makes of its colours in a square, brought to length 1', async () => {
    await reader.tryModel();
    // Red on the left, blue on the right, twice as wide as high.
    const halves = await sharp({ create: { width: 128, height: 64, channels: 3, background: '#ff0000' } })
      .composite([
        {
          input: { create: { width: 64, height: 64, channels: 3, background: '#0000ff' } },
          left: 64,
          top: 0,
        },
      ])
      .png()
      .toBuffer();
    const embedding = await embeddingOf(halves);
    const squares = Array.from({ length: 4 }, () => [1, 1, 0, 0]).flat();
    const expected = [...squares, ...squares.map(() => 0), ...squares.map((value) => 1 - value)];
    expect(embedding?.vector).toHaveLength(48);
    embedding?.vector?.forEach((value, at) => expect(value).toBeCloseTo((expected[at] ?? 0) / 4, 1));
    expect(similarityOf(embedding, embedding)).toBeCloseTo(1, 6);
    expect(embedding?.model).toMatch(/^[0-9a-f]{64} side=32 mean=0,0,0 deviation=1,1,1$/);
  });

  it('is near that of a copy, and no vector for a picture that gives none', async () => {
    const picture = await aPicture({ seed: 40 });
    const copy = await embeddingOf(await recompressed(picture, 20));
    expect(similarityOf(await embeddingOf(picture), copy)).toBeGreaterThan(0.999);
    const black = await sharp({ create: { width: 50, height: 50, channels: 3, background: '#000000' } })
      .png()
      .toBuffer();
    expect(await embeddingOf(black)).toEqual({ model: copy?.model, vector: null });
    expect(similarityOf(await embeddingOf(black), copy)).toBeNull();
  });

  it('is not compared with that of another model, nor of the same one that is shown pictures otherwise', async () => {
    const model = await modelAt(await aFile(tinyModel()));
    const names = [
      model,
      { ...model, side: 64 },
      { ...model, mean: [0, 0, 1] as const },
      { ...model, sha256: '0'.repeat(64) },
    ].map(nameOfModel);
    expect(new Set(names).size).toBe(4);
    const stricter = { ...model, least: 0.9 };
    expect(nameOfModel(stricter)).toBe(names[0]);
    const [one, other] = names.map((name) => ({ model: name, vector: Float32Array.of(1, 0) }));
    expect(similarityOf(one ?? null, other ?? null)).toBeNull();
  });

  it('is none without a model', async () => {
    const plain = openImageReader();
    await plain.tryModel();
    const { fingerprints } = await plain.inspect(await aFile(await aPicture()));
    expect([fingerprints.embedding, plain.model]).toEqual([null, null]);
    await plain.close();
  });
});

describe('a model is refused', () => {
  it.each([
    ['that is no ONNX', new Uint8Array(100), 'protobuf parsing failed'],
    ['that wants other values', tinyModel({ type: 2, square: null }), 'one input of float32 values'],
    ['that wants pictures of another size', tinyModel({ input: [1, 3, 64, 64] }), 'Expected: 64'],
    ['that wants channels last', tinyModel({ input: [1, 32, 32, 3] }), 'Expected: 3'],
    ['that gives one value', tinyModel({ last: 'ReduceMax' }), 'makes no vector'],
    ['that gives no numbers', tinyModel({ last: 'Floor' }), 'makes no vector'],
  ])('%s', async (_, bytes, reason) => {
    expect(await problemOf(bytes)).toMatchObject({
      code: 'BAD_MODEL',
      message: expect.stringContaining(reason) as string,
    });
  });

  it('that leaves open of what size pictures are, no longer', async () => {
    expect(await problemOf(tinyModel({ input: ['pictures', 3, 'height', 'width'] }))).toBeUndefined();
  });

  it('that takes too long', async () => {
    const reader = openImageReader({ model: await modelAt(await aFile(tinyModel())), timeoutMs: 1 });
    await expect(reader.tryModel()).rejects.toMatchObject({
      code: 'BAD_MODEL',
      message: expect.stringContaining('longer than 1 ms') as string,
    });
    await reader.close();
  });

  it('that is not there', async () => {
    const nowhere = path.join(folder, 'nowhere.onnx');
    await expect(modelAt(nowhere)).rejects.toMatchObject({
      code: 'BAD_MODEL',
      message: expect.stringContaining('nowhere.onnx') as string,
    });
  });

  it('whose file was changed since the start', async () => {
    const file = await aFile(tinyModel());
    const reader = openImageReader({ model: await modelAt(file) });
    await writeFile(file, tinyModel({ square: 4 }));
    await expect(reader.tryModel()).rejects.toMatchObject({
      code: 'BAD_MODEL',
      message: expect.stringContaining('changed since the start') as string,
    });
    await reader.close();
  });
});
