import type { Request, Response } from 'express';
import { Refusal } from '../lib/refusal.js';
import { receiveUpload } from '../works/receive-upload.js';
import type { House } from './context.js';

const STATUS: Readonly<Record<string, number>> = {
  UPLOAD_UNKNOWN: 404,
  UPLOAD_USED: 409,
  FILE_FORGOTTEN: 410,
  FILE_TOO_LARGE: 413,
  IMAGE_TOO_LARGE: 413,
  NOT_AN_IMAGE: 415,
  WRONG_MEDIA_TYPE: 415,
  TOO_BUSY: 503,
};

/** PUT /uploads/TOKEN: the bytes of a declared upload. Answers the file as JSON, or {code, message, details}. */
export const uploadRoute =
  (house: House) =>
  async (request: Request<{ token: string }>, response: Response): Promise<void> => {
    try {
      const { pdqOrientations: _, ...file } = await receiveUpload(house, request.params.token, request);
      response.status(201).json(file);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, message, details } = error;
      // Whatever of the body is still to come is not read, so the connection cannot serve another request.
      response
        .status(STATUS[code] ?? 422)
        .set('Connection', 'close')
        .json({ code, message, details });
    }
  };
