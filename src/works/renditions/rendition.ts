import { sizesOf, type Size } from '../../lib/iiif-sizes.js';

/** What is made of a picture together: the whole in its sizes, or the tiles. */
export type RenditionPart = 'sizes' | 'tiles';

/** A JPEG of a picture, or of a part of it, as it is shown. */
export interface Rendition {
  readonly part: RenditionPart;
  /** `full`, or x,y,w,h in pixels of the upright picture. */
  readonly region: string;
  readonly size: Size;
}

/** What an address asks for (IIIF Image API 3.0 §4), each as it stands there. */
export interface RenditionRequest {
  readonly region: string;
  readonly size: string;
  readonly rotation: string;
  /** With the format: default.jpg. */
  readonly quality: string;
}

/** A side of a tile, in pixels. */
export const TILE_SIDE = 512;

interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

/** Width and height of a picture as it is shown. */
export const uprightSize = ({ width, height, orientation }: Size & { readonly orientation: number }): Size =>
  orientation > 4 ? { width: height, height: width } : { width, height };

/** By how much tiles are smaller than the picture: up to where one holds it all. */
export function scaleFactorsOf({ width, height }: Size): number[] {
  const factors = [1];
  while (Math.max(width, height) > TILE_SIDE * (factors.at(-1) ?? 1)) factors.push(2 ** factors.length);
  return factors;
}

/** Where the image service of a stored picture is, below its server. */
export const servicePath = (cid: string): string => `/iiif/3/${cid}`;

/** Where it is, below its service. */
export const renditionName = ({ region, size: { width, height } }: Rendition): string =>
  `${region}/${width},${height}/0/default.jpg`;

/** The same as §4.7 has it: the largest size of a region is called so. */
export function canonicalName(rendition: Rendition, picture: Size): string {
  const { region, size } = rendition;
  const largest = largestOf(boxOf(region, picture) ?? wholeOf(picture), picture);
  return isSame(size, largest) ? `${region}/max/0/default.jpg` : renditionName(rendition);
}

/** The rendition that is asked for of a picture of this upright size; null where there is none. */
export function renditionOf(
  { region, size, rotation, quality }: RenditionRequest,
  picture: Size,
): Rendition | null {
  if (rotation !== '0' || quality !== 'default.jpg') return null;
  const box = boxOf(region, picture);
  const scaled = box && (size === 'max' ? largestOf(box, picture) : readSize(size));
  if (!box || !scaled) return null;
  const isWhole = isSame(box, picture);
  if (isWhole && sizesOf(picture).some((one) => isSame(one, scaled)))
    return { part: 'sizes', region: 'full', size: scaled };
  if (!isTile(box, scaled, picture)) return null;
  const { x, y, width, height } = box;
  return { part: 'tiles', region: isWhole ? 'full' : [x, y, width, height].join(), size: scaled };
}

/** info.json (§5) of the service at an address. */
export function serviceInfo(id: string, picture: Size): object {
  const sizes = sizesOf(picture);
  const { width: maxWidth, height: maxHeight } = largestOf(wholeOf(picture), picture);
  return {
    '@context': 'http://iiif.io/api/image/3/context.json',
    id,
    type: 'ImageService3',
    protocol: 'http://iiif.io/api/image',
    profile: 'level0',
    ...picture,
    ...(maxWidth < picture.width && { maxWidth, maxHeight }),
    sizes,
    tiles: [{ width: TILE_SIDE, scaleFactors: scaleFactorsOf(picture) }],
    extraFeatures: ['baseUriRedirect', 'canonicalLinkHeader', 'cors', 'jsonldMediaType', 'profileLinkHeader'],
  };
}

const NUMBER = '(0|[1-9][0-9]{0,6})';
const BOX = new RegExp(`^${NUMBER},${NUMBER},${NUMBER},${NUMBER}$`);
const SIZE = new RegExp(`^${NUMBER},${NUMBER}$`);

const wholeOf = ({ width, height }: Size): Box => ({ x: 0, y: 0, width, height });

function boxOf(region: string, picture: Size): Box | null {
  if (region === 'full') return wholeOf(picture);
  const [x = NaN, y = NaN, width = NaN, height = NaN] = BOX.exec(region)?.slice(1).map(Number) ?? [];
  return Number.isNaN(height) ? null : { x, y, width, height };
}

function readSize(text: string): Size | null {
  const [width = NaN, height = NaN] = SIZE.exec(text)?.slice(1).map(Number) ?? [];
  return Number.isNaN(height) ? null : { width, height };
}

/** The largest size in which a region is given: of a large picture the whole is never as large as it is. */
function largestOf(box: Box, picture: Size): Size {
  return isSame(box, picture) ? (sizesOf(picture).at(-1) ?? picture) : box;
}

const isSame = (one: Size, other: Size): boolean => one.width === other.width && one.height === other.height;

function isTile(box: Box, { width, height }: Size, picture: Size): boolean {
  return scaleFactorsOf(picture).some((factor) => {
    const side = TILE_SIDE * factor;
    return (
      box.x % side === 0 &&
      box.y % side === 0 &&
      box.width > 0 &&
      box.height > 0 &&
      box.width === Math.min(side, picture.width - box.x) &&
      box.height === Math.min(side, picture.height - box.y) &&
      width === Math.ceil(box.width / factor) &&
      height === Math.ceil(box.height / factor)
    );
  });
}
