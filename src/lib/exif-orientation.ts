export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Stored {
  /** Of the picture as stored. */
  readonly width: number;
  readonly height: number;
  /** EXIF 2.32, tag 0x0112: 1 to 8; null counts as 1. */
  readonly orientation: number | null;
}

const isOnItsSide = ({ orientation }: Pick<Stored, 'orientation'>): boolean => (orientation ?? 1) >= 5;

/** How large a picture is when it is turned to be shown upright. */
export const uprightSize = ({ width, height, orientation }: Stored): { width: number; height: number } =>
  isOnItsSide({ orientation }) ? { width: height, height: width } : { width, height };

/** Where a point of a picture as stored is when it is shown upright. */
export function toUpright({ x, y }: Point, { width, height, orientation }: Stored): Point {
  const [right, down] = [width - x, height - y];
  switch (orientation) {
    case 2:
      return { x: right, y };
    case 3:
      return { x: right, y: down };
    case 4:
      return { x, y: down };
    case 5:
      return { x: y, y: x };
    case 6:
      return { x: down, y: x };
    case 7:
      return { x: down, y: right };
    case 8:
      return { x: y, y: right };
    default:
      return { x, y };
  }
}

/** The reverse of toUpright. */
export function fromUpright({ x, y }: Point, { width, height, orientation }: Stored): Point {
  switch (orientation) {
    case 2:
      return { x: width - x, y };
    case 3:
      return { x: width - x, y: height - y };
    case 4:
      return { x, y: height - y };
    case 5:
      return { x: y, y: x };
    case 6:
      return { x: y, y: height - x };
    case 7:
      return { x: width - y, y: height - x };
    case 8:
      return { x: width - y, y: x };
    default:
      return { x, y };
  }
}
