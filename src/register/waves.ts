import type { Candidate } from './append-group.js';

type SomeCandidate = Pick<Candidate<unknown, unknown>, 'kind' | 'statement'>;

/**
 * Cuts a group, in its order, into runs of statements that have nothing in common: neither what they touch, nor their
 * signer's nonce. Whatever one of them does then changes nothing for the others.
 */
export function wavesOf<One extends SomeCandidate>(group: readonly One[]): One[][] {
  const waves: One[][] = [];
  let touched: Set<string> | null = null;
  for (const candidate of group) {
    const own = touchedBy(candidate);
    const last = waves.at(-1);
    if (last && touched && own && !own.some((one) => touched?.has(one))) {
      last.push(candidate);
      for (const one of own) touched.add(one);
    } else {
      waves.push([candidate]);
      touched = own && new Set(own);
    }
  }
  return waves;
}

/** Null for what may touch anything. */
function touchedBy({ kind, statement }: SomeCandidate): readonly string[] | null {
  const { signer, nonce, body } = statement;
  const touched = kind.touches?.(body);
  return touched ? [...touched, `${signer} ${nonce}`] : null;
}
