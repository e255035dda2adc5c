import { Unreadable } from '../carriers/carrier-reading.js';
import type { LayeredDraft } from './layered-file.js';
import type { ZippedPicture } from './zip-parts.js';

/** Larger than any program makes. */
const LONGEST = 1_000_000;
const isSide = (side: number) => Number.isInteger(side) && side >= 1 && side <= LONGEST;

/** Where the file does not tell in pixels what it measures, its merged picture does; throws Unreadable where neither can be read. */
export function wholeSize(draft: LayeredDraft, picture: ZippedPicture | null): void {
  if (isSide(draft.width) && isSide(draft.height)) return;
  if (!picture || !isSide(picture.size.width) || !isSide(picture.size.height))
    throw new Unreadable('neither its layers nor its merged picture tell what it measures');
  Object.assign(draft, picture.size);
}
