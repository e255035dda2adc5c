import { boundsOf } from '../../title/edtf-bounds.js';
import type { CataloguedFragment, WorksClaimedQuery } from './person.generated.js';

export type Claimed = NonNullable<WorksClaimedQuery['person']>['claims']['edges'][number]['node'];

/** A work of a maker, with their claim on it; null where they registered it and claim nothing. */
export interface Entry {
  readonly work: CataloguedFragment;
  readonly claim: Claimed | null;
}

/** Of each work once: with a claim that stands, or as it was registered. In the order in which they were made, as far as that is told. */
export function entriesOf(
  claims: readonly Claimed[],
  registered: readonly CataloguedFragment[],
): readonly Entry[] {
  const entries = new Map<string, Entry>(registered.map((work) => [work.id, { work, claim: null }]));
  for (const claim of claims)
    if (claim.status !== 'WITHDRAWN') entries.set(claim.work.id, { work: claim.work, claim });
  return [...entries.values()].toSorted(
    (a, b) => madeAt(a) - madeAt(b) || a.work.statement.index - b.work.statement.index,
  );
}

/** What tells no date stands behind what does, in the order of registration. */
function madeAt({ work: { dateMade } }: Entry): number {
  const from = dateMade === null ? undefined : boundsOf(dateMade)?.from;
  return from === undefined || !Number.isFinite(from) ? Number.MAX_VALUE : from;
}

/** Names that works give to those who made them, the most frequent first. */
export function namesOf(entries: readonly Entry[]): string[] {
  const counts = new Map<string, number>();
  for (const { work, claim } of entries)
    if (claim) for (const { name } of work.makers) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([name]) => name);
}
