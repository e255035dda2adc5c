import * as z from 'zod';
import { INPUT_ROLES } from './generation-account.js';
import { fileReferenceSchema } from '../works/file.js';

/**
 * A text that may stay private: then the statement holds SHA-256("raisonne/commitment/v1\0" ‖ salt ‖ JCS(text)),
 * and whoever is given salt and text can check them against it.
 */
export const privateTextUpTo = (longest: number) =>
  z.union([
    z.strictObject({ text: z.string().min(1).max(longest) }),
    z.strictObject({
      commitment: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .describe('Salted commitment to the text, in hex'),
    }),
  ]);

export const privateTextSchema = privateTextUpTo(20_000);

export type PrivateText = Readonly<z.infer<typeof privateTextSchema>>;

/** Whether a member of a record is a text that stays private. */
export const isCommitment = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'commitment' in value;

const short = z.string().min(1).max(300);
const hash = short.describe(
  'With its kind, such as sha256:…, sha256-short:… (its first 10 digits) or blake3:…: hashes of different kinds are not comparable',
);

/** What of a record a file may tell too, one value each. */
const told = {
  tool: short.describe('Program, such as ComfyUI'),
  toolVersion: short.optional(),
  modelName: short.optional(),
  modelHash: hash.optional(),
  prompt: privateTextSchema.optional(),
  negativePrompt: privateTextSchema.optional(),
  seed: z
    .string()
    .regex(/^-?\d{1,40}$/, 'is not a whole number as text')
    .optional()
    .describe('As text: seeds of 64 bits do not fit a JSON number'),
  sampler: short.optional(),
  scheduler: short.optional(),
  steps: z.int().min(1).max(100_000).optional(),
  guidance: z.number().min(0).max(10_000).optional().describe('Guidance (CFG) scale'),
  denoise: z.number().min(0).max(1).optional().describe('Strength of denoising; 1 starts from noise alone'),
  width: z.int().min(1).max(1_000_000).optional().describe('Pixels'),
  height: z.int().min(1).max(1_000_000).optional().describe('Pixels'),
};

export const TOLD_FIELDS = [
  'tool',
  'toolVersion',
  'modelName',
  'modelHash',
  'prompt',
  'negativePrompt',
  'seed',
  'sampler',
  'scheduler',
  'steps',
  'guidance',
  'denoise',
  'width',
  'height',
] as const satisfies readonly (keyof typeof told)[];
export type ToldField = (typeof TOLD_FIELDS)[number];

const weight = z.number().min(-1000).max(1000).optional();

/** How a picture was generated. Everything here is the signer's claim; nothing is checked against a model. */
export const generationRecordSchema = z.strictObject({
  ...told,
  otherModels: z
    .array(z.strictObject({ name: short.optional(), hash: hash.optional() }))
    .max(20)
    .optional()
    .describe('All others that had a part, such as a refiner'),
  loras: z
    .array(z.strictObject({ name: short, weight, hash: short.optional() }))
    .max(100)
    .optional(),
  controlNets: z
    .array(z.strictObject({ name: short, weight }))
    .max(50)
    .optional(),
  upscalers: z
    .array(z.strictObject({ name: short.optional(), scale: z.number().min(0).max(1000).optional() }))
    .max(50)
    .optional(),
  pictures: z
    .array(z.strictObject({ role: z.enum(INPUT_ROLES), name: short.optional() }))
    .max(50)
    .optional()
    .describe(
      'Pictures that went in, as the tool names them; those of which there is a file are among `inputs`',
    ),
  inputs: z.array(fileReferenceSchema).max(50).optional().describe('Pictures and other files that went in'),
  rawMetadata: privateTextSchema.optional().describe("The tool's own metadata, verbatim"),
  readFrom: z
    .array(
      z.strictObject({
        where: short.describe('Such as "PNG tEXt:parameters"'),
        sha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hex')
          .describe('Of the bytes as found, in hex'),
      }),
    )
    .min(1)
    .max(50)
    .optional()
    .describe("Where in the work's file the record was read; not given for one that a person wrote"),
  corrections: z
    .array(
      z.strictObject({
        field: z.enum(TOLD_FIELDS),
        read: privateTextSchema.describe('What the file says, as text'),
      }),
    )
    .min(1)
    .max(TOLD_FIELDS.length)
    .optional()
    .describe('Fields that the claimant states otherwise than the file does'),
});

export type GenerationRecord = Readonly<z.infer<typeof generationRecordSchema>>;
