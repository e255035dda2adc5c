export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Longer sides of the renditions of a whole picture, in pixels. */
const LONGER_SIDES = [240, 480, 960, 1920] as const;

/** The sizes in which a whole picture is there (IIIF Image API 3.0, `sizes` of info.json), the smallest first; none larger than itself. */
export function sizesOf({ width, height }: Size): Size[] {
  const longer = Math.max(width, height);
  const scaled = LONGER_SIDES.filter((side) => side < longer).map((side) => ({
    width: Math.max(1, Math.round((width * side) / longer)),
    height: Math.max(1, Math.round((height * side) / longer)),
  }));
  const largest = LONGER_SIDES.at(-1) ?? longer;
  return longer <= largest ? [...scaled, { width, height }] : scaled;
}

/** The address of one of them, below its server (§4.7: canonical). */
export const renditionPath = (cid: string, { width, height }: Size): string =>
  `/iiif/3/${cid}/full/${width},${height}/0/default.jpg`;
