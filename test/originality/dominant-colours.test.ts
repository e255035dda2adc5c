import { dominantColours } from '../../src/originality/dominant-colours.js';
import type { Pixels } from '../../src/originality/pdq.js';

const striped = (...colours: readonly (readonly [number, number, number])[]): Pixels => {
  const [width, height] = [200, 100];
  const rgb = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at += 1)
    rgb.set(colours[Math.floor(((at % width) * colours.length) / width)] ?? [0, 0, 0], 3 * at);
  return { width, height, rgb };
};

it('a plain picture has one colour', () => {
  expect(dominantColours(striped([138, 43, 226]))).toEqual([{ hex: '#8a2be2', share: 1 }]);
});

it('colours go by their shares, and shades of one are one', () => {
  const found = dominantColours(striped([200, 30, 30], [206, 34, 34], [196, 28, 26], [255, 255, 255]));
  expect(found).toEqual([
    { hex: '#c91f1e', share: 0.75 },
    { hex: '#ffffff', share: 0.25 },
  ]);
});

it('there are five at most, and none of less than three hundredths', () => {
  const many = striped(
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
    [255, 255, 0],
    [0, 255, 255],
    [255, 0, 255],
    [0, 0, 0],
  );
  expect(dominantColours(many)).toHaveLength(5);
  const white = Array.from({ length: 49 }, () => [255, 255, 255] as const);
  expect(dominantColours(striped(...white, [0, 0, 0]))).toEqual([{ hex: '#ffffff', share: 0.98 }]);
});

it('a picture of one pixel has its colour', () => {
  expect(dominantColours({ width: 1, height: 1, rgb: new Uint8Array([1, 2, 3]) })).toEqual([
    { hex: '#010203', share: 1 },
  ]);
});
