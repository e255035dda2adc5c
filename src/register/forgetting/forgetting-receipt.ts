import * as z from 'zod';
import { cidSchema, statementIdSchema } from '../../lib/ids.js';
import { signedDocument } from '../../lib/signed-document.js';
import { fileReferenceSchema } from '../../works/file.js';
import { instantSchema } from '../statement.js';
import { remainsSchema } from './remains.js';

const forgottenStatementSchema = z
  .strictObject({
    what: z.literal('statement'),
    id: statementIdSchema.describe('Its CID holds the SHA-256 of the words that were erased'),
    index: z.int().min(0).describe('Place of its entry in the log, from 0'),
    remains: remainsSchema.describe('What stays of it here, on the word of the log'),
  })
  .describe("A statement's words");

const { sha256, mediaType, sizeBytes } = fileReferenceSchema.shape;

const forgottenFileSchema = z
  .strictObject({
    what: z.literal('file'),
    id: z
      .string()
      .startsWith('file:')
      .refine((id) => cidSchema.safeParse(id.slice('file:'.length)).success, 'is not the id of a file')
      .describe('Id of the file: "file:" and its CID'),
    facts: z
      .strictObject({ sha256, mediaType, sizeBytes })
      .nullable()
      .describe('What statements say of it; null of a file that was only uploaded'),
  })
  .describe("A file's bytes");

/** The receipt of one statement or file that the operator had erased: what was deleted, what stays, and why. It holds no word of what was erased. */
export const forgettingReceiptSchema = z.strictObject({
  format: z.literal('raisonne-forgetting/1'),
  origin: z.string().describe('Origin of the log'),
  forgotten: z.discriminatedUnion('what', [forgottenStatementSchema, forgottenFileSchema]),
  erased: z.strictObject({
    blocks: z.int().min(0).describe('Blocks of the content store that are deleted'),
    sharedBlocks: z
      .int()
      .min(0)
      .describe('Blocks that stay, since other files or statements that are kept have the same bytes'),
    rows: z
      .record(z.string(), z.int().min(1))
      .describe('Rows of the database that were deleted or rewritten, by table'),
  }),
  stays: z.array(z.string()).describe('What the erasure does not reach, in words'),
  reason: z.string().min(1).max(500),
  forgottenAt: instantSchema,
});

export type ForgettingReceipt = Readonly<z.infer<typeof forgettingReceiptSchema>>;

/** The receipt as the log signs it. */
export const forgettingNote = signedDocument(
  'Raisonné receipt of forgetting, version 1',
  forgettingReceiptSchema,
);
