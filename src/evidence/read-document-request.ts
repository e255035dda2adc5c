import * as z from 'zod';
import { Refusal } from '../lib/refusal.js';
import { readWatchList } from '../title/provenance/flags/read-watch-list.js';
import { readProvenance } from '../title/provenance/read-provenance.js';
import type { DocumentRequest } from './documents/requested/requested-documents.js';

const requestSchema = z.strictObject({
  usco: z.unknown().optional().describe('schema/document-fields/usco-worksheet.json'),
  fre902: z.literal(true).optional(),
  dmcaNotice: z.unknown().optional().describe('schema/document-fields/dmca-notice.json'),
  dmcaCounterNotice: z.unknown().optional().describe('schema/document-fields/dmca-counter-notice.json'),
  dueDiligence: z
    .strictObject({
      provenance: z
        .string()
        .max(2_000_000)
        .optional()
        .describe('A provenance in words; what is recorded where it is not given'),
      watchLists: z
        .array(z.unknown())
        .max(20)
        .optional()
        .describe('Lists of names, as provenance check takes them'),
    })
    .optional(),
  resaleRight: z
    .strictObject({
      country: z.string().max(10),
      price: z.string().max(40),
      currency: z.string().max(10).optional(),
      date: z.string().max(20),
    })
    .optional(),
});

/** Which documents somebody asks for, from JSON. Refuses OUT_OF_SCHEMA and WATCH_LIST_UNREADABLE; the fields of each are read when it is made. */
export function readDocumentRequest(value: unknown): DocumentRequest {
  const { success, data, error } = requestSchema.safeParse(value);
  if (!success)
    throw new Refusal(
      'OUT_OF_SCHEMA',
      `What is asked for cannot be read: ${error.issues.map(({ path, message }) => `${path.join('.') || '(all)'}: ${message}`).join('; ')}.`,
      {},
    );
  const { dueDiligence, ...others } = data;
  if (!dueDiligence) return others;
  const { provenance, watchLists = [] } = dueDiligence;
  return {
    ...others,
    dueDiligence: {
      ...(provenance !== undefined && { provenance: readProvenance(provenance) }),
      watchLists: watchLists.map((list, at) => readWatchList(JSON.stringify(list), `watchLists[${at}]`)),
    },
  };
}
