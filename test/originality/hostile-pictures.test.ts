import sharp from 'sharp';
import { PDQ_NEAR } from '../../src/originality/match.js';
import type { PdqHash } from '../../src/originality/pdq.js';
import { certain, compared, hashAgreement, matched, seen, type SeenPicture } from '../fixtures/compared.js';
import {
  aBlank,
  aBrickWall,
  aCheckerboard,
  aGradient,
  aHalftone,
  aLine,
  aNoise,
  aPage,
  aWallpaper,
  circles,
  drawn,
} from '../fixtures/drawings.js';
import { aPicture } from '../fixtures/pictures.js';

/** Pictures of one sort that share nothing but what is of the sort. */
const SORTS: Readonly<Record<string, () => readonly Promise<Buffer>[]>> = {
  'pages of one script': () => [1, 2].map((seed) => aPage({ seed, width: 420, height: 520 })),
  'pages in small print': () => [1, 2].map((seed) => aPage({ seed, side: 7, width: 300, height: 400 })),
  'wallpapers of other motifs on one grid': () => [1, 2].map((seed) => aWallpaper({ seed })),
  'walls of the same bricks in other shades': () => [1, 2, 3].map((seed) => aBrickWall(seed)),
  'pictures printed in the same dots': () => [1, 2].map((seed) => aHalftone(seed)),
  noise: () => [1, 2].map((seed) => aNoise(seed, 400, 300)),
  gradients: () => [0, 0.1, 1.57].map((turn) => aGradient(turn)),
  'plain pictures': () => [0, 128, 255].map((shade) => aBlank(shade)),
  'single lines': () => [0, 0.05, 1.57].map((turn) => aLine(turn)),
  'concentric circles': () => [24, 60].map((period) => circles(period)),
};

/** What PDQ says, where it calls the two alike. */
const nearBy = (one: SeenPicture, other: SeenPicture) => {
  const byHash = hashAgreement(one, other);
  return byHash.distance <= PDQ_NEAR ? byHash : null;
};

describe('pictures made to be taken for one another', () => {
  const ofSort = new Map<string, readonly SeenPicture[]>();
  beforeAll(async () => {
    for (const [name, make] of Object.entries(SORTS))
      ofSort.set(name, await Promise.all((await Promise.all(make())).map(seen)));
  });

  it.each(Object.keys(SORTS))('are not, with certainty: %s', (name) => {
    const all = ofSort.get(name) ?? [];
    expect(all.length).toBeGreaterThan(1);
    for (const one of all)
      for (const other of all)
        if (one !== other) expect(certain(matched(one, other, { byHash: nearBy(one, other) }))).toBeNull();
  });

  it('are not of whatever two sorts', async () => {
    const all = [...ofSort.values()].flatMap(([first]) => (first ? [first] : []));
    all.push(await seen(await aPicture({ seed: 4 })));
    for (const [at, one] of all.entries())
      for (const other of all.slice(at + 1))
        expect(certain(matched(one, other, { byHash: nearBy(one, other) }))).toBeNull();
  });

  it('are not where a pattern is on both, and only a pattern', async () => {
    const [one, other] = await Promise.all([seen(await aCheckerboard(32)), seen(await aCheckerboard(40))]);
    // The one is the other, larger: that is true, and says nothing of where it comes from.
    const found = matched(one, other, { byHash: nearBy(one, other) });
    expect(certain(found)).toBeNull();
  });

  it('are not when faint coarse shades give the one the PDQ hash of the other', async () => {
    const [target, cover] = await Promise.all([
      aPicture({ seed: 51 }),
      aPage({ seed: 53, width: 512, height: 512 }),
    ]);
    const registered = await seen(target);
    const forged = await seen(await withHashOf(registered.pdq.hash, cover));
    const byHash = hashAgreement(forged, registered);
    expect(byHash.distance).toBeLessThanOrEqual(PDQ_NEAR);
    expect(matched(forged, registered, { byHash })).toMatchObject({
      methods: ['pdq'],
      relation: 'near-duplicate',
    });
    // What it really is made of is found.
    expect(certain(matched(forged, await seen(cover)))).not.toBeNull();
  });

  it('are not when a hash is planted on a page, on noise or on a wall', () => {
    for (const name of ['pages of one script', 'walls of the same bricks in other shades', 'noise']) {
      const [one, other] = ofSort.get(name) ?? [];
      if (!one || !other) throw new Error(`there is no such sort: ${name}`);
      const planted = { ...hashAgreement(one, other), distance: 0 };
      expect(certain(matched(one, other, { byHash: planted }))).toBeNull();
    }
  });
});

describe('pictures that repeat themselves', () => {
  it('are found where it is their own shades that agree, not the pattern', async () => {
    const wall = await aBrickWall(1);
    const copy = await seen(
      await sharp(wall).extract({ left: 30, top: 20, width: 400, height: 300 }).jpeg().toBuffer(),
    );
    expect(certain(matched(copy, await seen(wall)))).toMatchObject({ relation: 'crop' });
    expect(certain(matched(copy, await seen(await aBrickWall(2))))).toBeNull();
  });

  it('are found where one holds the other whole, as a tile', async () => {
    const motif = await aPicture({ seed: 61, width: 320, height: 240, format: 'png' });
    const tiles = [0, 1].flatMap((row) =>
      [0, 1].map((column) => ({ input: motif, left: 320 * column, top: 240 * row })),
    );
    const tiled = await sharp({ create: { width: 640, height: 480, channels: 3, background: 'white' } })
      .composite(tiles)
      .png()
      .toBuffer();
    const found = compared(await seen(tiled), await seen(motif));
    expect(found?.agreed.features).toBe(true);
    expect(found?.knownShare).toBeGreaterThan(0.8);
    expect(found?.askedShare).toBeLessThan(0.35);
  });
});

/** A picture of which the terms that PDQ looks at are replaced by faint ones with the signs of another's hash. */
async function withHashOf(hash: PdqHash, cover: Buffer): Promise<Buffer> {
  const side = 512;
  const [terms, strength] = [16, 1.6];
  const grey = await sharp(cover).resize(side, side, { fit: 'fill' }).greyscale().raw().toBuffer();
  const { data: coarse } = await sharp(grey, { raw: { width: side, height: side, channels: 1 } })
    .blur(9)
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const bits = BigInt(`0x${hash}`);
  const wave = (term: number, place: number) => Math.cos((Math.PI / side) * (term + 1) * (place + 0.5));
  // Along the rows first, so that each pixel is a sum of 16 and not of 256.
  const rows = Array.from({ length: terms }, (_, i) =>
    Float64Array.from({ length: side }, (__, x) => {
      let sum = 0;
      for (let j = 0; j < terms; j += 1)
        sum += ((bits >> BigInt(terms * i + j)) & 1n ? strength : -strength) * wave(j, x);
      return sum;
    }),
  );
  const waves = Array.from({ length: terms }, (_, i) =>
    Float64Array.from({ length: side }, (__, y) => wave(i, y)),
  );
  return drawn(side, side, (x, y) => {
    const at = y * side + x;
    let planted = 0;
    for (let i = 0; i < terms; i += 1) planted += (rows[i]?.[x] ?? 0) * (waves[i]?.[y] ?? 0);
    return 128 + planted + 0.6 * ((grey[at] ?? 0) - (coarse[at] ?? 0));
  });
}
