import { Refusal } from '../lib/refusal.js';
import type { SearchStage } from './search-originality.js';

/** Searches that are under way in this process. */
export interface Searches {
  /** Does a search, and tells its stage to whoever knows the name under which it is followed. Refuses TOO_BUSY. */
  run<Report>(
    follow: string | null,
    search: (onProgress: (stage: SearchStage) => void) => Promise<Report>,
  ): Promise<Report>;
  /** Null for a search that has ended, or is another process's. */
  stageOf(follow: string): SearchStage | null;
}

/** Each holds some megabytes; the pictures themselves wait their turn in the image reader's queue. */
const MOST_SEARCHES = 64;

export function followSearches(most = MOST_SEARCHES): Searches {
  const running = new Set<{ readonly follow: string | null; stage: SearchStage | null }>();
  return {
    async run(follow, search) {
      if (running.size >= most)
        throw new Refusal(
          'TOO_BUSY',
          `${running.size} searches are under way already. Try again in a minute.`,
          { running: running.size },
        );
      const own = { follow, stage: null as SearchStage | null }; // it takes on stages later
      running.add(own);
      try {
        return await search((stage) => {
          own.stage = stage;
        });
      } finally {
        running.delete(own);
      }
    },
    // Nothing keeps two searches from being given one name: then the younger is told of.
    stageOf: (name) =>
      [...running].findLast(({ follow, stage }) => follow === name && stage !== null)?.stage ?? null,
  };
}
