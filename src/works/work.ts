import * as z from 'zod';
import { addressSchema, workIdSchema } from '../lib/ids.js';
import { plainText } from '../lib/plain-text.js';
import { EDTF_WRITING } from '../title/edtf-bounds.js';
import { fileReferenceSchema } from './file.js';

/** Extended Date/Time Format (ISO 8601-2): a year, a day, "1889~", "1503/1519" and the like. */
export const edtfSchema = z
  .string()
  .max(60)
  .regex(EDTF_WRITING, 'is not a date in EDTF, such as 1889-06, 1889~ or 1503/1519')
  .describe('Date in EDTF (ISO 8601-2), such as 1889-06, 1889~ or 1503/1519');

export const makerSchema = z.strictObject({
  name: plainText(200).describe('Name as it is shown'),
  person: addressSchema.optional().describe("Address of the maker's key, where there is one"),
});

export type Maker = Readonly<z.infer<typeof makerSchema>>;

export const workBodySchema = z.strictObject({
  title: plainText(200).describe('Title, at most 200 characters'),
  makers: z.array(makerSchema).max(50).describe('Who made it, as far as known'),
  dateMade: edtfSchema.optional(),
  medium: plainText(200).optional().describe('Medium or technique, such as "oil on canvas"'),
  description: plainText(5000).optional(),
  altText: plainText(1000).optional().describe('What the picture shows, for those who do not see it'),
  files: z
    .array(fileReferenceSchema)
    .min(1)
    .max(20)
    .describe('The files of the work; the first is its picture'),
  differsFrom: z
    .array(workIdSchema)
    .max(50)
    .optional()
    .describe('Earlier works that look alike and are, as the signer declares, other works'),
});

export type WorkBody = Readonly<z.infer<typeof workBodySchema>>;

/** A work as its registration states it. */
export interface Work {
  readonly id: string;
  readonly statementIndex: bigint;
  readonly title: string;
  readonly makers: readonly Maker[];
  readonly dateMade: string | null;
  readonly medium: string | null;
  readonly description: string | null;
  readonly altText: string | null;
  /** Address of the key that registered it. */
  readonly registrant: string;
  readonly registeredAt: Date;
}

/** Whether one of some keys stands in the registration: as its signer, or as a maker it names. */
export const isNamedIn = (
  { registrant, makers }: Pick<Work, 'registrant' | 'makers'>,
  keys: readonly string[],
): boolean =>
  keys.includes(registrant) || makers.some(({ person }) => person !== undefined && keys.includes(person));
