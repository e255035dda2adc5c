import * as z from 'zod';
import { readAs, sentenceOf } from '../lib/read-as.js';
import { Refusal } from '../lib/refusal.js';
import { readWatchList } from '../title/provenance/flags/read-watch-list.js';
import { historiesInText } from '../title/provenance/histories-in-text.js';
import { readProvenance } from '../title/provenance/read-provenance.js';
import type { DocumentRequest } from './documents/requested/requested-documents.js';

const country = z.string().regex(/^[A-Z]{2}$/, 'is not a country (ISO 3166-1 alpha-2), such as DE');

/** Where the sales that are told took place, where their places do not say. */
const salesSchema = z.strictObject({
  country: country.optional(),
  countries: z.record(z.string().max(120), country).optional(),
});

/** Letters; a long provenance has ten thousand. */
const MOST_PROVENANCE = 100_000;

const requestSchema = z.strictObject({
  usco: z.unknown().optional().describe('schema/document-fields/usco-worksheet.json'),
  fre902: z.literal(true).optional(),
  dmcaNotice: z.unknown().optional().describe('schema/document-fields/dmca-notice.json'),
  dmcaCounterNotice: z.unknown().optional().describe('schema/document-fields/dmca-counter-notice.json'),
  disputeDossier: z
    .unknown()
    .optional()
    .describe('{} for all disputes; schema/document-fields/dispute-dossier.json'),
  resaleRightOfSales: salesSchema.optional(),
  dueDiligence: salesSchema
    .extend({
      provenance: z
        .string()
        .max(MOST_PROVENANCE)
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
  const { value: data, problems } = readAs(requestSchema, value);
  if (problems)
    throw new Refusal('OUT_OF_SCHEMA', `What is asked for cannot be read: ${sentenceOf(problems)}.`, {
      problems,
    });
  const { dueDiligence, ...others } = data;
  if (!dueDiligence) return others;
  const { provenance, watchLists = [], ...sales } = dueDiligence;
  return {
    ...others,
    dueDiligence: {
      ...sales,
      ...(provenance !== undefined && { provenance: readProvenance(oneHistory(provenance)) }),
      watchLists: watchLists.map((list, at) => readWatchList(JSON.stringify(list), `watchLists[${at}]`)),
    },
  };
}

/** Of provenance.txt of a package the one history that is stated, or else the registered one. */
function oneHistory(text: string): string {
  const histories = historiesInText(text);
  const stated = histories.filter(({ basis }) => basis !== 'registered');
  const [one, ...others] = stated.length > 0 ? stated : histories;
  if (others.length > 0)
    throw new Refusal(
      'OUT_OF_SCHEMA',
      'The provenance tells of several objects. Give the history of one of them.',
      { objects: stated.map(({ object }) => object) },
    );
  return one?.text ?? '';
}
