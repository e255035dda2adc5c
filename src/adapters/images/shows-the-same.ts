import sharp from 'sharp';
import type { InspectLimits } from './open-picture.js';

/** Whether two files have the same pixels on as many pages; false too where a page is too large to be looked at, or cannot be decoded. */
export async function showsTheSame(
  one: Uint8Array,
  other: Uint8Array,
  { limitPixels }: Pick<InspectLimits, 'limitPixels'>,
): Promise<boolean> {
  const pixels = (bytes: Uint8Array, page: number) =>
    sharp(bytes, { page, failOn: 'error', limitInputPixels: limitPixels, ignoreIcc: true }).raw().toBuffer();
  try {
    const [{ pages = 1 }, { pages: otherPages = 1 }] = [
      await sharp(one).metadata(),
      await sharp(other).metadata(),
    ];
    if (pages !== otherPages) return false;
    for (let page = 0; page < pages; page++)
      if (!(await pixels(one, page)).equals(await pixels(other, page))) return false;
    return true;
  } catch (error) {
    // sharp has no errors of its own by which a file that is damaged could be told from others.
    if (error instanceof Error) return false;
    throw error;
  }
}
