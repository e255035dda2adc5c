import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { exportWork } from '../evidence/export-work.js';
import { folderOf } from '../evidence/package-format.js';
import { readDocumentRequest } from '../evidence/read-document-request.js';
import { isStorable } from '../lib/columns.js';
import { downloadName } from '../lib/download-name.js';
import { Refusal } from '../lib/refusal.js';
import { workById } from '../works/work-store.js';
import type { House } from './context.js';

/**
 * GET /works/ID/evidence.zip: the evidence package of a work; POST the same with documents on request, by a body in JSON (read-document-request.ts); with ?files=none the files' digests only, with
 * ?makings=none without the ledgers of its making, with ?documents=none without the documents that are made of the rest. Answers
 * {code, message, details} with 404 for WORK_UNKNOWN, 409 while no checkpoint covers the work (NOT_CHECKPOINTED).
 */
export const evidenceRoute =
  (house: House) =>
  async (request: Request<{ id: string }>, response: Response): Promise<void> => {
    try {
      const work = request.params.id;
      // Before what may be long is read.
      const found = isStorable(work) ? await workById(house.database.tables, work) : null;
      if (!found) throw new Refusal('WORK_UNKNOWN', `${work} is not registered here.`, { work });
      const evidence = await exportWork(house, {
        work,
        withFiles: request.query['files'] !== 'none',
        withMakings: request.query['makings'] !== 'none',
        withDocuments: request.query['documents'] !== 'none',
        // A GET has no body.
        request: request.body === undefined ? {} : readDocumentRequest(request.body),
      });
      response
        .attachment(
          downloadName({ title: found.title, otherwise: folderOf(work), part: 'evidence', mediaType: ZIP }),
        )
        .set({
          'Content-Type': ZIP,
          'Content-Length': String(evidence.sizeBytes),
          'Cache-Control': 'no-store',
        });
      await pipeline(evidence.read(), response);
    } catch (error) {
      if (!(error instanceof Refusal) || response.headersSent) throw error;
      const { code, message, details } = error;
      response.status(STATUS[code] ?? 409).json({ code, message, details });
    }
  };

const ZIP = 'application/zip';

const STATUS: Readonly<Record<string, number>> = {
  WORK_UNKNOWN: 404,
  OUT_OF_SCHEMA: 400,
  WATCH_LIST_UNREADABLE: 400,
  FIELDS_MISSING: 400,
  TOO_BUSY: 503,
};
