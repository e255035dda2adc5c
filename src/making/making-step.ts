import * as z from 'zod';
import { privateTextUpTo } from '../creation/generation-record.js';
import { HUMAN_ACT_KINDS, regionSchema } from '../creation/human-act.js';
import { canonicalBytes } from '../lib/canonical-json.js';
import { fromHex, toHex } from '../lib/hex.js';
import { makingIdSchema } from '../lib/ids.js';
import { sha256 } from '../lib/sha256.js';
import { instantSchema } from '../register/statement.js';
import { fileReferenceSchema } from '../works/file.js';

const digest = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hex');

/**
 * `generation`: a machine made it, from a text or from other pictures. `variation`: a machine made it again, with other parameters.
 * `edit`: somebody changed what was there. `import`: it was made elsewhere. `unsaid`: it came, and nobody says how.
 */
export const STEP_WAYS = ['generation', 'variation', 'edit', 'import', 'unsaid'] as const;
export type StepWay = (typeof STEP_WAYS)[number];

/** The longest public text of a step, in characters: whatever is longer goes in as a commitment, so that ledgers stay small. */
export const MOST_STEP_TEXT = 2000;
const stepTextSchema = privateTextUpTo(MOST_STEP_TEXT);

/** What may be said of a file when it comes, and later too. */
const remarks = {
  from: z
    .array(digest)
    .min(1)
    .max(20)
    .optional()
    .describe('SHA-256 of the files from which it was made, in hex'),
  act: z.enum(HUMAN_ACT_KINDS).optional().describe('What a person did to make it'),
  region: regionSchema.optional().describe('Where, in pixels of the file; from the upper left corner'),
  outcome: z
    .enum(['kept', 'rejected'])
    .optional()
    .describe('Whether it was chosen to go on with; not decided where it is not given'),
  note: stepTextSchema.optional(),
};

const madeSchema = z.strictObject({
  step: z.literal('file').describe('A file came into being'),
  at: instantSchema.describe("When, by the maker's clock"),
  sha256: digest.describe('Of its bytes, in hex. The file itself stays with its maker'),
  sizeBytes: z.int().min(0).describe('Size in bytes'),
  mediaType: fileReferenceSchema.shape.mediaType,
  how: z.enum(STEP_WAYS),
  wasThere: z
    .boolean()
    .optional()
    .describe('True where it was there before the ledger was: then `at` is what the file system says'),
  tool: z.string().min(1).max(300).optional().describe('Program that generated it, as the file says'),
  seed: z
    .string()
    .regex(/^-?\d{1,40}$/, 'is not a whole number as text')
    .optional(),
  prompt: stepTextSchema.optional(),
  layered: z
    .strictObject({
      layers: z.int().min(0),
      historySteps: z.int().min(0).optional(),
      editingSeconds: z.number().min(0).optional(),
    })
    .optional()
    .describe('What a layered file says of itself (PSD, KRA, ORA): whoever has the file can write all of it'),
  ...remarks,
});

const remarkSchema = z.strictObject({
  step: z
    .literal('remark')
    .describe('Something is said of a file that came before; the last word of one maker stands'),
  at: instantSchema,
  sha256: digest.describe('Of the file'),
  how: z.enum(STEP_WAYS).optional(),
  ...remarks,
});

export const makingStepSchema = z.discriminatedUnion('step', [madeSchema, remarkSchema]);
export type MakingStep = Readonly<z.infer<typeof makingStepSchema>>;

/** Of one statement, and of a whole making. */
export const MOST_STEPS = 100;
export const MOST_STEPS_OF_MAKING = 4000;

export const stepsBodySchema = z.strictObject({
  making: makingIdSchema,
  after: digest.describe(
    "Head of the signer's own chain in this making before these steps: of each step SHA-256(\"raisonne/making/v1\\0\" ‖ head before ‖ JCS(step)); before the first, head before is SHA-256 of the making's id and the signer's address",
  ),
  steps: z.array(makingStepSchema).min(1).max(MOST_STEPS).describe('In the order in which they happened'),
});

export type StepsBody = Readonly<z.infer<typeof stepsBodySchema>>;

const DOMAIN = new TextEncoder().encode('raisonne/making/v1\0');

/** Where a maker's chain in a making begins. */
export const firstHead = (making: string, maker: string): string =>
  toHex(sha256(DOMAIN, new TextEncoder().encode(`${making} ${maker}`)));

/** The head after one more step: whoever changes, drops or inserts a step changes every head after it. */
export const nextHead = (head: string, step: MakingStep): string =>
  toHex(sha256(DOMAIN, fromHex(head), canonicalBytes(step)));
