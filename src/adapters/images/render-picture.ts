import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { sizesOf } from '../../lib/iiif-sizes.js';
import { messageOf } from '../../lib/message-of.js';
import type { RenderQuestion } from '../../originality/fingerprint.js';
import { renditionName, TILE_SIDE } from '../../works/renditions/rendition.js';
import { openPicture, openedSource, type Decoding, type InspectLimits } from './open-picture.js';
import { tooSlow } from './too-slow.js';

const JPEG = { quality: 85 } as const;

/** Writes renditions of a picture into a folder, which it makes. A picture that was inspected can be decoded: what fails here is ours. */
export async function renderPicture(
  { path: from, part, size, folder }: RenderQuestion,
  limits: InspectLimits,
): Promise<void> {
  const decoding = await openPicture(from, limits);
  try {
    if (part === 'tiles') await cutTiles(decoding, folder);
    else await scale(decoding, { size, folder });
  } catch (cause) {
    if (messageOf(cause).startsWith('timeout:')) throw tooSlow(limits.timeoutMs);
    throw cause;
  }
}

/** As it is shown, in 8-bit sRGB; sharp carries no metadata over unless it is told to. */
const shown = (decoding: Decoding): Sharp =>
  openedSource(decoding).autoOrient().flatten({ background: 'white' });

/** libvips writes them as they are named in the address (§4.7), with a description of its own beside them that nobody is given. */
const cutTiles = (decoding: Decoding, folder: string) =>
  shown(decoding).jpeg(JPEG).tile({ size: TILE_SIDE, layout: 'iiif3' }).toFile(folder);

async function scale(
  decoding: Decoding,
  { size, folder }: Pick<RenderQuestion, 'size' | 'folder'>,
): Promise<void> {
  const sizes = sizesOf(size);
  const { width, height } = sizes.at(-1) ?? size;
  const { data, info } = await shown(decoding)
    .resize(width, height, { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (const one of sizes) {
    const place = path.join(folder, renditionName({ part: 'sizes', region: 'full', size: one }));
    await mkdir(path.dirname(place), { recursive: true });
    const scaled = sharp(data, { raw: info }).resize(one.width, one.height, { fit: 'fill' });
    await writeFile(place, await scaled.jpeg(JPEG).toBuffer());
  }
}
