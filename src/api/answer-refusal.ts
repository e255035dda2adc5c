import type { Response } from 'express';
import { Refusal } from '../lib/refusal.js';

const STATUS: Readonly<Record<string, number>> = {
  FILE_MISSING: 404,
  WORK_UNKNOWN: 404,
  FILE_FORGOTTEN: 410,
  // RFC 7725.
  FILE_WITHHELD: 451,
  TOO_BUSY: 503,
};

/** Answers a route's request with {code, message, details} of a refusal, never to be kept; what is none is thrown on. */
export function answerRefusal(
  response: Response,
  error: unknown,
  more: Readonly<Record<string, number>> = {},
): void {
  if (!(error instanceof Refusal)) throw error;
  const { code, message, details } = error;
  response
    .status(more[code] ?? STATUS[code] ?? 409)
    .set('Cache-Control', 'no-store')
    .json({ code, message, details });
}
