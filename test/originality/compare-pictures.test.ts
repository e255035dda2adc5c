import sharp, { type Sharp } from 'sharp';
import { areaOf, contains, rectangle, type Polygon } from '../../src/lib/polygon.js';
import { mapPoint, type Affine } from '../../src/originality/affine.js';
import type { Comparison } from '../../src/originality/compare-pictures.js';
import { compared, hashAgreement, matched, seen, type SeenPicture } from '../fixtures/compared.js';
import { withBars } from '../fixtures/drawings.js';
import { aPicture } from '../fixtures/pictures.js';

const SIZE = { width: 800, height: 600 };
const [COS, SIN] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];

/** How far apart, in pixels of the known picture, two maps put the corners of a region, at most. */
const farthestApart = (one: Affine, other: Affine, region: Polygon): number =>
  Math.max(
    ...region.map((corner) => {
      const [a, b] = [mapPoint(one, corner), mapPoint(other, corner)];
      return Math.hypot(a.x - b.x, a.y - b.y);
    }),
  );

const within = (left: number, top: number, width: number, height: number): Polygon =>
  rectangle(width, height).map(({ x, y }) => ({ x: x + left, y: y + top }));

interface Changed {
  readonly change: (picture: Sharp, other: Buffer) => Promise<Buffer>;
  /** From the changed picture's pixels to the picture's. */
  readonly matrix: Affine;
  /** What the changed picture shows of the picture, in its own pixels and in the picture's. */
  readonly askedRegion: Polygon;
  readonly knownRegion: Polygon;
  readonly relation: string;
}

const png = (image: Sharp) => image.png({ compressionLevel: 1 }).toBuffer();

const CHANGES: Readonly<Record<string, Changed>> = {
  'the same picture, recompressed': {
    change: (picture) => picture.jpeg({ quality: 50 }).toBuffer(),
    matrix: [1, 0, 0, 0, 1, 0],
    askedRegion: rectangle(800, 600),
    knownRegion: rectangle(800, 600),
    relation: 'near-duplicate',
  },
  'a crop': {
    change: (picture) => png(picture.extract({ left: 240, top: 150, width: 440, height: 360 })),
    matrix: [1, 0, 240, 0, 1, 150],
    askedRegion: rectangle(440, 360),
    knownRegion: within(240, 150, 440, 360),
    relation: 'crop',
  },
  'a mirrored crop': {
    change: async (picture) =>
      png(sharp(await png(picture.extract({ left: 40, top: 60, width: 520, height: 420 }))).flop()),
    matrix: [-1, 0, 560, 0, 1, 60],
    askedRegion: rectangle(520, 420),
    knownRegion: within(40, 60, 520, 420),
    relation: 'crop',
  },
  'the picture turned by 30° and what of it stays in a frame': {
    change: async (picture) => {
      const turned = sharp(await png(picture.rotate(30)));
      const { width, height } = await turned.metadata();
      const [left, top] = [Math.floor(width / 2) - 210, Math.floor(height / 2) - 160];
      return png(turned.extract({ left, top, width: 420, height: 320 }));
    },
    matrix: [COS, SIN, 400 - COS * 210 - SIN * 160, -SIN, COS, 300 + SIN * 210 - COS * 160],
    askedRegion: rectangle(420, 320),
    knownRegion: rectangle(420, 320).map(({ x, y }) => ({
      x: 400 + COS * (x - 210) + SIN * (y - 160),
      y: 300 - SIN * (x - 210) + COS * (y - 160),
    })),
    relation: 'crop',
  },
  'the picture, smaller, within a larger one': {
    change: async (picture, other) =>
      png(
        sharp(other)
          .resize(1200, 900)
          .composite([{ input: await png(picture.resize(480, 360)), left: 300, top: 420 }]),
      ),
    matrix: [5 / 3, 0, -500, 0, 5 / 3, -700],
    askedRegion: within(300, 420, 480, 360),
    knownRegion: rectangle(800, 600),
    relation: 'embedded-in',
  },
  'the picture stretched': {
    change: (picture) => png(picture.resize(1000, 600, { fit: 'fill' })),
    matrix: [0.8, 0, 0, 0, 1, 0],
    askedRegion: rectangle(1000, 600),
    knownRegion: rectangle(800, 600),
    relation: 'near-duplicate',
  },
  'the picture with heavy writing over it': {
    change: async (picture) => withBars(await png(picture), { seed: 5, lines: 9, height: 26 }),
    matrix: [1, 0, 0, 0, 1, 0],
    askedRegion: rectangle(800, 600),
    knownRegion: rectangle(800, 600),
    relation: 'near-duplicate',
  },
  'a part of the picture in a part of another': {
    change: async (picture, other) =>
      png(
        sharp(other)
          .resize(900, 700)
          .composite([
            {
              input: await png(picture.extract({ left: 0, top: 0, width: 400, height: 600 })),
              left: 60,
              top: 50,
            },
          ]),
      ),
    matrix: [1, 0, -60, 0, 1, -50],
    askedRegion: within(60, 50, 400, 600),
    knownRegion: rectangle(400, 600),
    relation: 'derivative',
  },
};

describe('comparing pictures', () => {
  let picture: Buffer;
  let other: Buffer;
  let known: SeenPicture;
  beforeAll(async () => {
    picture = await aPicture({ seed: 7, ...SIZE, format: 'png' });
    other = await aPicture({ seed: 8, ...SIZE, format: 'png' });
    known = await seen(picture);
  });

  it.each(Object.entries(CHANGES))('tells where they lie on one another: %s', async (_, changed) => {
    const asked = await seen(await changed.change(sharp(picture), other));
    const found = compared(asked, known);
    expect(found?.agreed).toEqual({ features: true, dense: true });
    const { matrix, askedRegion, knownRegion, askedShare, knownShare } = found as Comparison; // it agreed
    expect(farthestApart(matrix, changed.matrix, changed.askedRegion)).toBeLessThan(6);
    const shareOf = (polygon: Polygon, { width, height }: { width: number; height: number }) =>
      areaOf(polygon) / (width * height);
    expect(Math.abs(askedShare - shareOf(changed.askedRegion, asked.asked))).toBeLessThan(0.08);
    expect(Math.abs(knownShare - shareOf(changed.knownRegion, known.known))).toBeLessThan(0.08);
    expect(areaOf(askedRegion)).toBeCloseTo(askedShare * asked.asked.width * asked.asked.height, 3);
    expect(knownRegion).toHaveLength(askedRegion.length);
    for (const [at, corner] of askedRegion.entries()) {
      const there = mapPoint(matrix, corner);
      expect(there.x).toBeCloseTo(knownRegion[at]?.x ?? NaN, 6);
      expect(there.y).toBeCloseTo(knownRegion[at]?.y ?? NaN, 6);
    }
    expect(Math.max(askedShare, knownShare)).toBeLessThanOrEqual(1);
    const match = matched(asked, known);
    expect(match).toMatchObject({
      relation: changed.relation,
      methods: ['local-features', 'dense-correlation'],
    });
    expect(match?.falseAlarms).toBeLessThan(1e-6);
  });

  it('adds what PDQ says, and takes its map where features say nothing', async () => {
    const turned = await seen(await sharp(picture).rotate(90).jpeg({ quality: 70 }).toBuffer());
    const byHash = hashAgreement(turned, known);
    expect(byHash.distance).toBeLessThanOrEqual(31);
    expect(matched(turned, known, { byHash })).toMatchObject({
      relation: 'mirrored-or-rotated',
      orientation: 'rotate90',
      methods: ['pdq', 'local-features', 'dense-correlation'],
      pdqDistance: byHash.distance,
    });
    const none = {
      ...turned.asked.features.upright,
      count: 0,
      places: new Float32Array(),
      bits: new Uint32Array(),
      axes: new Uint8Array(),
    };
    const blind = { ...turned, asked: { ...turned.asked, features: { upright: none, mirrored: none } } };
    expect(matched(blind, known)).toBeNull();
    expect(matched(blind, known, { byHash })).toMatchObject({
      relation: 'mirrored-or-rotated',
      methods: ['pdq', 'dense-correlation'],
      overlap: { inliers: 0, askedShare: 1, workShare: 1 },
    });
  });

  it('finds nothing in pictures that share nothing, and says so of a hash that is planted', async () => {
    const stranger = await seen(other);
    expect(compared(stranger, known)).toBeNull();
    expect(compared(known, stranger)).toBeNull();
    const planted = { ...hashAgreement(stranger, known), distance: 0 };
    expect(matched(stranger, known, { byHash: planted })).toMatchObject({ methods: ['pdq'], pdqDistance: 0 });
  });

  it('asks for more agreement, the more pictures are registered', async () => {
    const part = await sharp(picture)
      .extract({ left: 300, top: 200, width: 250, height: 200 })
      .png()
      .toBuffer();
    const asked = await seen(part);
    const [few, many] = [1, 1_000_000].map((pictures) => matched(asked, known, { pictures }));
    expect(few?.falseAlarms).toBeGreaterThan(0);
    expect(many?.falseAlarms ?? 0).toBeLessThanOrEqual(0.01);
    expect(many === null).toBe(1e6 * (few?.falseAlarms ?? 0) > 0.01);
  });

  it('lets a hash speak for a match only where the features put the pictures on one another as it does', async () => {
    const asked = await seen(await sharp(picture).jpeg({ quality: 60 }).toBuffer());
    const byHash = hashAgreement(asked, known);
    expect(matched(asked, known, { byHash })?.methods).toContain('pdq');
    const upsideDown: Affine = [-1, 0, SIZE.width, 0, -1, SIZE.height];
    const planted = matched(asked, known, { byHash: { ...byHash, matrix: upsideDown } });
    expect(planted?.methods).toEqual(['local-features', 'dense-correlation']);
    expect(planted?.overlap?.matrix[0]).toBeGreaterThan(0);
  });

  it('tells a region that lies within both pictures', async () => {
    const asked = await seen(
      await CHANGES['a part of the picture in a part of another']!.change(sharp(picture), other),
    );
    const found = compared(asked, known);
    const isIn = (region: Polygon = [], { width, height }: { width: number; height: number }) =>
      region.every(({ x, y }) => contains(within(-1e-6, -1e-6, width + 2e-6, height + 2e-6), { x, y }));
    expect(isIn(found?.askedRegion, asked.asked) && isIn(found?.knownRegion, known.known)).toBe(true);
  });
});
