import sharp from 'sharp';
import type { Polygon } from '../../lib/polygon.js';
import { drawPolygon, type Canvas } from '../../originality/draw-polygon.js';
import './only-our-loaders.js';

/** A picture's file, and a region of it in its pixels as stored. */
export interface Marked {
  readonly bytes: Uint8Array;
  readonly region: Polygon;
}

/** Two pictures that show the same in part. */
export interface MarkedPair {
  readonly asked: Marked;
  readonly work: Marked;
}

/** Each picture is brought into a panel of this size, in pixels. */
const PANEL = { width: 720, height: 540 } as const;
const GAP = 20;
const LIMIT_PIXELS = 50e6;

/** A PNG that shows every pair side by side, one below the other, with the regions outlined on both. */
export async function drawOverlay(pairs: readonly MarkedPair[]): Promise<Buffer> {
  const rows = await Promise.all(
    pairs.map(async ({ asked, work }) => [await panel(asked), await panel(work)] as const),
  );
  const canvas: Canvas = {
    width: 2 * PANEL.width + 3 * GAP,
    height: rows.length * (PANEL.height + GAP) + GAP,
    rgb: new Uint8Array((2 * PANEL.width + 3 * GAP) * (rows.length * (PANEL.height + GAP) + GAP) * 3).fill(
      244,
    ),
  };
  for (const [row, panels] of rows.entries())
    for (const [column, one] of panels.entries())
      paste(canvas, one, {
        left: GAP + column * (PANEL.width + GAP) + Math.floor((PANEL.width - one.width) / 2),
        top: GAP + row * (PANEL.height + GAP) + Math.floor((PANEL.height - one.height) / 2),
      });
  const { width, height, rgb } = canvas;
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

async function panel({ bytes, region }: Marked): Promise<Canvas> {
  const image = sharp(bytes, { limitInputPixels: LIMIT_PIXELS });
  const size = await image.metadata();
  const { data, info } = await image
    .resize(PANEL.width, PANEL.height, { fit: 'inside' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const canvas = { width: info.width, height: info.height, rgb: data };
  drawPolygon(
    canvas,
    region.map(({ x, y }) => ({ x: (x * info.width) / size.width, y: (y * info.height) / size.height })),
  );
  return canvas;
}

function paste(onto: Canvas, one: Canvas, { left, top }: { left: number; top: number }): void {
  for (let row = 0; row < one.height; row += 1)
    onto.rgb.set(
      one.rgb.subarray(row * one.width * 3, (row + 1) * one.width * 3),
      ((top + row) * onto.width + left) * 3,
    );
}
