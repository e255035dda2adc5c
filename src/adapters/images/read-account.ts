import { stat } from 'node:fs/promises';
import sharp from 'sharp';
import { Unreadable } from '../../creation/carriers/carrier-reading.js';
import { carriedText, type Carried, type CarriedText } from '../../creation/carriers/carried.js';
import { readCarried } from '../../creation/carriers/read-carried.js';
import { readStealth, type StoredPixels } from '../../creation/carriers/read-stealth.js';
import { unreadCredentials, type Credentials } from '../../creation/credentials.js';
import { checkNovelai } from '../../creation/checks/novelai-signature.js';
import { examineAccount, publishedAccount, type ReadAccount } from '../../creation/examine-account.js';
import { layeredFormatOf } from '../../creation/layered/layered-format.js';
import type { MediaType } from '../../originality/fingerprint.js';
import { readCredentials } from './read-credentials.js';
import { damagedUnlessRead, openPicture, type OpenedPicture, type InspectLimits } from './open-picture.js';
import { readFileBytes } from './read-file-bytes.js';
import { readLayeredAccount } from './read-layered-account.js';

/** What a picture's file says of how it was made: all that it carries, and what hides in the lowest bits of its pixels; of a layered file, its layers. */
export async function readAccount(
  path: string,
  limits: InspectLimits,
  anchors: string | null = null,
): Promise<ReadAccount> {
  const format = readFileBytes(path, layeredFormatOf);
  if (format) return readLayeredAccount(path, format, limits);
  const { mediaType, ...decoding } = await openPicture(path, limits);
  const { width, height } = decoding.header;
  const inFile = readFileBytes(path, (file) => readCarried(file, mediaType));
  // Only what loses nothing keeps the lowest bits.
  const mayHide = mediaType === 'image/png' || mediaType === 'image/webp';
  const pixels = mayHide && mayCarry(inFile, decoding) ? await storedPixels(path, decoding) : null;
  const shown = pixels ? withHidden(inFile, pixels) : inFile;
  const { carried, credentials } = await withCredentials(shown, { path, mediaType, anchors });
  const raw = examineAccount({
    carried,
    picture: { width, height },
    novelai: pixels && checkNovelai(carried, pixels),
    credentials,
  });
  return { raw, published: publishedAccount(raw) };
}

/** Without an alpha channel texts hide in the colours, where few look for them: only when nothing else is there. */
const mayCarry = ({ texts, hasManifestStore }: Carried, { header }: Pick<OpenedPicture, 'header'>): boolean =>
  header.depth === 'uchar' &&
  (header.hasAlpha ||
    (texts.length === 0 && !hasManifestStore) ||
    texts.some(({ text }) => text.includes('signed_hash')));

function withHidden(carried: Carried, pixels: StoredPixels): Carried {
  try {
    const hidden: CarriedText | null = readStealth(pixels);
    return hidden ? { ...carried, texts: [...carried.texts, hidden] } : carried;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ...carried, unread: [...carried.unread, { where: 'stealth', reason: error.message }] };
  }
}

/** Where a file has credentials or points to some, those; that they cannot be read is told with the rest. */
async function withCredentials(
  carried: Carried,
  { path, mediaType, anchors }: { path: string; mediaType: MediaType; anchors: string | null },
): Promise<{ carried: Carried; credentials: Credentials | null }> {
  if (!carried.hasManifestStore && !carriedText(carried, 'XMP', 'dcterms:provenance'))
    return { carried, credentials: null };
  try {
    const { size } = await stat(path);
    return { carried, credentials: await readCredentials(path, { mediaType, size, anchors }) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const unread = { where: 'C2PA', reason: error.message };
    return {
      carried: { ...carried, unread: [...carried.unread, unread] },
      credentials: carried.hasManifestStore ? unreadCredentials('unreadable') : null,
    };
  }
}

/** The values as they are stored: an embedded profile would change their lowest bits. Null for palettes and grey. */
async function storedPixels(
  path: string,
  { limits, header }: Omit<OpenedPicture, 'mediaType'>,
): Promise<StoredPixels | null> {
  if (header.channels !== 3 && header.channels !== 4) return null;
  const { data, info } = await damagedUnlessRead(limits.timeoutMs, () =>
    sharp(path, { failOn: 'error', limitInputPixels: limits.limitPixels, ignoreIcc: true })
      .timeout({ seconds: Math.ceil(limits.timeoutMs / 1000) })
      .raw()
      .toBuffer({ resolveWithObject: true }),
  );
  const { width, height, channels } = info;
  return channels === 3 || channels === 4 ? { width, height, channels, bytes: data } : null;
}
