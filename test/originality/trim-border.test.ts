import sharp, { type Sharp } from 'sharp';
import type { Pixels } from '../../src/originality/pdq.js';
import { cutOut, withinBorder, type Box } from '../../src/originality/trim-border.js';
import { aPicture } from '../fixtures/pictures.js';
import { aRandom } from '../fixtures/random.js';

const SIZE = { width: 200, height: 150 };
type Sides = Partial<Record<'left' | 'right' | 'top' | 'bottom', number>>;

const pixelsOf = async (image: Sharp): Promise<Pixels> => {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
};
const bordered = async (picture: Buffer, sides: Sides, background: string): Promise<Buffer> =>
  sharp(picture)
    .extend({ ...sides, background })
    .png()
    .toBuffer();

describe('what is within a border', () => {
  let picture: Buffer;
  beforeAll(async () => {
    picture = await aPicture({ seed: 31, ...SIZE, format: 'png' });
  });
  const boxIn = async (image: Buffer): Promise<Box | null> => withinBorder(await pixelsOf(sharp(image)));

  it.each<[string, Sides, string]>([
    ['a white mat', { left: 30, right: 30, top: 30, bottom: 30 }, '#ffffff'],
    ['a mat with a wide foot', { left: 20, right: 20, top: 20, bottom: 60 }, '#f4f0e6'],
    ['black bars above and below', { top: 25, bottom: 25 }, '#000000'],
    ['black bars beside', { left: 40, right: 40 }, '#000000'],
    ['a margin on the left alone', { left: 12 }, '#808080'],
    ['a margin on top alone', { top: 9 }, '#808080'],
  ])('is found in %s, to the pixel', async (_, sides, colour) => {
    const { left = 0, top = 0 } = sides;
    const box = await boxIn(await bordered(picture, sides, colour));
    expect(box).toEqual({ left, top, ...SIZE });
  });

  it('is found where each side has its own colour', async () => {
    let framed = picture;
    for (const [side, colour] of [
      ['left', '#102030'],
      ['right', '#e0d0c0'],
      ['top', '#ffffff'],
      ['bottom', '#203010'],
    ] as const)
      framed = await bordered(framed, { [side]: 15 }, colour);
    expect(await boxIn(framed)).toEqual({ left: 15, top: 15, ...SIZE });
  });

  it('is found to within a few pixels after JPEG, and through dust', async () => {
    const mat = await bordered(picture, { left: 40, right: 40, top: 32, bottom: 32 }, '#efe8dc');
    const dusty = await pixelsOf(sharp(await sharp(mat).jpeg({ quality: 60 }).toBuffer()));
    const random = aRandom('dust');
    for (let speck = 0; speck < 60; speck += 1) {
      const place = random.below(dusty.width * dusty.height) * 3;
      dusty.rgb.fill(20, place, place + 3);
    }
    const found = withinBorder(dusty);
    expect(Math.abs((found?.left ?? 0) - 40)).toBeLessThanOrEqual(8);
    expect(Math.abs((found?.top ?? 0) - 32)).toBeLessThanOrEqual(8);
    expect(Math.abs((found?.width ?? 0) - SIZE.width)).toBeLessThanOrEqual(16);
  });

  it('is nothing else where there is no border, or one too narrow to mean anything', async () => {
    expect(await boxIn(picture)).toBeNull();
    expect(await boxIn(await bordered(picture, { left: 2 }, '#000000'))).toBeNull();
  });

  it('is nothing where all is plain, or nearly all', async () => {
    const plain = { width: 60, height: 40, rgb: new Uint8Array(60 * 40 * 3).fill(77) };
    expect(withinBorder(plain)).toBeNull();
    expect(await boxIn(await bordered(picture, { left: 900, right: 0, top: 0 }, '#ffffff'))).toBeNull();
    expect(withinBorder({ width: 1, height: 1, rgb: new Uint8Array(3) })).toBeNull();
  });

  it('is not a plain sky that ends in a slope', async () => {
    const { width, height, rgb } = await pixelsOf(sharp(picture));
    const sky = Uint8Array.from(rgb);
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1)
        if (x + y < 60) sky.fill(200, (y * width + x) * 3, (y * width + x + 1) * 3);
    expect(withinBorder({ width, height, rgb: sky })).toBeNull();
  });

  it('is cut out as it is', async () => {
    const mat = await bordered(picture, { left: 10, top: 20, bottom: 5 }, '#ffffff');
    const box = { left: 10, top: 20, ...SIZE };
    const cut = cutOut(await pixelsOf(sharp(mat)), box);
    const own = await pixelsOf(sharp(picture));
    expect(Buffer.compare(Buffer.from(cut.rgb), Buffer.from(own.rgb))).toBe(0);
  });
});
