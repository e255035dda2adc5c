import { keysOfPersons } from '../people/key-store.js';
import type { Tables } from '../ports.js';
import { filesOfWorks } from '../works/file-store.js';
import { gradeMaking, type ClaimedWork, type MakingEvidence } from './making-evidence.js';
import { madeFiles, type MadeFile } from './made-files.js';
import { BEFORE_ALL, stepsAfter, worksOfMakings } from './making-store.js';
import { MOST_STEPS_OF_MAKING } from './making-step.js';
import type { Making } from './making.js';

/** What the steps of a making add up to, and how far they go as evidence. */
export interface MakingAccount {
  readonly files: readonly MadeFile[];
  /** Ids of works whose claimants name the making, the earliest registered first. */
  readonly works: readonly string[];
  /** By its own times; of a work that it is claimed for, as evidence of how that was made. */
  readonly evidence: (work: string | null) => MakingEvidence;
}

/** As much of a making as its account needs. */
export type BegunMaking = Pick<Making, 'id' | 'begunAt' | 'makers'>;

export async function findMaking(
  tables: Tables,
  { id: making, begunAt }: BegunMaking,
): Promise<MakingAccount> {
  const steps = await stepsAfter(tables, { making, after: BEFORE_ALL, limit: MOST_STEPS_OF_MAKING });
  const keysOf = await keysOfPersons(tables, [...new Set(steps.map(({ maker }) => maker))]);
  const files = madeFiles(steps, (key) => keysOf(key)[0] ?? key);
  const works = await claimedWorks(tables, making);
  return {
    files,
    works: works.map(({ work }) => work),
    evidence: (id) => gradeMaking(files, { begunAt, work: works.find(({ work }) => work === id) ?? null }),
  };
}

async function claimedWorks(tables: Tables, making: string): Promise<ClaimedWork[]> {
  const named = await worksOfMakings(tables, [making]);
  const stored = await filesOfWorks(
    tables,
    named.map(({ work }) => work),
  );
  return named.map(({ work, statementIndex }) => ({
    work,
    statementIndex,
    files: stored.filter((file) => file.work === work).map((file) => file.stored.sha256),
  }));
}
