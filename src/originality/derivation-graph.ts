import { Refusal } from '../lib/refusal.js';
import type { Tables } from '../ports.js';
import { standingStep } from './derivation-store.js';
import type { Derivation } from './derivation.js';

export const DEEPEST_GRAPH = 5;
export const MOST_DERIVATIONS = 200;

/** Everything from which a work derives and everything that derives from it, through several steps. */
export interface DerivationGraph {
  readonly work: string;
  /** Standing derivations, the nearest to the work first, and of one step the earliest declared first. */
  readonly derivations: readonly Derivation[];
  /** More derivations hang on these than are given: beyond the depth that was asked for, or beyond MOST_DERIVATIONS. */
  readonly isTruncated: boolean;
}

/**
 * The graph around a work, to a depth from 1 to DEEPEST_GRAPH; refuses BAD_DEPTH. Its sources' other derivatives are not
 * in it: ask for the graph of a source. It ends where derivations go round, which those by competing claimants may.
 */
export async function derivationGraph(tables: Tables, work: string, depth: number): Promise<DerivationGraph> {
  if (!Number.isInteger(depth) || depth < 1 || depth > DEEPEST_GRAPH)
    throw new Refusal('BAD_DEPTH', `depth must be between 1 and ${DEEPEST_GRAPH}; it is ${depth}.`, {
      depth,
    });
  const found = new Map<string, Derivation>();
  const sources = new Set([work]);
  const derivatives = new Set([work]);
  let sourcesOf = [work];
  let derivativesOf = [work];
  const graph = (isTruncated: boolean) => ({ work, derivations: [...found.values()], isTruncated });
  for (let level = 1; sourcesOf.length + derivativesOf.length > 0; level += 1) {
    // Where derivations go round, those that were found before come again and count towards the limit.
    const limit = MOST_DERIVATIONS + found.size + 1;
    const step = await standingStep(tables, { sourcesOf, derivativesOf, limit });
    const fresh = step.filter(({ id }) => !found.has(id));
    if (level > depth) return graph(fresh.length > 0);
    const room = MOST_DERIVATIONS - found.size;
    for (const derivation of fresh.slice(0, room)) found.set(derivation.id, derivation);
    if (fresh.length > room) return graph(true);
    const [from, to] = [new Set(sourcesOf), new Set(derivativesOf)];
    sourcesOf = addedTo(
      sources,
      step.filter((one) => from.has(one.work)).map(({ source }) => source),
    );
    derivativesOf = addedTo(
      derivatives,
      step.filter(({ source }) => to.has(source)).map((one) => one.work),
    );
  }
  return graph(false);
}

/** Adds works to those that were reached; gives the ones that are new. */
function addedTo(reached: Set<string>, works: readonly string[]): string[] {
  const added = [...new Set(works)].filter((work) => !reached.has(work));
  for (const work of added) reached.add(work);
  return added;
}
