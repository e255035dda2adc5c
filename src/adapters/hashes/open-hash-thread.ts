import { Worker } from 'node:worker_threads';
import type { HashThread } from '../../originality/open-hash-search.js';
import type { HashAnswer, HashQuestion } from './hash-worker.js';

// Node 20 runs no TypeScript: from the source, under jest, the worker is the one that the build made.
const WORKER = import.meta.url.endsWith('.ts')
  ? new URL('../../../dist/src/adapters/hashes/hash-worker.js', import.meta.url)
  : new URL('./hash-worker.js', import.meta.url);

interface Waiting {
  readonly resolve: (answer: HashAnswer & { kind: 'done' }) => void;
  readonly reject: (error: unknown) => void;
}

/** A thread of its own for hashes: sorting ten millions of them takes seconds, and asking must not wait for the main thread. */
export function openHashThread(): HashThread {
  const worker = new Worker(WORKER);
  const waiting: Waiting[] = [];
  let ended: Error | null = null;
  worker.unref();
  worker.on('message', (answer: HashAnswer) => {
    const asker = waiting.shift();
    if (answer.kind === 'done') asker?.resolve(answer);
    else asker?.reject(new Error('The thread of hashes failed', { cause: answer.cause }));
    if (waiting.length === 0) worker.unref();
  });
  const end = (error: Error) => {
    ended ??= error;
    for (const { reject } of waiting.splice(0)) reject(ended);
  };
  worker.on('error', (cause) => end(new Error('The thread of hashes failed', { cause })));
  worker.on('exit', (code) => end(new Error(`The thread of hashes ended with code ${code}.`)));

  const ask = (question: HashQuestion): Promise<HashAnswer & { kind: 'done' }> =>
    new Promise((resolve, reject) => {
      if (ended) throw ended;
      waiting.push({ resolve, reject });
      // Only who waits keeps the process from ending.
      worker.ref();
      worker.postMessage(question);
    });

  return {
    async fill(most, records) {
      await ask({ kind: 'begin', most });
      for await (const some of records) await ask({ kind: 'add', records: some });
      return (await ask({ kind: 'finish' })).count;
    },
    fillYounger: async (records) => {
      await ask({ kind: 'younger', records });
    },
    ask: async (asked, within) => [...(await ask({ kind: 'ask', asked, within })).ids],
    close: async () => {
      await worker.terminate();
    },
  };
}
