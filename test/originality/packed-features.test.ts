import sharp from 'sharp';
import { localFeatures, type LocalFeatures } from '../../src/originality/local-features.js';
import { packFeatures, unpackFeatures } from '../../src/originality/packed-features.js';
import { aPicture } from '../fixtures/pictures.js';

const numbersOf = (features: LocalFeatures, number: number): number[] =>
  Array.from({ length: features.count }, (_, at) => features.places[at * 4 + number] ?? NaN);

describe('packed features', () => {
  let features: LocalFeatures;
  let again: LocalFeatures;
  beforeAll(async () => {
    const picture = await aPicture({ seed: 3, width: 400, height: 300 });
    const grey = await sharp(picture).greyscale().raw().toBuffer();
    features = localFeatures({ width: 400, height: 300, grey }, 500).upright;
    again = unpackFeatures(packFeatures(features));
  });

  it('take 44 bytes each, and 8 for all', () => {
    expect(features.count).toBeGreaterThan(100);
    expect(packFeatures(features)).toHaveLength(8 + 44 * features.count);
  });

  it.each([
    ['x', 0, 1 / 64],
    ['y', 1, 1 / 64],
    ['sigma', 2, 1 / 512],
    ['direction', 3, 1 / 131_072],
  ])('keep %s to the precision that is stated', (_, number, most) => {
    const wanted = numbersOf(features, number);
    const off = numbersOf(again, number).map((value, at) => {
      const apart = Math.abs(value - (wanted[at] ?? NaN));
      return number === 3 ? Math.min(apart, 1 - apart) : apart;
    });
    expect(Math.max(...off)).toBeLessThanOrEqual(most + 1e-6);
  });

  it('keep size, bits and the nearest axis of each frame as they are', () => {
    const { width, height, count, bits } = again;
    expect({ width, height, count }).toEqual({ width: 400, height: 300, count: features.count });
    expect(bits).toEqual(features.bits);
    for (let at = 0; at < count; at += 1)
      for (const first of [0, 4]) expect(again.axes[at * 8 + first]).toBe(features.axes[at * 8 + first]);
  });

  it('are the same when they are packed again', () => {
    expect(packFeatures(again)).toEqual(packFeatures(features));
  });

  it('may be none, and may lie anywhere in a larger buffer, as a database gives them', () => {
    const none = localFeatures({ width: 50, height: 40, grey: new Uint8Array(2000) }, 500).upright;
    expect(unpackFeatures(packFeatures(none))).toEqual({ ...none, count: 0 });
    const packed = packFeatures(features);
    const larger = new Uint8Array(packed.length + 3);
    larger.set(packed, 3);
    expect(unpackFeatures(larger.subarray(3))).toEqual(again);
  });
});
