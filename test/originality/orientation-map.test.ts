import sharp, { type Sharp } from 'sharp';
import { mapPoint } from '../../src/originality/affine.js';
import { boxToBox, orientationOf } from '../../src/originality/orientation-map.js';
import { PDQ_NEAR } from '../../src/originality/match.js';
import { hammingDistance, ORIENTATIONS, pdq, type Orientation, type Pdq } from '../../src/originality/pdq.js';
import { aPicture } from '../fixtures/pictures.js';

const KNOWN = { width: 300, height: 200 };
const whole = ({ width, height }: { width: number; height: number }) => ({ left: 0, top: 0, width, height });

async function pdqOf(image: Sharp): Promise<{ size: { width: number; height: number }; found: Pdq }> {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const size = { width: info.width, height: info.height };
  return { size, found: pdq({ ...size, rgb: data }) };
}

/** The known picture with one pixel in each corner's place marked, to see where a turn puts it. */
const CORNERS = [
  [0, 0],
  [299, 0],
  [0, 199],
  [299, 199],
] as const;

async function whereTheCornersGo(turn: (image: Sharp) => Sharp) {
  return Promise.all(
    CORNERS.map(async ([x, y]) => {
      const rgb = Buffer.alloc(KNOWN.width * KNOWN.height * 3);
      rgb.fill(255, (y * KNOWN.width + x) * 3, (y * KNOWN.width + x + 1) * 3);
      const { data, info } = await turn(sharp(rgb, { raw: { ...KNOWN, channels: 3 } }))
        .raw()
        .toBuffer({ resolveWithObject: true });
      const place = data.indexOf(255) / 3;
      return {
        from: { x: (place % info.width) + 0.5, y: Math.floor(place / info.width) + 0.5 },
        to: { x: x + 0.5, y: y + 0.5 },
      };
    }),
  );
}

const TURNS: readonly (readonly [string, (image: Sharp) => Sharp])[] = [
  ['as it is', (image) => image],
  ['turned by 90°', (image) => image.rotate(90)],
  ['turned by 180°', (image) => image.rotate(180)],
  ['turned by 270°', (image) => image.rotate(270)],
  ['with left and right exchanged', (image) => image.flop()],
  ['with top and bottom exchanged', (image) => image.flip()],
  ['turned by 90° and then mirrored', (image) => image.rotate(90).flop()],
  ['turned by 270° and then mirrored', (image) => image.rotate(270).flop()],
];

describe('a picture', () => {
  let picture: Buffer;
  let known: Pdq;
  const seen = new Set<Orientation>();
  beforeAll(async () => {
    picture = await aPicture({ seed: 41, ...KNOWN, format: 'png' });
    known = (await pdqOf(sharp(picture))).found;
  });

  it.each(TURNS)('%s lies on itself where PDQ says that it does', async (_, turn) => {
    // Through a file: sharp turns before it mirrors, whatever the order of the calls.
    const { size, found } = await pdqOf(sharp(await turn(sharp(picture)).png().toBuffer()));
    const distances = ORIENTATIONS.map((orientation) => ({
      orientation,
      distance: hammingDistance(found.orientations[orientation], known.hash),
    })).toSorted((a, b) => a.distance - b.distance);
    const [nearest, second] = distances;
    expect(nearest?.distance).toBeLessThanOrEqual(PDQ_NEAR);
    expect(second?.distance).toBeGreaterThan(80);
    const orientation = nearest?.orientation ?? 'original';
    seen.add(orientation);
    const map = boxToBox(whole(size), whole(KNOWN), orientation);
    for (const { from, to } of await whereTheCornersGo(turn)) {
      const at = mapPoint(map, from);
      expect(at.x).toBeCloseTo(to.x, 6);
      expect(at.y).toBeCloseTo(to.y, 6);
    }
    expect(orientationOf(map)).toBe(orientation);
  });

  it('is turned in as many ways as PDQ knows', () => {
    expect(seen.size).toBe(ORIENTATIONS.length);
  });

  it('within a border lies on a box by that box alone', () => {
    const asked = { left: 10, top: 20, width: 100, height: 50 };
    const box = { left: 5, top: 0, width: 300, height: 200 };
    const map = boxToBox(asked, box, 'original');
    expect(mapPoint(map, { x: 10, y: 20 })).toEqual({ x: 5, y: 0 });
    expect(mapPoint(map, { x: 110, y: 70 })).toEqual({ x: 305, y: 200 });
    for (const orientation of ORIENTATIONS)
      expect(orientationOf(boxToBox(asked, box, orientation))).toBe(orientation);
  });

  it('turned by less than an eighth of a turn counts as upright', () => {
    const [cos, sin] = [Math.cos(0.7), Math.sin(0.7)];
    expect(orientationOf([cos, -sin, 0, sin, cos, 0])).toBe('original');
  });
});
