import * as z from 'zod';
import { boundsOf } from './edtf-bounds.js';

/** A date that an answer can be reckoned from. */
export const boundedDateSchema = z
  .string()
  .max(60)
  .refine(
    (text) => boundsOf(text) !== null,
    'is not a date such as 1936, 1936-05-04, 193X, ../1932 or 1929/1932',
  )
  .describe(
    'Date or interval in EDTF (ISO 8601-2, levels 0 and 1): 1936, 1936-05~, 193X, ../1932 (by then), 1929/1932 (between)',
  );
