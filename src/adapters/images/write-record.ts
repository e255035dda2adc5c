import sharp from 'sharp';
import { writeRecordPdf } from '../../evidence/documents/write-record-pdf.js';
import { requestedDocuments } from '../../evidence/documents/requested/requested-documents.js';
import type { FontShelf } from '../../evidence/documents/font-face.js';
import { reachableUrl } from '../../lib/reachable-url.js';
import { Refusal } from '../../lib/refusal.js';
import type { RecordQuestion, WrittenRecord } from '../../originality/fingerprint.js';
import { damagedUnlessRead, openPicture, type InspectLimits } from './open-picture.js';

/** Longer side of the rendition, in pixels: as wide as a page at 200 dots an inch. */
const MOST_PIXELS = 1500;

/** record.pdf with a rendition of the picture; without one where the picture cannot be decoded: the record says its digest all the same. And documents on request. */
export async function writeRecord(
  { record, path, url, request }: RecordQuestion,
  fonts: FontShelf,
  limits: InspectLimits,
): Promise<WrittenRecord> {
  const requested = await requestedDocuments(record, request, { fonts });
  const picture = path === null ? undefined : await renditionOf(path, limits);
  return { pdf: await writeRecordPdf(record, { fonts, picture, url: reachableUrl(url) }), requested };
}

/** As it is looked at: turned as its EXIF says, on white, in sRGB; the same pixels give the same bytes. Nothing that the file tells goes along. */
export async function renditionOf(path: string, limits: InspectLimits): Promise<Uint8Array | undefined> {
  try {
    const { source } = await openPicture(path, limits);
    return await damagedUnlessRead(limits.timeoutMs, () =>
      sharp(source as string, { limitInputPixels: limits.limitPixels }) // it was opened by its path
        .timeout({ seconds: Math.max(1, Math.floor(limits.timeoutMs / 1000)) })
        .rotate()
        .resize(MOST_PIXELS, MOST_PIXELS, { fit: 'inside', withoutEnlargement: true })
        .flatten({ background: 'white' })
        .toColourspace('srgb')
        .jpeg({ quality: 85 })
        .toBuffer(),
    );
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
