import {
  hammingDistance,
  ORIENTATIONS,
  pdq,
  type Orientation,
  type Pixels,
} from '../../src/originality/pdq.js';
import { randomFrom } from '../fixtures/pictures.js';

const ZERO = '0'.repeat(64);

const CELLS = 20;

/** Patches of random colours that run into one another. */
function aPattern({ seed = 1, width = 400, height = 400 } = {}): Pixels {
  const random = randomFrom(seed);
  const patches = Float64Array.from({ length: (CELLS + 1) * (CELLS + 1) * 3 }, () => random() * 255);
  const patch = (column: number, row: number, colour: number) =>
    patches[(row * (CELLS + 1) + column) * 3 + colour]!;
  return painted(width, height, (x, y, colour) => {
    const [across, down] = [(x * CELLS) / width, (y * CELLS) / height];
    const [column, row] = [Math.floor(across), Math.floor(down)];
    const above = between(patch(column, row, colour), patch(column + 1, row, colour), across - column);
    const below = between(
      patch(column, row + 1, colour),
      patch(column + 1, row + 1, colour),
      across - column,
    );
    return between(above, below, down - row);
  });
}

const between = (a: number, b: number, share: number) => a + (b - a) * share;

function painted(
  width: number,
  height: number,
  value: (x: number, y: number, colour: number) => number,
): Pixels {
  const rgb = new Uint8ClampedArray(width * height * 3);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      for (let colour = 0; colour < 3; colour++) rgb[to++] = value(x, y, colour);
  }
  return { width, height, rgb: new Uint8Array(rgb.buffer) };
}

/** The square picture whose pixel at (x, y) is the source's at `from(x, y)`. */
function moved(source: Pixels, from: (x: number, y: number) => readonly [number, number]): Pixels {
  return painted(source.width, source.height, (x, y, colour) => {
    const [sourceX, sourceY] = from(x, y);
    return source.rgb[3 * (sourceY * source.width + sourceX) + colour]!;
  });
}

describe('pdq', () => {
  const side = 400;
  const last = side - 1;
  // Turns are anticlockwise and flipX turns the picture upside down: PDQ's names, kept as published.
  const movements: Readonly<Record<Orientation, (x: number, y: number) => readonly [number, number]>> = {
    original: (x, y) => [x, y],
    rotate90: (x, y) => [last - y, x],
    rotate180: (x, y) => [last - x, last - y],
    rotate270: (x, y) => [y, last - x],
    flipX: (x, y) => [x, last - y],
    flipY: (x, y) => [last - x, y],
    transpose: (x, y) => [y, x],
    antiTranspose: (x, y) => [last - y, last - x],
  };

  it.each(ORIENTATIONS)('foretells the hash of the picture moved by %s', (orientation) => {
    const picture = aPattern({ width: side, height: side });
    const { orientations } = pdq(picture);
    const found = pdq(moved(picture, movements[orientation])).hash;
    // The box filter sits half a pixel off its centre, so the bits near the median differ; all others are far.
    for (const name of ORIENTATIONS) {
      const distance = hammingDistance(orientations[name], found);
      if (name === orientation) expect(distance).toBeLessThanOrEqual(20);
      else expect(distance).toBeGreaterThan(80);
    }
  });

  it('gives 64 lower-case hex digits, half of whose bits are set', () => {
    const { hash } = pdq(aPattern());
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hammingDistance(hash, ZERO)).toBe(128);
  });

  it('finds a textured picture good, and far from another', () => {
    const [one, other] = [pdq(aPattern({ seed: 1 })), pdq(aPattern({ seed: 2 }))];
    expect(one.quality).toBeGreaterThanOrEqual(80);
    expect(hammingDistance(one.hash, other.hash)).toBeGreaterThan(60);
  });

  it.each([
    [4, 300],
    [300, 4],
    [1, 1],
  ])('gives a picture of %i × %i the zero hash and quality 0', (width, height) => {
    const { hash, quality, orientations } = pdq(aPattern({ width, height }));
    expect({ hash, quality }).toEqual({ hash: ZERO, quality: 0 });
    expect(new Set(Object.values(orientations))).toEqual(new Set([ZERO]));
  });

  it('finds no quality in a flat picture', () => {
    expect(pdq(painted(300, 200, () => 200)).quality).toBe(0);
  });

  it('samples a large picture as if it had been sent at 512 × 512', () => {
    const large = aPattern({ width: 1500, height: 700 });
    const sampled = painted(512, 512, (x, y, colour) => {
      const column = Math.floor((x * 1500) / 512);
      const row = Math.floor((y * 700) / 512);
      return large.rgb[3 * (row * 1500 + column) + colour]!;
    });
    expect(pdq(large)).toEqual(pdq(sampled));
  });
});

describe('hammingDistance', () => {
  it('counts the bits that differ', () => {
    expect(hammingDistance(ZERO, ZERO)).toBe(0);
    expect(hammingDistance(ZERO, 'f'.repeat(64))).toBe(256);
    expect(hammingDistance(ZERO, `8${'0'.repeat(62)}3`)).toBe(3);
  });
});
