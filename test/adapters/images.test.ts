import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { openImageReader } from '../../src/adapters/images/open-image-reader.js';
import type { ImageReader, InspectedImage } from '../../src/originality/fingerprint.js';
import { hammingDistance, ORIENTATIONS, pdq } from '../../src/originality/pdq.js';
import { drawn } from '../fixtures/drawings.js';
import { ODD_PICTURES, PLAIN_PICTURES, storedWith } from '../fixtures/odd-pictures.js';
import { aPicture, mirrored, recompressed, rotated, type PictureFormat } from '../fixtures/pictures.js';

const ownWorker = new URL('../../dist/src/adapters/images/image-worker.js', import.meta.url);

let folder: string;
let reader: ImageReader;
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raisonne-images-'));
  reader = openImageReader({ workers: 2 });
});

afterAll(async () => {
  await reader.close();
  await rm(folder, { recursive: true });
});

async function aFile(bytes: Uint8Array | string, name = 'picture'): Promise<string> {
  const path = join(folder, `${files++}-${name}`);
  await writeFile(path, bytes);
  return path;
}

/** What PDQ says of the picture's pixels when they are decoded here, whole. */
async function pdqOfAllPixels(picture: Uint8Array) {
  const { data, info } = await sharp(picture)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return pdq({ width: info.width, height: info.height, rgb: data });
}

const pdqBy = async (bytes: Uint8Array) => (await reader.inspect(await aFile(bytes))).pdq;

/** The project's worker, but for two names: one ends the thread, the other never returns. */
async function aFaultyWorker(): Promise<URL> {
  const source = `
    import { parentPort } from 'node:worker_threads';
    // First: what is sent before anybody listens waits, what is sent before all listen is lost.
    await import(${JSON.stringify(ownWorker.href)});
    parentPort.on('message', ({ given: path }) => {
      if (path === 'crash') process.exit(9);
      if (path === 'throw') throw new Error('a bug in the worker');
      if (path === 'hang') for (;;);
    });`;
  return pathToFileURL(await aFile(source, 'worker.mjs'));
}

describe('an image reader', () => {
  it.each<PictureFormat>(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'])(
    'reads %s by its bytes, whatever its name',
    async (format) => {
      const picture = await aPicture({ format, width: 300, height: 200 });
      const path = await aFile(picture, 'letter.txt');
      expect(await reader.inspect(path)).toMatchObject({
        mediaType: `image/${format}`,
        width: 300,
        height: 200,
        pdq: await pdqOfAllPixels(picture),
      });
    },
  );

  it.each([
    [513, 300],
    [1023, 700],
    [640, 2001],
    [3000, 40],
  ])('samples a picture of %i × %i at exactly the pixels that PDQ names', async (width, height) => {
    const picture = await aPicture({ seed: width, width, height, format: 'png' });
    expect((await reader.inspect(await aFile(picture))).pdq).toEqual(await pdqOfAllPixels(picture));
  });

  it('drops alpha, and takes the first frame of many', async () => {
    const picture = await aPicture({ width: 600, height: 400, format: 'png' });
    const clear = await sharp(picture).ensureAlpha(0.25).png().toBuffer();
    expect((await reader.inspect(await aFile(clear))).pdq).toEqual(await pdqOfAllPixels(picture));
    const frames = [picture, await aPicture({ seed: 2, width: 600, height: 400, format: 'png' })];
    const moving = await sharp(frames, { join: { animated: true } })
      .webp({ lossless: true })
      .toBuffer();
    const { width, height, pdq: found } = await reader.inspect(await aFile(moving));
    expect({ width, height, found }).toEqual({
      width: 600,
      height: 400,
      found: await pdqOfAllPixels(picture),
    });
  });

  it('reports and reads pixels as stored, whatever orientation the EXIF asks for', async () => {
    const picture = await aPicture({ width: 300, height: 200, format: 'png' });
    const turned = await sharp(picture).withMetadata({ orientation: 6 }).png().toBuffer();
    expect(await reader.inspect(await aFile(turned))).toMatchObject({
      width: 300,
      height: 200,
      pdq: await pdqOfAllPixels(picture),
    });
  });

  it('finds a recompressed, a turned and a mirrored picture near, and another one far', async () => {
    const picture = await aPicture({ width: 800, height: 600 });
    const original = await pdqBy(picture);
    expect(original.quality).toBeGreaterThanOrEqual(80);
    expect(hammingDistance(original.hash, (await pdqBy(await recompressed(picture))).hash)).toBeLessThan(16);
    const halfTurn = await pdqBy(await rotated(picture, 180));
    expect(hammingDistance(original.orientations.rotate180, halfTurn.hash)).toBeLessThan(32);
    const mirror = await pdqBy(await mirrored(picture));
    expect(hammingDistance(original.orientations.flipY, mirror.hash)).toBeLessThan(32);
    const other = await pdqBy(await aPicture({ seed: 99, width: 800, height: 600 }));
    expect(hammingDistance(original.hash, other.hash)).toBeGreaterThan(60);
  });

  it('answers eight at once rightly with two workers', async () => {
    const pictures = await Promise.all(
      Array.from({ length: 8 }, (_, seed) => aPicture({ seed, width: 700, height: 500 })),
    );
    const paths = await Promise.all(pictures.map((picture) => aFile(picture)));
    const found = await Promise.all(paths.map((path) => reader.inspect(path)));
    expect(found.map((image) => image.pdq)).toEqual(await Promise.all(pictures.map(pdqOfAllPixels)));
  });
});

describe('the fingerprints of an image reader', () => {
  const SIZE = { width: 400, height: 300 };
  let picture: Buffer;
  let plain: InspectedImage;
  beforeAll(async () => {
    picture = await aPicture({ seed: 21, ...SIZE, format: 'png' });
    plain = await reader.inspect(await aFile(picture));
  });
  const near = (one: InspectedImage): number => hammingDistance(one.pdq.hash, plain.pdq.hash);

  it('are of a small grey picture, of features within it and of what is within a border', async () => {
    const { features, thumbnail, trimmed, imageCode } = plain.fingerprints;
    expect([thumbnail.width, thumbnail.height, thumbnail.grey.length]).toEqual([128, 96, 128 * 96]);
    expect([features.width, features.height]).toEqual([400, 300]);
    expect(features.count).toBeGreaterThan(100);
    expect(trimmed).toBeNull();
    expect(imageCode).toMatch(/^ISCC:[A-Z2-7]+$/);
    const mat = { left: 40, right: 40, top: 30, bottom: 60, background: '#fffdf7' };
    const matted = await reader.inspect(await aFile(await sharp(picture).extend(mat).png().toBuffer()));
    expect(matted.fingerprints.trimmed).toMatchObject({
      box: { left: 40, top: 30, ...SIZE },
      pdq: { hash: plain.pdq.hash },
    });
  });

  it('are of what is examined, larger', async () => {
    const large = await aFile(await aPicture({ seed: 22, width: 1400, height: 700 }));
    const { width, height, grey, features } = await reader.examine(large);
    expect({ width, height }).toEqual({ width: 1400, height: 700 });
    expect([grey.width, grey.height, grey.grey.length]).toEqual([1024, 512, 1024 * 512]);
    for (const hand of [features.upright, features.mirrored])
      expect([hand.width, hand.height]).toEqual([1024, 512]);
    expect(features.upright.count).toBeGreaterThan(100);
    expect(features.upright.count).toBeLessThanOrEqual(1500);
    expect((await reader.inspect(large)).fingerprints.features.width).toBe(512);
  });

  it.each(Object.entries(ODD_PICTURES))('of %s are those of the picture that it shows', async (_, make) => {
    const file = await aFile(await make(picture));
    const inspected = await reader.inspect(file);
    const { grey } = await reader.examine(file);
    expect(inspected).toMatchObject(SIZE);
    expect(near(inspected)).toBeLessThanOrEqual(20);
    expect([grey.width, grey.height]).toEqual([400, 300]);
    const apart = grey.grey.reduce((sum, value, at) => sum + Math.abs(value - (plainGrey()[at] ?? 0)), 0);
    expect(apart / grey.grey.length).toBeLessThan(14);
  });
  let greyOfPicture: Uint8Array | null = null;
  const plainGrey = (): Uint8Array => greyOfPicture ?? new Uint8Array();
  beforeAll(async () => {
    greyOfPicture = (await reader.examine(await aFile(picture))).grey.grey;
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'leave a picture as stored where its EXIF says %i, and tell that',
    async (orientation) => {
      const stored = await storedWith(picture, orientation);
      const { pdq: found, fingerprints, ...facts } = await reader.inspect(await aFile(stored));
      const asStored = orientation > 4 ? { width: 300, height: 400 } : SIZE;
      expect(facts).toMatchObject({ ...asStored, orientation, mediaType: 'image/jpeg' });
      const { width: across, height: down } = fingerprints.features;
      expect({ width: across, height: down }).toEqual(asStored);
      expect((await reader.examine(await aFile(stored))).grey).toMatchObject(asStored);
      const distances = ORIENTATIONS.map((name) => hammingDistance(found.orientations[name], plain.pdq.hash));
      expect(Math.min(...distances)).toBeLessThanOrEqual(31);
      // The Image-Code alone is of the picture as it is shown: by ISO 24138 the same whichever way it is stored.
      expect(fingerprints.imageCode.slice(0, 9)).toBe(plain.fingerprints.imageCode.slice(0, 9));
    },
  );

  it.each(Object.entries(PLAIN_PICTURES))(
    'say that there is nothing to compare in a picture of %s',
    async (_, make) => {
      const file = await aFile(await make());
      const { pdq: found, fingerprints } = await reader.inspect(file);
      expect(found.quality).toBeLessThan(50);
      expect(fingerprints.features.count).toBeLessThan(40);
      expect((await reader.examine(file)).features.upright.count).toBeLessThan(40);
    },
  );

  it('are taken of a picture of 5 × 5, which is the smallest that PDQ looks at', async () => {
    const file = await aFile(await drawn(5, 5, (x, y) => 40 * ((x + y) % 5)));
    const { width, height, pdq: found, fingerprints } = await reader.inspect(file);
    expect({ width, height }).toEqual({ width: 5, height: 5 });
    expect(found.quality).toBeGreaterThan(0);
    expect(fingerprints).toMatchObject({ trimmed: null, features: { count: 0 }, thumbnail: { width: 5 } });
  });

  it('are taken of a picture of 2 × 2000, at least a pixel wide in every form', async () => {
    const file = await aFile(await drawn(2, 2000, (x, y) => (x * 70 + y * 31) % 256));
    const { width, height, fingerprints } = await reader.inspect(file);
    expect({ width, height }).toEqual({ width: 2, height: 2000 });
    expect([fingerprints.thumbnail.width, fingerprints.thumbnail.height]).toEqual([1, 128]);
    expect(fingerprints.features).toMatchObject({ width: 1, height: 512, count: 0 });
    expect((await reader.examine(file)).grey).toMatchObject({ width: 1, height: 1024 });
  });
});

describe('an image reader refuses', () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';

  it.each([
    ['a text', 'Not a picture at all.'],
    ['an empty file', ''],
    ['an SVG', svg],
    ['a PDF', '%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n'],
    ['a PPM', 'P6 2 2 255\n123456789012'],
    ['an HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
  ])('%s as no image, and names what is accepted', async (_, content) => {
    await expect(reader.inspect(await aFile(content))).rejects.toMatchObject({
      name: 'Refusal',
      code: 'NOT_AN_IMAGE',
      message: expect.stringContaining('image/jpeg, image/png'),
    });
  });

  it.each<PictureFormat>(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'])(
    'a truncated %s as damaged',
    async (format) => {
      const picture = await aPicture({ format });
      for (const share of [0.03, 0.5, 0.9]) {
        const path = await aFile(picture.subarray(0, Math.floor(picture.length * share)));
        await expect(reader.inspect(path)).rejects.toMatchObject({ name: 'Refusal', code: 'IMAGE_DAMAGED' });
      }
    },
  );

  it('a bomb of 196 megapixels by its header, with both figures', async () => {
    const flat = sharp({ create: { width: 14_000, height: 14_000, channels: 3, background: '#336699' } });
    const path = await aFile(await flat.png({ compressionLevel: 1 }).toBuffer());
    await expect(reader.inspect(path)).rejects.toMatchObject({
      code: 'IMAGE_TOO_LARGE',
      message: expect.stringMatching(/196000000 pixels.*50000000/),
      details: { width: 14_000, height: 14_000, pixels: 196_000_000, limitPixels: 50_000_000 },
    });
  });

  it.each([
    [
      'after a right beginning',
      (picture: Buffer) => Buffer.concat([picture.subarray(0, 400), Buffer.alloc(9000, 0x5a)]),
    ],
    [
      'in the middle',
      (picture: Buffer) => Buffer.from(picture).fill(0x5a, picture.length >> 1, (picture.length >> 1) + 4000),
    ],
  ])('garbage %s as damaged, whatever is asked of it', async (_, spoil) => {
    const path = await aFile(spoil(await aPicture({ format: 'png' })));
    for (const task of [() => reader.inspect(path), () => reader.examine(path)])
      await expect(task()).rejects.toMatchObject({ name: 'Refusal', code: 'IMAGE_DAMAGED' });
  });

  it('to examine what it refuses to inspect', async () => {
    const truncated = (await aPicture({ format: 'jpeg' })).subarray(0, 9000);
    await expect(reader.examine(await aFile(truncated))).rejects.toMatchObject({ code: 'IMAGE_DAMAGED' });
    await expect(reader.examine(await aFile(svg))).rejects.toMatchObject({ code: 'NOT_AN_IMAGE' });
    const small = openImageReader({ limitPixels: 10_000 });
    const path = await aFile(await aPicture());
    await expect(small.examine(path)).rejects.toMatchObject({ code: 'IMAGE_TOO_LARGE' });
    await small.close();
  });

  it('a comparison that takes longer than the time limit, and one that finds no place in the queue', async () => {
    const asked = await reader.examine(await aFile(await aPicture()));
    const { width, height, fingerprints } = await reader.inspect(await aFile(await aPicture()));
    const known = { width, height, ...fingerprints, byHash: null, hands: ['upright' as const] };
    const question = { asked, candidates: Array.from({ length: 200 }, () => known), mostFalse: 1e-5 };
    const hurried = openImageReader({ timeoutMs: 1, mostWaiting: 2 });
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => hurried.compare(question)));
    const codeOf = (outcome: PromiseSettledResult<unknown>) =>
      outcome.status === 'rejected' && (outcome.reason as { code: string }).code; // a Refusal, or the test fails
    expect(outcomes.map(codeOf)).toEqual(['IMAGE_TOO_SLOW', 'IMAGE_TOO_SLOW', 'IMAGE_TOO_SLOW', 'TOO_BUSY']);
    await hurried.close();
    expect(await reader.compare({ ...question, candidates: [known] })).toMatchObject([
      { agreed: { features: true, dense: true } },
    ]);
    expect(await reader.compare({ ...question, candidates: [] })).toEqual([]);
  });

  it('a picture that takes longer than the time limit', async () => {
    const hurried = openImageReader({ timeoutMs: 1 });
    const path = await aFile(await aPicture());
    await expect(hurried.inspect(path)).rejects.toMatchObject({ name: 'Refusal', code: 'IMAGE_TOO_SLOW' });
    await hurried.close();
  });
});

describe('the workers of an image reader', () => {
  it('are replaced when they crash, and only the picture at hand fails', async () => {
    const faulty = openImageReader({ workers: 1, workerUrl: await aFaultyWorker() });
    const path = await aFile(await aPicture({ width: 64, height: 64 }));
    const outcomes = await Promise.allSettled(
      ['crash', path, 'throw', path].map((asked) => faulty.inspect(asked)),
    );
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { message: 'The image worker ended with code 9 on inspect of crash' } },
      { status: 'fulfilled', value: { width: 64 } },
      { status: 'rejected', reason: { message: 'The image worker failed on inspect of throw' } },
      { status: 'fulfilled', value: { width: 64 } },
    ]);
    await faulty.close();
  });

  it('are ended by force at the time limit, even in a loop without end', async () => {
    // Within it the next worker has to begin, too, and read a picture: on a busy machine that takes seconds.
    const faulty = openImageReader({ workers: 1, timeoutMs: 10_000, workerUrl: await aFaultyWorker() });
    const path = await aFile(await aPicture({ width: 64, height: 64 }));
    const hung = expect(faulty.inspect('hang')).rejects.toMatchObject({ code: 'IMAGE_TOO_SLOW' });
    const after = faulty.inspect(path);
    await hung;
    expect((await after).width).toBe(64);
    await faulty.close();
  });

  it('say which file is missing, as an error and no refusal', async () => {
    await expect(reader.inspect(join(folder, 'nowhere.png'))).rejects.toMatchObject({
      name: 'Error',
      message: expect.stringContaining('nowhere.png'),
      cause: expect.objectContaining({ message: expect.stringContaining('ENOENT') }),
    });
  });

  it('answer nobody once the reader is closed', async () => {
    const closed = openImageReader();
    await closed.close();
    await expect(closed.inspect('any')).rejects.toThrow('The image reader is closed.');
  });
});
