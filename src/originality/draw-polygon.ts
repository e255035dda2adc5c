import type { Point, Polygon } from '../lib/polygon.js';

/** A picture that is drawn on: three bytes a pixel, rows from the top. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

type Colour = readonly [red: number, green: number, blue: number];

/** A line is drawn twice, so that it shows on light and on dark. */
const UNDER: Colour = [255, 255, 255];
const OVER: Colour = [214, 20, 64];

/** Draws the edges of a polygon, in pixels of the canvas; what lies outside of it is left away. */
export function drawPolygon(canvas: Canvas, polygon: Polygon): void {
  for (const [colour, radius] of [
    [UNDER, 3],
    [OVER, 1.5],
  ] as const)
    for (const [at, from] of polygon.entries())
      drawLine(canvas, { from, to: polygon[(at + 1) % polygon.length] ?? from, colour, radius });
}

function drawLine(
  canvas: Canvas,
  { from, to, colour, radius }: { from: Point; to: Point; colour: Colour; radius: number },
): void {
  const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y)));
  for (let step = 0; step <= steps; step += 1) {
    const x = from.x + ((to.x - from.x) * step) / steps;
    const y = from.y + ((to.y - from.y) * step) / steps;
    drawDot(canvas, { x, y }, { colour, radius });
  }
}

function drawDot(
  { width, height, rgb }: Canvas,
  { x, y }: Point,
  { colour, radius }: { colour: Colour; radius: number },
): void {
  for (let row = Math.max(0, Math.ceil(y - radius)); row <= Math.min(height - 1, y + radius); row += 1)
    for (
      let column = Math.max(0, Math.ceil(x - radius));
      column <= Math.min(width - 1, x + radius);
      column += 1
    )
      if (Math.hypot(column - x, row - y) <= radius) rgb.set(colour, (row * width + column) * 3);
}
