import type { HashThread } from '../../originality/open-hash-search.js';
import { openThread } from '../open-thread.js';
import type { HashQuestion } from './hash-worker.js';

// Node 20 runs no TypeScript: from the source, under jest, the worker is the one that the build made.
const WORKER = import.meta.url.endsWith('.ts')
  ? new URL('../../../dist/src/adapters/hashes/hash-worker.js', import.meta.url)
  : new URL('./hash-worker.js', import.meta.url);

/** A thread of its own for hashes: sorting ten millions of them takes seconds, and asking must not wait for the main thread. */
export function openHashThread(): HashThread {
  const thread = openThread<HashQuestion>(WORKER, 'hashes');
  return {
    async fill(most, records) {
      await thread.ask({ kind: 'begin', most });
      for await (const some of records) await thread.ask({ kind: 'add', records: some });
      return (await thread.ask({ kind: 'finish' })) as number; // hash-worker.ts answers so
    },
    fillYounger: async (records) => {
      await thread.ask({ kind: 'younger', records });
    },
    // hash-worker.ts answers so
    ask: async (asked, within) => [...((await thread.ask({ kind: 'ask', asked, within })) as Uint32Array)],
    close: () => thread.close(),
  };
}
