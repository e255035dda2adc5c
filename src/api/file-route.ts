import { finished, pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { ContentDamaged, ContentMissing } from '../ports.js';
import { extensionOf } from '../lib/extension-of.js';
import { shownFile } from '../works/display/shown-file.js';
import { answerRefusal } from './answer-refusal.js';
import type { House } from './context.js';
import { reservationHeaders } from './mining-reservation.js';

/**
 * GET /files/CID: the bytes of a stored file. Always an attachment of its own type and never sniffed: what
 * strangers upload must not run as a page of ours. Answers {code, message, details} with 404 for FILE_MISSING, 451 for FILE_WITHHELD, 410 for
 * FILE_FORGOTTEN, whose details have the receipt, and {code, message} with 500
 * for CONTENT_MISSING and CONTENT_DAMAGED: what the register knows, and its content store does not give.
 */
export const fileRoute =
  (house: House) =>
  async (request: Request<{ cid: string }>, response: Response): Promise<void> => {
    const { database, content } = house;
    const { cid } = request.params;
    let file;
    try {
      file = await shownFile(database.tables, cid);
    } catch (error) {
      answerRefusal(response, error);
      return;
    }
    const chunks = content.read(cid)[Symbol.asyncIterator]();
    let first;
    try {
      // Before the headers: they promise bytes that keep for a year.
      first = await chunks.next();
    } catch (error) {
      if (!(error instanceof ContentMissing || error instanceof ContentDamaged)) throw error;
      const code = error instanceof ContentMissing ? 'CONTENT_MISSING' : 'CONTENT_DAMAGED';
      response
        .status(500)
        .set({ 'Cache-Control': 'no-store', Connection: 'close' })
        .json({ code, message: error.message });
      // Thrown on once the answer is out: the server's log must tell of it, and ends the connection.
      await finished(response);
      throw error;
    }
    const reservation = await reservationHeaders(house, cid);
    response.attachment(`${cid}.${extensionOf(file.mediaType)}`).set({
      'Content-Type': file.mediaType,
      'Content-Length': String(file.sizeBytes),
      'Content-Security-Policy': "sandbox; default-src 'none'",
      // The bytes never change; what is reserved of them may.
      'Cache-Control':
        Object.keys(reservation).length > 0 ? 'public, max-age=3600' : 'public, max-age=31536000, immutable',
      ETag: `"${cid}"`,
      ...reservation,
    });
    await pipeline(resumed(first, chunks), response);
  };

async function* resumed(
  first: IteratorResult<Uint8Array, unknown>,
  chunks: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (first.done) return;
  yield first.value;
  yield* { [Symbol.asyncIterator]: () => chunks };
}
