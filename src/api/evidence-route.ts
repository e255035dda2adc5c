import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { exportWork } from '../evidence/export-work.js';
import { Refusal } from '../lib/refusal.js';
import type { House } from './context.js';

/**
 * GET /works/ID/evidence.zip: the evidence package of a work; with ?files=none the files' digests only, with
 * ?makings=none without the ledgers of its making, with ?documents=none without the documents that are made of the rest. Answers
 * {code, message, details} with 404 for WORK_UNKNOWN, 409 while no checkpoint covers the work (NOT_CHECKPOINTED).
 */
export const evidenceRoute =
  (house: House) =>
  async (request: Request<{ id: string }>, response: Response): Promise<void> => {
    try {
      const evidence = await exportWork(house, {
        work: request.params.id,
        withFiles: request.query['files'] !== 'none',
        withMakings: request.query['makings'] !== 'none',
        withDocuments: request.query['documents'] !== 'none',
      });
      response.set({
        'Content-Type': 'application/zip',
        'Content-Length': String(evidence.sizeBytes),
        'Content-Disposition': `attachment; filename="${evidence.fileName}"`,
        'Cache-Control': 'no-store',
      });
      await pipeline(evidence.read(), response);
    } catch (error) {
      if (!(error instanceof Refusal) || response.headersSent) throw error;
      const { code, message, details } = error;
      response.status(code === 'WORK_UNKNOWN' ? 404 : 409).json({ code, message, details });
    }
  };
