import type { GenerationAccount, Size } from '../generation-account.js';
import type { Finding } from './finding.js';

/** How a picture's size goes with what its record tells. */
export const SIZE_OUTCOMES = [
  /** As it was generated. */
  'exact',
  /** As it is after the upscaling that the record tells of. */
  'declared-upscale',
  /** The same shape in another size: resized, or edited. */
  'scale-mismatch',
  /** Another shape: the record is not of these pixels. */
  'aspect-mismatch',
  /** The record does not tell. */
  'unknown',
] as const;
export type SizeOutcome = (typeof SIZE_OUTCOMES)[number];

/** Latents come in steps of 8 pixels, and what is between is rounded by each tool in its own way. */
const STEP = 8;
/** Of the ratio of the sides; no tool rounds more. */
const ASPECT_TOLERANCE = 0.03;

type Told = Pick<GenerationAccount, 'width' | 'height' | 'outputSize'>;

export function sizeOutcome({ width, height, outputSize }: Told, picture: Size): SizeOutcome {
  const base = width === null || height === null ? null : { width, height };
  const end = outputSize ?? base;
  if (!end) return 'unknown';
  if (isSame(end, picture)) return base === null || isSame(base, end) ? 'exact' : 'declared-upscale';
  if (Math.abs(Math.log(aspectOf(end) / aspectOf(picture))) > ASPECT_TOLERANCE) return 'aspect-mismatch';
  // Where a record tells of what is generated alone, nobody knows what came after that.
  return outputSize === null ? 'unknown' : 'scale-mismatch';
}

const isSame = (one: Size, other: Size): boolean =>
  Math.abs(one.width - other.width) < STEP && Math.abs(one.height - other.height) < STEP;

const aspectOf = ({ width, height }: Size): number => width / height;

export function checkSize(account: Told, picture: Size): Finding[] {
  const told = account.outputSize ?? account;
  const sizes = `The picture measures ${picture.width} × ${picture.height} pixels, and its record tells of ${told.width} × ${told.height}`;
  switch (sizeOutcome(account, picture)) {
    case 'aspect-mismatch':
      return [
        {
          code: 'ASPECT_DIFFERS',
          message: `${sizes}: the record is not of these pixels. The file as the tool wrote it would clear this.`,
        },
      ];
    case 'scale-mismatch':
      return [
        {
          code: 'SIZE_DIFFERS',
          message: `${sizes}: it was resized or edited afterwards. The file as the tool wrote it would clear this, or the act of whoever resized it.`,
        },
      ];
    default:
      return [];
  }
}
