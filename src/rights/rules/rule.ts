import * as z from 'zod';
import { FACT_NAMES } from './facts.js';
import { conditionSchema } from './three-valued.js';

/** What a finding does for the claim: it never decides it. */
export const POLARITIES = ['supports', 'weighsAgainst', 'duty', 'status', 'indeterminate'] as const;
export type Polarity = (typeof POLARITIES)[number];

/** How much stands behind a rule, from the strongest to the weakest. */
export const AUTHORITY_STATUSES = [
  'statute',
  'final-decision',
  'first-instance-decision',
  'official-guidance',
  'pending',
] as const;
export type AuthorityStatus = (typeof AUTHORITY_STATUSES)[number];

const day = z.iso.date();
const text = z.string().min(1).max(2000);

export const ruleSchema = z.strictObject({
  id: z
    .string()
    .regex(/^(?:[A-Z]{2}-\d{2}|STATUS:[a-z]+(?:-[a-z]+)*)$/)
    .describe('Unique in its pack; STATUS:… tells of proceedings that are open'),
  jurisdiction: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .describe(
      'Whose law or decision it is: ISO 3166-1, or EU. A decision of DE or CZ stands in the pack of the EU',
    ),
  version: z.int().min(1).describe('One more with each change of the rule'),
  effectiveFrom: day.describe('The first day on which it is asked'),
  effectiveTo: z.union([day, z.null()]).describe('The last day on which it is asked; null while it stands'),
  authorityStatus: z.enum(AUTHORITY_STATUSES),
  when: conditionSchema,
  finding: z.strictObject({
    code: z
      .string()
      .regex(/^(?:[A-Z]+(?:_[A-Z]+)*|STATUS:[a-z]+(?:-[a-z]+)*)$/)
      .describe('What it says, for programs'),
    polarity: z.enum(POLARITIES),
    text,
  }),
  missingFacts: z
    .array(z.enum(FACT_NAMES))
    .describe('Facts that, while not known, leave the finding less than whole'),
  citations: z.array(text).min(1),
  contraryAuthority: z.array(text).min(1).describe('What speaks against it; where nothing was found, that'),
  reviewedBy: z
    .union([text, z.null()])
    .describe('The counsel who reviewed it; null: not reviewed by counsel'),
});

export type Rule = Readonly<z.infer<typeof ruleSchema>>;

export const rulePackSchema = z.strictObject({
  jurisdiction: z.string().regex(/^[A-Z]{2}$/),
  name: text,
  version: z.int().min(1),
  covers: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .min(1)
    .describe('Codes under which it is asked for'),
  notice: text,
  reviewedBy: z.union([text, z.null()]),
  review: text.describe('Who reviewed it, in words'),
  rules: z.array(ruleSchema).min(1),
});

export type RulePack = Readonly<z.infer<typeof rulePackSchema>>;
