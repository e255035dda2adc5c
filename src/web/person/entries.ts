import { boundsOf } from '../../title/edtf-bounds.js';
import { isUpheldBy } from '../parts/is-upheld-by.js';
import type { CataloguedFragment, WorksClaimedQuery } from './person.generated.js';

export type Claimed = NonNullable<WorksClaimedQuery['person']>['claims']['edges'][number]['node'];

/** A work with the claim of a person on it. */
export interface Entry {
  readonly work: CataloguedFragment;
  readonly claim: Claimed;
}

/** What a person claims by some of their keys, each work once, in the order in which they were made, as far as that is told. */
export interface Entries {
  readonly made: readonly Entry[];
  /** Claimed by transfer from their author. */
  readonly received: readonly Entry[];
}

/** Of claims that name a person those that they signed and uphold: anybody may name anybody. */
export function entriesOf(claims: readonly Claimed[], keys: readonly string[]): Entries {
  const upheld = claims.filter(({ by }) => isUpheldBy(by, keys));
  const entries = new Map(
    upheld.map((claim): [string, Entry] => [claim.work.id, { work: claim.work, claim }]),
  );
  const inOrder = [...entries.values()].toSorted(
    (a, b) => madeAt(a) - madeAt(b) || a.work.statement.index - b.work.statement.index,
  );
  const isReceived = ({ claim }: Entry) => claim.basis === 'TRANSFER_BY_AUTHOR';
  return { made: inOrder.filter((entry) => !isReceived(entry)), received: inOrder.filter(isReceived) };
}

/** What tells no date stands behind what does, in the order of registration. */
function madeAt({ work: { dateMade } }: Entry): number {
  const from = dateMade === null ? undefined : boundsOf(dateMade)?.from;
  return from === undefined || !Number.isFinite(from) ? Number.MAX_VALUE : from;
}

/** Names that works give to those who made them, the most frequent first. */
export function namesOf(entries: readonly Entry[]): string[] {
  const counts = new Map<string, number>();
  for (const { work } of entries)
    for (const { name } of work.makers) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([name]) => name);
}
