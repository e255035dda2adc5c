import type { LookThread, NearLooks } from '../../originality/open-look-search.js';
import { openThread } from '../open-thread.js';
import type { LookQuestion } from './look-worker.js';

// Node 20 runs no TypeScript: from the source, under jest, the worker is the one that the build made.
const WORKER = import.meta.url.endsWith('.ts')
  ? new URL('../../../dist/src/adapters/looks/look-worker.js', import.meta.url)
  : new URL('./look-worker.js', import.meta.url);

/** A thread of its own for the indexes of looks: they are large, and a question looks at much of them. */
export function openLookThread(): LookThread {
  const thread = openThread<LookQuestion>(WORKER, 'the index of looks');
  return {
    // What look-worker.ts answers to each.
    add: async (pictures) => (await thread.ask({ kind: 'add', pictures })) as number,
    ask: async (asked, most) => (await thread.ask({ kind: 'ask', asked, most })) as NearLooks,
    close: () => thread.close(),
  };
}
