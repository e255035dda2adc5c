import * as z from 'zod';
import { addressSchema, licenceIdSchema, workIdSchema } from '../../lib/ids.js';
import { plainText } from '../../lib/plain-text.js';
import { daySchema } from '../../originality/derivation-permission.js';
import { fileReferenceSchema } from '../../works/file.js';
import { STANDARD_LICENCES } from './standard-licences.js';
import { ACTIONS, PURPOSES } from './use.js';

/** What whoever uses a work must do for it (ODRL 2.2, duty). */
export const DUTIES = [
  'attribute',
  'share-alike',
  'indicate-changes',
  'include-notice',
  'compensate',
  'inform',
  'obtain-consent',
  'observe-terms',
] as const;
export type DutyAction = (typeof DUTIES)[number];

const unique = (all: readonly string[]) => new Set(all).size === all.length;

export const countriesSchema = z
  .array(z.string().regex(/^[A-Z]{2}$/, 'is not a country (ISO 3166-1 alpha-2), such as DE'))
  .min(1)
  .max(250)
  .refine(unique, 'names a country twice');

const dutySchema = z.strictObject({
  action: z.enum(DUTIES),
  text: plainText(2000).optional().describe('What it takes, in words: whom to name, how much to pay'),
});

export const ruleSchema = z
  .strictObject({
    effect: z.enum(['permit', 'prohibit']),
    actions: z.array(z.enum(ACTIONS)).min(1).max(ACTIONS.length).refine(unique, 'names an action twice'),
    where: countriesSchema.optional().describe('Only there; everywhere where it is not given'),
    purpose: z.enum(PURPOSES).optional().describe('Only for that purpose'),
    from: daySchema.optional().describe('First day'),
    until: daySchema.optional().describe('Last day'),
    duties: z.array(dutySchema).min(1).max(20).optional(),
    text: plainText(2000).optional().describe('The clause in words'),
  })
  .refine(({ effect, duties }) => effect === 'permit' || duties === undefined, 'prohibits, and has duties')
  .refine(
    ({ from, until }) => from === undefined || until === undefined || from <= until,
    'ends before it begins',
  );

export const licenceSchema = z
  .strictObject({
    work: workIdSchema,
    to: addressSchema
      .optional()
      .describe(
        'Address of the key of whoever is licensed, for all their keys; anybody where it is not given',
      ),
    standard: z
      .enum(Object.keys(STANDARD_LICENCES) as [string, ...string[]]) // it lists some
      .optional()
      .describe(
        'A licence of Creative Commons (SPDX identifier), a statement of RightsStatements.org, or all-rights-reserved',
      ),
    rules: z
      .array(ruleSchema)
      .min(1)
      .max(50)
      .optional()
      .describe(
        'Terms in the form of ODRL 2.2. What no rule permits is not permitted; what one prohibits is not, whatever another permits',
      ),
    named: z
      .strictObject({
        name: plainText(200),
        url: z
          .url({ protocol: /^https$/ })
          .max(500)
          .optional(),
      })
      .optional()
      .describe('A licence of another name. Its terms are not known here, so it permits nothing in answers'),
    text: fileReferenceSchema.optional().describe('The whole text of the licence, in the content store'),
    from: daySchema.optional().describe('First day on which it is in force'),
    until: daySchema.optional().describe('Last day, to its end in UTC; without end where it is not given'),
  })
  .refine(
    ({ standard, rules, named }) => [standard, rules, named].filter((one) => one !== undefined).length === 1,
    'must have one of standard, rules and named',
  )
  .refine(
    ({ from, until }) => from === undefined || until === undefined || from <= until,
    'ends before it begins',
  );

export type LicenceBody = Readonly<z.infer<typeof licenceSchema>>;
export type LicenceRule = Readonly<z.infer<typeof ruleSchema>>;

export const licenceWithdrawalSchema = z.strictObject({
  licence: licenceIdSchema,
  reason: plainText(2000).optional(),
});

/** Terms on which somebody says that a work may be used: recorded, and examined by nobody. */
export interface Licence {
  readonly id: string;
  readonly statementIndex: bigint;
  readonly work: string;
  readonly body: LicenceBody;
  /** Address of the key that signed it. */
  readonly grantedBy: string;
  readonly grantedAt: Date;
  readonly withdrawnAt: Date | null;
  /** CID of the statement that withdrew it. */
  readonly withdrawal: string | null;
}
