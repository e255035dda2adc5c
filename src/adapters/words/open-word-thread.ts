import type { WordCandidate, WordThread } from '../../originality/open-word-search.js';
import { openThread } from '../open-thread.js';
import type { WordQuestion } from './word-worker.js';

// Node 20 runs no TypeScript: from the source, under jest, the worker is the one that the build made.
const WORKER = import.meta.url.endsWith('.ts')
  ? new URL('../../../dist/src/adapters/words/word-worker.js', import.meta.url)
  : new URL('./word-worker.js', import.meta.url);

/** A thread of its own for the index of visual words: it is large, and a question looks at much of it. */
export function openWordThread(): WordThread {
  const thread = openThread<WordQuestion>(WORKER, 'visual words');
  return {
    add: async (pictures) => {
      await thread.ask({ kind: 'add', pictures });
    },
    // What word-worker.ts answers to it.
    ask: async (features, most) => (await thread.ask({ kind: 'ask', features, most })) as WordCandidate[],
    close: () => thread.close(),
  };
}
