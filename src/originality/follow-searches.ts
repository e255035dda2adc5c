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
  const stages = new Map<string, SearchStage>();
  let running = 0;
  return {
    async run(follow, search) {
      if (running >= most)
        throw new Refusal('TOO_BUSY', `${running} searches are under way already. Try again in a minute.`, {
          running,
        });
      running += 1;
      try {
        return await search((stage) => {
          if (follow !== null) stages.set(follow, stage);
        });
      } finally {
        running -= 1;
        if (follow !== null) stages.delete(follow);
      }
    },
    stageOf: (follow) => stages.get(follow) ?? null,
  };
}
