import sharp from 'sharp';
import { mapPoint, type Affine } from '../../src/originality/affine.js';
import { align, type Alignment } from '../../src/originality/alignment.js';
import { localFeatures, type BothFeatures, type GreyPicture } from '../../src/originality/local-features.js';
import { pairFeatures } from '../../src/originality/pair-features.js';
import { aPicture } from '../fixtures/pictures.js';

const greyOf = async (image: ReturnType<typeof sharp>): Promise<GreyPicture> => {
  const { data, info } = await image.removeAlpha().greyscale().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, grey: data };
};
const featuresOf = async (image: ReturnType<typeof sharp>, most = 1000): Promise<BothFeatures> =>
  localFeatures(await greyOf(image), most);

const alignBoth = (asked: BothFeatures, known: BothFeatures) => {
  const one = (features: BothFeatures['upright']): Alignment | null =>
    align({
      asked: features,
      known: known.upright,
      pairs: pairFeatures(features, known.upright),
    });
  return { upright: one(asked.upright), mirrored: one(asked.mirrored) };
};

/** How far a map puts the asked picture's corners from where they belong, in pixels of the known one. */
const farthestCorner = (
  found: Affine | undefined,
  { wanted, width, height }: { wanted: Affine; width: number; height: number },
): number => {
  if (!found) return Infinity;
  const corners = [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ] as const;
  return Math.max(
    ...corners.map(([x, y]) => {
      const [is, should] = [mapPoint(found, { x, y }), mapPoint(wanted, { x, y })];
      return Math.hypot(is.x - should.x, is.y - should.y);
    }),
  );
};

describe('local features', () => {
  let picture: Buffer;
  let known: BothFeatures;
  beforeAll(async () => {
    picture = await aPicture({ seed: 7, format: 'png' });
    known = await featuresOf(sharp(picture));
  });

  it.each<[string, (image: ReturnType<typeof sharp>) => ReturnType<typeof sharp>, Affine]>([
    ['the picture itself', (image) => image, [1, 0, 0, 0, 1, 0]],
    [
      'a crop',
      (image) => image.extract({ left: 200, top: 100, width: 320, height: 240 }),
      [1, 0, 200, 0, 1, 100],
    ],
    ['a smaller copy', (image) => image.resize(320, 240), [2, 0, 0, 0, 2, 0]],
    ['a larger copy', (image) => image.resize(960, 720), [2 / 3, 0, 0, 0, 2 / 3, 0]],
    ['a copy turned by a quarter', (image) => image.rotate(90), [0, 1, 0, -1, 0, 480]],
    ['a copy that is stretched', (image) => image.resize(800, 480, { fit: 'fill' }), [0.8, 0, 0, 0, 1, 0]],
    ['a copy in poor quality', (image) => image.jpeg({ quality: 15 }), [1, 0, 0, 0, 1, 0]],
    ['a dark copy', (image) => image.linear(0.4, 0), [1, 0, 0, 0, 1, 0]],
  ])('say where %s lies on the picture', async (_, change, wanted) => {
    const { data, info } = await change(sharp(picture)).toBuffer({ resolveWithObject: true });
    const { upright } = alignBoth(await featuresOf(sharp(data)), known);
    expect(upright?.inliers.length).toBeGreaterThan(15);
    expect(farthestCorner(upright?.matrix, { ...info, wanted })).toBeLessThan(6);
  });

  it('say so of a mirrored crop, and only by its mirrored features', async () => {
    const crop = await sharp(picture).extract({ left: 40, top: 60, width: 400, height: 300 }).toBuffer();
    const asked = await featuresOf(sharp(crop).flop());
    const { upright, mirrored } = alignBoth(asked, known);
    expect(upright?.inliers.length ?? 0).toBeLessThan(10);
    const wanted: Affine = [1, 0, 40, 0, 1, 60];
    expect(farthestCorner(mirrored?.matrix, { wanted, width: 400, height: 300 })).toBeLessThan(6);
  });

  it('agree on no map of another picture beyond chance', async () => {
    for (let seed = 20; seed < 32; seed += 1) {
      const other = await featuresOf(sharp(await aPicture({ seed })));
      const { upright, mirrored } = alignBoth(other, known);
      expect(Math.max(upright?.inliers.length ?? 0, mirrored?.inliers.length ?? 0)).toBeLessThan(12);
    }
  });

  it('are the same each time, at most as many as are wanted, and within the picture', async () => {
    const again = await featuresOf(sharp(picture));
    expect(again).toEqual(known);
    const { upright } = await featuresOf(sharp(picture), 50);
    expect(upright.count).toBe(50);
    for (let at = 0; at < upright.count; at += 1) {
      const [x = -1, y = -1, sigma = -1, direction = -1] = upright.places.subarray(at * 4);
      expect(x >= 0 && x < 640 && y >= 0 && y < 480 && sigma > 1 && direction >= 0 && direction < 1).toBe(
        true,
      );
    }
  });

  it.each([
    [1, 1],
    [1, 400],
    [23, 23],
    [24, 24],
    [25, 31],
    [300, 7],
  ])('are read from pictures of %i × %i', (width, height) => {
    const grey = Uint8Array.from({ length: width * height }, (_, at) => (at * 7919) % 256);
    const { upright } = localFeatures({ width, height, grey }, 500);
    expect(upright.count).toBe(Math.min(width, height) < 24 ? 0 : upright.count);
  });

  it('are none where the picture is plain', () => {
    const plain = { width: 300, height: 200, grey: new Uint8Array(60_000).fill(200) };
    expect(localFeatures(plain, 500).upright.count).toBe(0);
    expect(alignBoth(localFeatures(plain, 500), known)).toEqual({ upright: null, mirrored: null });
  });
});
