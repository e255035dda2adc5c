import type { Tables } from '../../ports.js';
import { worksReached } from '../../originality/derivation-store.js';
import { groupBy } from '../../lib/group-by.js';
import { isContesting, standOf, type Dispute, type DisputeState } from './dispute.js';
import { disputesOfWorks, outcomesStated, worksDisputed } from './dispute-store.js';
import { standsOf } from './find-stands.js';

/** A dispute by which a claim is contested, with its state. */
export interface Contest {
  readonly dispute: Dispute;
  readonly state: DisputeState;
}

/** How many works from which a work derives are looked at. */
const MOST_SOURCES = 200;
const sourcesReached = worksReached('sources', { most: MOST_SOURCES, competing: false });

/** By which disputes claims on some works are contested, by work. */
export async function contestsOf(
  tables: Tables,
  works: readonly string[],
): Promise<ReadonlyMap<string, Contest[]>> {
  const found = new Map<string, Contest[]>();
  for (const { dispute, stand } of await standsOf(tables, await disputesOfWorks(tables, works))) {
    if (!isContesting(stand)) continue;
    const own = found.get(dispute.work) ?? [];
    own.push({ dispute, state: stand.state });
    found.set(dispute.work, own);
  }
  return found;
}

/** All works that are contested, by the rules of `contestOfWork`. */
export const contestedWorks = async (tables: Tables): Promise<string[]> =>
  worksDisputed(tables, { except: await settledDisputes(tables) });

/** Disputes that were not withdrawn, and by which nothing is contested any more. */
async function settledDisputes(tables: Tables): Promise<string[]> {
  const byDispute = groupBy(await outcomesStated(tables), ({ dispute }) => dispute);
  return [...byDispute].flatMap(([id, said]) =>
    isContesting(standOf({ withdrawnAt: null }, said)) ? [] : [id],
  );
}

/** By which disputes a work is contested, or a work from which it derives by what those declare who speak for it. */
export async function contestOfWork(tables: Tables, work: string): Promise<Contest[]> {
  const sources = (await sourcesReached(tables, [work])).map((reached) => reached.work);
  const found = await contestsOf(tables, [...new Set([work, ...sources])]);
  return [...found.values()]
    .flat()
    .toSorted((a, b) => (a.dispute.statementIndex < b.dispute.statementIndex ? -1 : 1));
}
