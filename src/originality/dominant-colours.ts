import { hexOf, oklabDistance, oklabOf, type Oklab } from '../lib/oklab.js';
import type { Pixels } from './pdq.js';

/** A colour of a picture, as #rrggbb, with the share of the picture that looks about like it, 0 to 1. */
export interface PictureColour {
  readonly hex: string;
  readonly share: number;
}

export const MOST_COLOURS = 5;
/** In OKLab. What is nearer counts as one colour: a shade more or less of it. */
const ALIKE = 0.12;
/** Colours are counted in cells of this side first. */
const CELL = 0.04;
const MOST_SAMPLES = 16_384;
const LEAST_SHARE = 0.03;

interface Counted {
  readonly centre: Oklab;
  count: number;
  readonly sum: { l: number; a: number; b: number };
}

/** Up to five colours of a picture, the one of the largest share first. The same pixels give the same. */
export function dominantColours(pixels: Pixels): PictureColour[] {
  const { cells, samples } = countCells(pixels);
  const groups: Counted[] = [];
  for (const cell of cells) {
    const centre = meanOf(cell);
    const near = nearestOf(groups, centre);
    if (near) add(near, cell.sum, cell.count);
    else groups.push({ centre, count: cell.count, sum: { ...cell.sum } });
  }
  return groups
    .toSorted((one, other) => other.count - one.count)
    .slice(0, MOST_COLOURS)
    .map((group) => ({
      hex: hexOf(meanOf(group)),
      share: Math.round((1000 * group.count) / samples) / 1000,
    }))
    .filter(({ share }, at) => at === 0 || share >= LEAST_SHARE);
}

/** Cells of pixels, the fullest first. */
function countCells({ width, height, rgb }: Pixels): { cells: Counted[]; samples: number } {
  const step = Math.max(1, Math.ceil(Math.sqrt((width * height) / MOST_SAMPLES)));
  const cells = new Map<string, Counted>();
  let samples = 0;
  for (let y = Math.floor(step / 2) % height; y < height; y += step)
    for (let x = Math.floor(step / 2) % width; x < width; x += step) {
      const at = 3 * (y * width + x);
      const colour = oklabOf(rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0);
      const key = [colour.l, colour.a, colour.b].map((value) => Math.floor(value / CELL)).join();
      const cell = cells.get(key) ?? { centre: colour, count: 0, sum: { l: 0, a: 0, b: 0 } };
      add(cell, colour, 1);
      cells.set(key, cell);
      samples += 1;
    }
  return { cells: [...cells.values()].toSorted((one, other) => other.count - one.count), samples };
}

function add(to: Counted, { l, a, b }: Oklab, count: number): void {
  to.count += count;
  to.sum.l += l;
  to.sum.a += a;
  to.sum.b += b;
}

const meanOf = ({ count, sum: { l, a, b } }: Counted): Oklab => ({
  l: l / count,
  a: a / count,
  b: b / count,
});

function nearestOf(groups: readonly Counted[], colour: Oklab): Counted | null {
  let nearest: Counted | null = null;
  let least = ALIKE;
  for (const group of groups) {
    const distance = oklabDistance(group.centre, colour);
    if (distance < least) [nearest, least] = [group, distance];
  }
  return nearest;
}
