import * as z from 'zod';
import { fileReferenceSchema } from '../works/file.js';

/**
 * A text that may stay private: then the statement holds SHA-256("raisonne/commitment/v1\0" ‖ salt ‖ JCS(text)),
 * and whoever is given salt and text can check them against it.
 */
export const privateTextSchema = z.union([
  z.strictObject({ text: z.string().min(1).max(20_000) }),
  z.strictObject({
    commitment: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('Salted commitment to the text, in hex'),
  }),
]);

export type PrivateText = Readonly<z.infer<typeof privateTextSchema>>;

const short = z.string().min(1).max(300);

/** How a picture was generated. Everything here is the signer's claim; nothing is checked against a model. */
export const generationRecordSchema = z.strictObject({
  tool: short.describe('Program, such as ComfyUI'),
  toolVersion: short.optional(),
  modelName: short.optional(),
  modelHash: short
    .optional()
    .describe('With its kind, such as sha256:… or blake3:…: hashes of different kinds are not comparable'),
  prompt: privateTextSchema.optional(),
  negativePrompt: privateTextSchema.optional(),
  seed: z
    .string()
    .regex(/^-?\d{1,40}$/, 'is not a whole number as text')
    .optional()
    .describe('As text: seeds of 64 bits do not fit a JSON number'),
  sampler: short.optional(),
  steps: z.int().min(1).max(100_000).optional(),
  guidance: z.number().min(0).max(10_000).optional().describe('Guidance (CFG) scale'),
  width: z.int().min(1).max(1_000_000).optional().describe('Pixels'),
  height: z.int().min(1).max(1_000_000).optional().describe('Pixels'),
  inputs: z.array(fileReferenceSchema).max(50).optional().describe('Pictures and other files that went in'),
  rawMetadata: privateTextSchema.optional().describe("The tool's own metadata, verbatim"),
});

export type GenerationRecord = Readonly<z.infer<typeof generationRecordSchema>>;
