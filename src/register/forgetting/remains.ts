import * as z from 'zod';
import { fileReferenceSchema } from '../../works/file.js';
import { statementSchema, type Statement } from '../statement.js';

const { kind, role, subject, signer, issuedAt } = statementSchema.shape;

/** What stands in the place of words that were erased and that a row or a body cannot be without. */
export const ERASED = '[erased]';

/** In the place of a sentence that was signed; nobody can sign it, since a sentence is checked against the body. */
export const ERASED_SENTENCE = 'The words of this statement were erased.';

/**
 * What stays of a statement whose words were erased. What it changed follows from this from then on, in every rebuild; and as the words that
 * were signed are gone, it rests on the word of the log, which signs the receipt that holds it. The nonce goes with them: without its 128
 * random bits nobody can try words out against the CID, which the log keeps.
 */
export const remainsSchema = z.strictObject({
  kind,
  role,
  subject,
  signer,
  issuedAt,
  body: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe(
      `What stays of the body: ids, keys, days, choices and digests of files, and "${ERASED}" where there must be words; null where nothing does, and nothing follows from the statement any more`,
    ),
  files: z.array(fileReferenceSchema).describe('Files that the body named'),
});

export type Remains = Readonly<z.infer<typeof remainsSchema>>;

/** What stays, in the form of a statement: its sentence is none that anybody signed. */
export const statementOfRemains = ({ files, body, ...rest }: Remains, origin: string): Statement => ({
  ...rest,
  origin,
  submitBefore: rest.issuedAt,
  nonce: '',
  sentence: ERASED_SENTENCE,
  // Files stay named, also where the part of the body that named them does not stay.
  body: { ...body, ...(files.length > 0 && { files }) },
});
