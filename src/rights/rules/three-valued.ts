import * as z from 'zod';
import { FACT_NAMES, type FactName, type Facts } from './facts.js';

/**
 * A condition as data. `presume` holds unless it is known not to: the one place where something unknown does not stop a rule, so that a
 * finding names what it presumed.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly presume: Condition }
  | { readonly fact: FactName; readonly equals: string | boolean }
  | { readonly fact: FactName; readonly includesAny: readonly string[] }
  | { readonly fact: FactName; readonly atLeast: number }
  | { readonly fact: FactName; readonly isEmpty: boolean };

const fact = z.enum(FACT_NAMES);

export const conditionSchema: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(conditionSchema).min(1) }).describe('Each of them holds'),
      z.strictObject({ any: z.array(conditionSchema).min(1) }).describe('One of them holds'),
      z.strictObject({ not: conditionSchema }).describe('It does not hold'),
      z
        .strictObject({ presume: conditionSchema })
        .describe('It is not known not to hold; what was not known is named in the finding'),
      z.strictObject({ fact, equals: z.union([z.string(), z.boolean()]) }).describe('The fact is this'),
      z
        .strictObject({ fact, includesAny: z.array(z.string()).min(1) })
        .describe('The list has one of these words; capitals do not count'),
      z.strictObject({ fact, atLeast: z.number() }).describe('The number is this or more'),
      z.strictObject({ fact, isEmpty: z.boolean() }).describe('The list has nothing in it, or has something'),
    ]),
  )
  .meta({ id: 'condition' });

/** What a condition comes to: with null, the facts that would decide it; with true, the facts that were presumed. */
export interface Outcome {
  readonly holds: boolean | null;
  readonly facts: readonly FactName[];
}

/** Kleene's strong three-valued logic: what is not known stays so, unless the rest decides without it. */
export function evaluate(condition: Condition, facts: Facts): Outcome {
  if ('all' in condition) return allOf(condition.all.map((one) => evaluate(one, facts)));
  if ('any' in condition) return anyOf(condition.any.map((one) => evaluate(one, facts)));
  if ('not' in condition) {
    const { holds, facts: named } = evaluate(condition.not, facts);
    return { holds: holds === null ? null : !holds, facts: named };
  }
  if ('presume' in condition) {
    const { holds, facts: named } = evaluate(condition.presume, facts);
    return { holds: holds ?? true, facts: named };
  }
  const value = facts[condition.fact];
  if (value === null || value === undefined) return { holds: null, facts: [condition.fact] };
  return { holds: compares(value, condition), facts: [] };
}

function allOf(outcomes: readonly Outcome[]): Outcome {
  const no = fewest(outcomes, false);
  if (no) return no;
  const open = outcomes.filter(({ holds }) => holds === null);
  return open.length > 0 ? { holds: null, facts: factsOf(open) } : { holds: true, facts: factsOf(outcomes) };
}

function anyOf(outcomes: readonly Outcome[]): Outcome {
  const yes = fewest(outcomes, true);
  if (yes) return yes;
  const open = outcomes.filter(({ holds }) => holds === null);
  return open.length > 0 ? { holds: null, facts: factsOf(open) } : { holds: false, facts: factsOf(outcomes) };
}

/** Of those that come to this, the one that presumes least. */
const fewest = (outcomes: readonly Outcome[], holds: boolean): Outcome | undefined =>
  outcomes.filter((one) => one.holds === holds).toSorted((a, b) => a.facts.length - b.facts.length)[0];

const factsOf = (outcomes: readonly Outcome[]): FactName[] => [
  ...new Set(outcomes.flatMap((one) => one.facts)),
];

type Known = NonNullable<Facts[FactName]>;
type Comparison = Extract<Condition, { readonly fact: FactName }>;

/** A comparison with a fact of another sort does not hold; the schema of facts and a test of the packs keep them apart. */
function compares(value: Known, comparison: Comparison): boolean {
  if ('equals' in comparison)
    return typeof value === 'string'
      ? sameWord(value, String(comparison.equals))
      : value === comparison.equals;
  if ('atLeast' in comparison) return typeof value === 'number' && value >= comparison.atLeast;
  if (!Array.isArray(value)) return false;
  if ('isEmpty' in comparison) return (value.length === 0) === comparison.isEmpty;
  return value.some((one) => comparison.includesAny.some((word) => sameWord(one, word)));
}

const sameWord = (a: string, b: string): boolean => a.trim().toLowerCase() === b.toLowerCase();
