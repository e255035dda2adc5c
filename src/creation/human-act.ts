import * as z from 'zod';
import { addressSchema } from '../lib/ids.js';
import { plainText } from '../lib/plain-text.js';
import { fileReferenceSchema, type FileReference } from '../works/file.js';
import { edtfSchema } from '../works/work.js';

/** What people do to a work that machines helped to make. Acts, never percentages. */
export const HUMAN_ACT_KINDS = [
  'concept',
  'prompting',
  'reference-input',
  'selection',
  'inpainting-region-choice',
  'compositing',
  'overpainting',
  'colour',
  'retouching',
  'arrangement',
  'digitisation',
] as const;

/** A part of a picture in its pixels, from the upper left corner. */
export const regionSchema = z.strictObject({
  x: z.int().min(0),
  y: z.int().min(0),
  width: z.int().min(1),
  height: z.int().min(1),
});

export const humanActSchema = z.strictObject({
  kind: z.enum(HUMAN_ACT_KINDS),
  done: plainText(5000).describe('What was done, in words'),
  by: addressSchema.optional().describe('Who did it; the first claimant where it is not given'),
  when: edtfSchema.optional(),
  region: regionSchema
    .optional()
    .describe(
      "Where, in pixels of the after file, or of the work's picture where there is none; from the upper left corner",
    ),
  before: fileReferenceSchema.optional().describe('The file as it was before'),
  after: fileReferenceSchema.optional().describe('The file as it was after'),
  evidence: z.array(fileReferenceSchema).max(20).optional(),
});

export type HumanAct = Readonly<z.infer<typeof humanActSchema>>;

export const filesOfAct = ({ before, after, evidence = [] }: HumanAct): FileReference[] =>
  [before, after, ...evidence].filter((file) => file !== undefined);
