import { WIDTH } from './tiles.js';

/** Which tile, and how many of its places are taken: of hashes at a level, or of the entries themselves. */
export interface SizedTile {
  readonly level: number | 'entries';
  readonly position: bigint;
  /** 1 to 256; 256 is a full tile. */
  readonly width: number;
}

/** Where a tile lies: c2sp.org/tlog-tiles, "Tiles". A tile that is not full carries its width, and never changes either. */
export const tilePath = ({ level, position, width }: SizedTile): string =>
  `${tileFolder({ level, position })}${width < WIDTH ? `.p/${width}` : ''}`;

/** The tile's path without a width. */
export function tileFolder({ level, position }: Pick<SizedTile, 'level' | 'position'>): string {
  const digits = position.toString();
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return `tile/${level}/${groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')}`;
}

/** How many places of a tile are taken in a tree of a size; 0 for a tile that it has not. */
export function widthAt(size: bigint, { level, position }: Pick<SizedTile, 'level' | 'position'>): number {
  const places = level === 'entries' ? size : size >> BigInt(8 * level);
  const beyond = places - position * BigInt(WIDTH);
  return beyond <= 0n ? 0 : beyond >= BigInt(WIDTH) ? WIDTH : Number(beyond);
}

/** The tile of a path; null for a path that `tilePath` cannot give. */
export function parseTilePath(path: string): SizedTile | null {
  const [, level = '', groups = '', width] =
    /^tile\/(entries|[1-5]?\d|6[0-3])\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? [];
  const tile: SizedTile = {
    level: level === 'entries' ? level : Number(level),
    position: BigInt(groups.replaceAll(/\D/g, '') || 0),
    width: Number(width ?? WIDTH),
  };
  return tile.width > 0 && tilePath(tile) === path ? tile : null;
}
