import { determinantOf, type Affine } from './affine.js';
import type { GreyPicture } from './local-features.js';

/** One picture as it lies on another, in the pixels of the other. */
export interface Warped {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
  /** 1 where the one picture lies on the other's pixel, 0 elsewhere. */
  readonly mask: Uint8Array;
}

/** A picture, and that halved until its longer side is below 128. */
export function halvings(picture: GreyPicture): GreyPicture[] {
  const all = [picture];
  for (let last = picture; Math.max(last.width, last.height) >= 128;) {
    last = halved(last);
    all.push(last);
  }
  return all;
}

function halved({ width, height, grey }: GreyPicture): GreyPicture {
  const [columns, rows] = [Math.max(1, width >> 1), Math.max(1, height >> 1)];
  const half = new Uint8Array(columns * rows);
  for (let y = 0; y < rows; y += 1) {
    const top = 2 * y * width;
    const bottom = Math.min(2 * y + 1, height - 1) * width;
    for (let x = 0; x < columns; x += 1) {
      const left = 2 * x;
      const right = Math.min(left + 1, width - 1);
      const sum =
        (grey[top + left] ?? 0) +
        (grey[top + right] ?? 0) +
        (grey[bottom + left] ?? 0) +
        (grey[bottom + right] ?? 0);
      half[y * columns + x] = (sum + 2) >> 2;
    }
  }
  return { width: columns, height: rows, grey: half };
}

/** What of the asked picture, given with its halvings, lies on each pixel of the known one; `back` maps from there to the asked one. */
export function warp(asked: readonly GreyPicture[], known: GreyPicture, back: Affine): Warped {
  // The halving in which a pixel of the known picture is about one: sampled finer it would be noise.
  const step = Math.sqrt(Math.abs(determinantOf(back)));
  const level = Math.max(0, Math.min(asked.length - 1, Math.round(Math.log2(Math.max(step, 1e-6)))));
  const source = asked[level] ?? known;
  const [full = source] = asked;
  const [sx, sy] = [source.width / full.width, source.height / full.height];
  const [a, b, c, d, e, f] = back;
  const { width, height } = known;
  const values = new Float32Array(width * height);
  const mask = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      // Pixels are squares, and their values hold at their middles.
      const u = (a * (x + 0.5) + b * (y + 0.5) + c) * sx - 0.5;
      const v = (d * (x + 0.5) + e * (y + 0.5) + f) * sy - 0.5;
      if (u < 0 || v < 0 || u > source.width - 1 || v > source.height - 1) continue;
      const left = Math.floor(u);
      const top = Math.floor(v);
      const right = u - left;
      const down = v - top;
      const at = top * source.width + left;
      const below = top + 1 < source.height ? at + source.width : at;
      const beside = left + 1 < source.width ? 1 : 0;
      values[y * width + x] =
        (1 - down) * ((1 - right) * (source.grey[at] ?? 0) + right * (source.grey[at + beside] ?? 0)) +
        down * ((1 - right) * (source.grey[below] ?? 0) + right * (source.grey[below + beside] ?? 0));
      mask[y * width + x] = 1;
    }
  }
  return { width, height, values, mask };
}
