import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { openImageReader } from '../../src/adapters/images/open-image-reader.js';
import { openRenditions } from '../../src/adapters/images/open-renditions.js';
import { sizesOf, type Size } from '../../src/lib/iiif-sizes.js';
import type { ImageReader } from '../../src/originality/fingerprint.js';
import type { RenditionSet } from '../../src/ports.js';
import { renditionName, renditionOf, scaleFactorsOf } from '../../src/works/renditions/rendition.js';
import { storedWith } from '../fixtures/odd-pictures.js';
import { aPicture } from '../fixtures/pictures.js';

let folder: string;
let images: ImageReader;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'raisonne-renditions-'));
  images = openImageReader();
});
afterAll(async () => {
  await images.close();
  await rm(folder, { recursive: true });
});

/** Renders a picture by the reader of pictures; gives the folder. */
async function rendered(picture: Uint8Array, part: RenditionSet['part'], size: Size): Promise<string> {
  const from = path.join(folder, `picture-${(count += 1)}`);
  const to = path.join(folder, `rendered-${count}`);
  await writeFile(from, picture);
  await images.render({ path: from, part, size, folder: to });
  return to;
}

async function filesBelow(place: string): Promise<string[]> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.relative(place, path.join(entry.parentPath, entry.name)));
}

/** How far the pixels of two pictures are apart, on average. */
async function difference(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [a, b] = await Promise.all(
    [one, other].map((bytes) => sharp(bytes).removeAlpha().resize(60, 40, { fit: 'fill' }).raw().toBuffer()),
  );
  return a!.reduce((sum, value, at) => sum + Math.abs(value - (b?.[at] ?? 0)), 0) / a!.length;
}

describe('a picture as it is shown', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'is upright in sizes and tiles where its EXIF says %i',
    async (turned) => {
      const size = { width: 600, height: 400 };
      const picture = await aPicture({ seed: 71, ...size });
      const stored = await storedWith(picture, turned);
      const sizes = await rendered(stored, 'sizes', size);
      expect((await filesBelow(sizes)).toSorted()).toEqual(
        sizesOf(size)
          .map((one) => renditionName({ part: 'sizes', region: 'full', size: one }))
          .toSorted(),
      );
      const whole = await readFile(path.join(sizes, 'full/480,320/0/default.jpg'));
      expect(await difference(whole, picture)).toBeLessThan(8);
      const tiles = await rendered(stored, 'tiles', size);
      const left = await readFile(path.join(tiles, '0,0,512,400/512,400/0/default.jpg'));
      const expected = await sharp(picture).extract({ left: 0, top: 0, width: 512, height: 400 }).toBuffer();
      expect(await difference(left, expected)).toBeLessThan(8);
    },
  );

  it.each([
    [2500, 1300],
    [1025, 513],
    [1024, 512],
    [513, 1],
  ])('of %i × %i is cut into the very tiles that its service names', async (width, height) => {
    const size = { width, height };
    const picture = await sharp({ create: { ...size, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
    const tiles = await rendered(picture, 'tiles', size);
    const found = (await filesBelow(tiles)).filter((name) => name.endsWith('.jpg'));
    const named = scaleFactorsOf(size).flatMap((factor) => tilesOf(size, factor));
    expect(found.toSorted()).toEqual(named.toSorted());
  });

  it('lies on white, in sRGB, and carries nothing over', async () => {
    const size = { width: 64, height: 64 };
    const clear = await sharp({
      create: { ...size, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0 } },
    })
      .withExif({ IFD0: { Artist: 'Ada Lovelace' } })
      .withIccProfile('p3')
      .png()
      .toBuffer();
    expect(await sharp(clear).metadata()).toMatchObject({ exif: expect.anything() as Buffer });
    const sizes = await rendered(clear, 'sizes', size);
    const shown = await readFile(path.join(sizes, 'full/64,64/0/default.jpg'));
    const { exif, icc, xmp, iptc, space, hasAlpha } = await sharp(shown).metadata();
    expect({ exif, icc, xmp, iptc, space, hasAlpha }).toEqual({ space: 'srgb', hasAlpha: false });
    const [red, green, blue] = (await sharp(shown).stats()).channels;
    expect([red, green, blue].map((channel) => channel?.min)).toEqual([255, 255, 255]);
    const grey = await sharp(clear).flatten({ background: 'gray' }).greyscale().png().toBuffer();
    const tiles = await rendered(grey, 'tiles', size);
    const tile = (await filesBelow(tiles)).find((name) => name.endsWith('.jpg')) ?? '';
    expect(await sharp(path.join(tiles, tile)).metadata()).toMatchObject({ space: 'srgb', channels: 3 });
  });
});

/** As the specification's own example of a client goes through them (§4.7, and its implementation notes). */
function tilesOf({ width, height }: Size, factor: number): string[] {
  const side = 512 * factor;
  const names: string[] = [];
  for (let y = 0; y < height; y += side)
    for (let x = 0; x < width; x += side) {
      const [w, h] = [Math.min(side, width - x), Math.min(side, height - y)];
      const request = {
        region: [x, y, w, h].join(),
        size: `${Math.ceil(w / factor)},${Math.ceil(h / factor)}`,
      };
      const tile = renditionOf({ ...request, rotation: '0', quality: 'default.jpg' }, { width, height });
      names.push(tile ? renditionName(tile) : `none for ${request.region}`);
    }
  return names;
}

describe('a folder of renditions', () => {
  const NAME = 'full/1,1/0/default.jpg';
  const aSet = (cid: string): RenditionSet => ({ cid, part: 'sizes' });
  const holding = (bytes: number) => async (place: string) => {
    await mkdir(path.dirname(path.join(place, NAME)), { recursive: true });
    await writeFile(path.join(place, NAME), Buffer.alloc(bytes));
  };
  const aFolder = () => path.join(folder, `folder-${(count += 1)}`);

  it('has a set made once, however many ask for it at once', async () => {
    const renditions = openRenditions({ folder: aFolder(), mostBytes: 1e6 });
    let made = 0;
    const into = async (place: string) => {
      made += 1;
      await holding(10)(place);
    };
    expect(await renditions.read(aSet('one'), NAME)).toBeNull();
    await Promise.all(Array.from({ length: 20 }, () => renditions.make(aSet('one'), into)));
    expect(made).toBe(1);
    expect(await renditions.read(aSet('one'), NAME)).toHaveLength(10);
    expect(await renditions.read(aSet('one'), 'full/2,2/0/default.jpg')).toBeNull();
  });

  it('shows nothing of a set that could not be made, and makes it when it is asked again', async () => {
    const place = aFolder();
    const renditions = openRenditions({ folder: place, mostBytes: 1e6 });
    const failing = async (to: string) => {
      await holding(10)(to);
      throw new Error('the decoder failed');
    };
    await expect(renditions.make(aSet('one'), failing)).rejects.toThrow('the decoder failed');
    expect(await readdir(place)).toEqual([]);
    await renditions.make(aSet('one'), holding(10));
    expect(await renditions.read(aSet('one'), NAME)).toHaveLength(10);
  });

  it('takes out those that were not used for longest, where there are too many bytes', async () => {
    const place = aFolder();
    const renditions = openRenditions({ folder: place, mostBytes: 1000 });
    for (const [at, cid] of ['a', 'b', 'c'].entries()) {
      await renditions.make(aSet(cid), holding(300));
      await utimes(path.join(place, `${cid}.sizes`, 'bytes'), at, at);
    }
    await renditions.read(aSet('a'), NAME);
    await renditions.make(aSet('d'), holding(300));
    expect((await readdir(place)).toSorted()).toEqual(['a.sizes', 'c.sizes', 'd.sizes']);
  });

  it('can be deleted at any time, in whole or in part', async () => {
    const place = aFolder();
    const renditions = openRenditions({ folder: place, mostBytes: 1e6 });
    await renditions.make(aSet('one'), holding(10));
    await rm(path.join(place, 'one.sizes', 'pictures', 'full'), { recursive: true });
    expect(await renditions.read(aSet('one'), NAME)).toBeNull();
    await renditions.make(aSet('one'), holding(20));
    expect(await renditions.read(aSet('one'), NAME)).toHaveLength(20);
    await rm(place, { recursive: true });
    expect(await renditions.read(aSet('one'), NAME)).toBeNull();
    await renditions.remove('one');
    await renditions.make(aSet('one'), holding(30));
    expect(await renditions.read(aSet('one'), NAME)).toHaveLength(30);
  });

  it('keeps nothing of a picture that is removed, nor what a killed process left of it', async () => {
    const place = aFolder();
    const renditions = openRenditions({ folder: place, mostBytes: 1e6 });
    for (const cid of ['one', 'two'])
      for (const part of ['sizes', 'tiles'] as const) await renditions.make({ cid, part }, holding(10));
    await holding(10)(path.join(place, 'draft-one.tiles-abc', 'pictures'));
    await renditions.remove('one');
    expect((await readdir(place)).toSorted()).toEqual(['two.sizes', 'two.tiles']);
  });
});
