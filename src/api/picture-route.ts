import type { Request, Response } from 'express';
import { credentialPicture } from '../creation/credential-picture.js';
import { downloadName } from '../lib/download-name.js';
import { answerRefusal } from './answer-refusal.js';
import type { House } from './context.js';
import { reservationHeaders } from './mining-reservation.js';

/**
 * GET /works/ID/picture: a work's picture with its record inside, as XMP and as content credentials (C2PA) that are signed anew each time; the
 * pixels and what the file carried stay as they are. Answers {code, message, details} with 404 for WORK_UNKNOWN, 410 for FILE_FORGOTTEN, 451 for FILE_WITHHELD, 503 for TOO_BUSY, and 409 for
 * NOT_CLAIMED, NOT_AN_IMAGE and PICTURE_UNSIGNABLE (a TIFF of several pages).
 */
export const pictureRoute =
  (house: House) =>
  async (request: Request<{ id: string }>, response: Response): Promise<void> => {
    try {
      const { bytes, mediaType, title, cid } = await credentialPicture(house, request.params.id);
      response.attachment(downloadName({ title, otherwise: cid, part: 'with its record', mediaType })).set({
        'Content-Type': mediaType,
        'Content-Length': String(bytes.length),
        'Content-Security-Policy': "sandbox; default-src 'none'",
        'Cache-Control': 'no-store',
        ...(await reservationHeaders(house, cid)),
      });
      response.end(bytes);
    } catch (error) {
      answerRefusal(response, error);
    }
  };
