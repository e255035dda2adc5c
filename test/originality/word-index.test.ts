import sharp from 'sharp';
import { localFeatures, type BothFeatures } from '../../src/originality/local-features.js';
import { openWordIndex, openWordIndexes, type WordIndex } from '../../src/originality/word-index.js';
import { aPicture, mirrored } from '../fixtures/pictures.js';

const featuresOf = async (picture: Uint8Array, most = 500): Promise<BothFeatures> => {
  const { data, info } = await sharp(picture)
    .removeAlpha()
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return localFeatures({ width: info.width, height: info.height, grey: data }, most);
};
const ODD = { seed: 1000 };

describe('an index of visual words', () => {
  let index: WordIndex;
  const COUNT = 40;
  beforeAll(async () => {
    index = openWordIndex();
    for (let seed = 0; seed < COUNT; seed += 1)
      expect(index.add((await featuresOf(await aPicture({ seed }))).upright)).toBe(seed);
  });

  it.each([0, 7, 39])('names picture %i first for a crop of it, far before any other', async (seed) => {
    const crop = await sharp(await aPicture({ seed }))
      .extract({ left: 150, top: 90, width: 330, height: 260 })
      .jpeg({ quality: 60 })
      .toBuffer();
    const [first, second] = index.ask((await featuresOf(crop)).upright, 10);
    expect(first?.picture).toBe(seed);
    expect(first?.score).toBeGreaterThan(3 * (second?.score ?? 0));
  });

  it('names the original of a mirrored picture by its mirrored features', async () => {
    const asked = await featuresOf(await mirrored(await aPicture({ seed: 5 })));
    expect(index.ask(asked.mirrored, 1)).toMatchObject([{ picture: 5 }]);
  });

  it('gives at most as many as are wanted, the most alike first', async () => {
    const asked = (await featuresOf(await aPicture({ seed: 3 }))).upright;
    const all = index.ask(asked, 1000);
    expect(all.length).toBeLessThanOrEqual(COUNT);
    const scores = all.map((one) => one.score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(index.ask(asked, 3)).toEqual(all.slice(0, 3));
  });

  it('answers the same where several memories hold the pictures', async () => {
    const several = openWordIndexes({ mostPictures: 15 });
    for (let seed = 0; seed < COUNT; seed += 1)
      expect(several.add((await featuresOf(await aPicture({ seed }))).upright)).toBe(seed);
    for (const seed of [0, 14, 15, 39]) {
      const found = several.ask((await featuresOf(await aPicture({ seed }))).upright, 3);
      expect(found[0]?.picture).toBe(seed);
      expect(found).toHaveLength(3);
    }
    expect(openWordIndexes().ask((await featuresOf(await aPicture({ seed: 0 }))).upright, 3)).toEqual([]);
  });

  it('knows nothing at first, and nothing of a picture without features', async () => {
    const empty = openWordIndex();
    const asked = (await featuresOf(await aPicture(ODD))).upright;
    expect(empty.ask(asked, 5)).toEqual([]);
    const plain = localFeatures({ width: 100, height: 100, grey: new Uint8Array(10_000) }, 500).upright;
    expect(empty.add(plain)).toBe(0);
    expect(empty.add(asked)).toBe(1);
    expect(empty.ask(plain, 5)).toEqual([]);
    expect(empty.ask(asked, 5)).toMatchObject([{ picture: 1 }]);
  });

  it('keeps every picture of many that are alike, as it grows', async () => {
    const growing = openWordIndex();
    const asked = (await featuresOf(await aPicture(ODD), 60)).upright;
    for (let copy = 0; copy < 300; copy += 1) {
      growing.add(asked);
      if (copy % 50 === 0) expect(growing.ask(asked, 1000)).toHaveLength(copy + 1);
    }
    const found = growing.ask(asked, 1000);
    expect(found.map(({ picture }) => picture).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 300 }, (_, at) => at),
    );
    expect(new Set(found.map(({ score }) => score)).size).toBe(1);
  });

  it('refuses more features at once than it has room for', () => {
    const many = { count: 4097, bits: new Uint32Array(4097 * 8), axes: new Uint8Array(4097 * 8) };
    expect(() => index.add(many)).toThrow(RangeError);
  });
});
