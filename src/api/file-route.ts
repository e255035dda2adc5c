import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { isCid } from '../lib/cid.js';
import { filesByCid } from '../works/file-store.js';
import type { House } from './context.js';

/**
 * GET /files/CID: the bytes of a stored file. Always an attachment of its own type and never sniffed: what
 * strangers upload must not run as a page of ours.
 */
export const fileRoute =
  ({ database, content }: House) =>
  async (request: Request<{ cid: string }>, response: Response): Promise<void> => {
    const { cid } = request.params;
    const [file] = isCid(cid) ? await filesByCid(database.tables, [cid]) : [];
    if (!file) {
      response.status(404).json({ code: 'FILE_MISSING', message: `No file ${cid} is stored here.` });
      return;
    }
    response.set({
      'Content-Type': file.mediaType,
      'Content-Length': String(file.sizeBytes),
      'Content-Disposition': `attachment; filename="${cid}"`,
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'public, max-age=31536000, immutable',
      ETag: `"${cid}"`,
    });
    await pipeline(content.read(cid), response);
  };
