import { contestedWorks } from '../claims/disputes/find-contest.js';
import type { Clock, Database } from '../ports.js';
import { ALL_WORKS, choiceBy, namingMaker } from './work-filter-store.js';
import type { WorkFilter } from './work-filter.js';
import { newestWorks } from './work-store.js';
import type { Work } from './work.js';

interface Needs {
  readonly database: Database;
  readonly clock: Clock;
}

interface Question {
  readonly page: { readonly after: bigint | null; readonly first: number };
  /** Keys of whoever registered them; null for everybody. */
  readonly registrants: readonly string[] | null;
  /** Left out for all works. */
  readonly filter?: WorkFilter;
}

interface NamedQuestion {
  readonly page: Question['page'];
  /** Keys of a maker. */
  readonly keys: readonly string[];
}

/** A page of works, the newest first, and one more where more follow. */
export async function listWorks(
  { database: { tables }, clock }: Needs,
  { page, registrants, filter }: Question,
): Promise<Work[]> {
  const contested = filter?.state ? await contestedWorks(tables) : [];
  return newestWorks(tables, {
    before: page.after,
    registrants,
    limit: page.first + 1,
    choice: filter ? choiceBy({ filter, now: clock.now(), contested }) : ALL_WORKS,
  });
}

/** A page of works whose registration names a maker, by any of their keys, the newest first, and one more where more follow. */
export const listWorksNaming = (
  { database: { tables } }: Pick<Needs, 'database'>,
  { page, keys }: NamedQuestion,
): Promise<Work[]> =>
  newestWorks(tables, {
    before: page.after,
    registrants: null,
    limit: page.first + 1,
    choice: namingMaker(keys),
  });
