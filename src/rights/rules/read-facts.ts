import { factsSchema, type Facts } from './facts.js';
import { withImplied } from './implied-facts.js';

export interface FactProblem {
  /** The fact, or the place within it, such as promptCount or humanContribution.0. */
  readonly place: string;
  readonly problem: string;
}

/** Facts out of a JSON document, or every place that is none. */
export function readFacts(
  document: unknown,
): { readonly facts: Facts } | { readonly problems: FactProblem[] } {
  const { success, data, error } = factsSchema.safeParse(document);
  if (success) {
    const { contradicted } = withImplied(data);
    return contradicted.length === 0
      ? { facts: data }
      : {
          problems: contradicted.map(({ fact, value, why }) => ({
            place: fact,
            problem: `is ${!value}, and other facts say that it is ${value}. ${why}`,
          })),
        };
  }
  return {
    problems: error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((place) => ({ place, problem: 'is no fact that the rules know' }))
        : [{ place: issue.path.join('.') || '(all of it)', problem: issue.message }],
    ),
  };
}
