import { readAs, type Problem } from '../../lib/read-as.js';
import { factsSchema, type Facts } from './facts.js';
import { withImplied } from './implied-facts.js';

/** Facts out of a JSON document, or every place that is none. */
export function readFacts(
  document: unknown,
): { readonly facts: Facts } | { readonly problems: readonly Problem[] } {
  const { value, problems } = readAs(factsSchema, document);
  if (problems) return { problems };
  const { contradicted } = withImplied(value);
  if (contradicted.length === 0) return { facts: value };
  return {
    problems: contradicted.map(({ fact, value: said, why }) => ({
      place: fact,
      problem: `is ${!said}, and other facts say that it is ${said}. ${why}`,
    })),
  };
}
