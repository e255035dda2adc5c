import { Worker } from 'node:worker_threads';
import type { RecoverableSignature } from '../../lib/recover-address.js';
import type { SignatureReader } from '../../ports.js';
import { recoverFromMessage, type SignedMessage } from '../../register/typed-data.js';

/** So many in one turn are read where they come: less than asking a thread costs. */
const MOST_HERE = 2;
/** What the thread gets at once: the first are answered while it reads the next. */
const BATCH = 16;

// Node 20 runs no TypeScript: from the source, under jest, the worker is the one that the build made.
const WORKER = import.meta.url.endsWith('.ts')
  ? new URL('../../../dist/src/adapters/signatures/signature-worker.js', import.meta.url)
  : new URL('./signature-worker.js', import.meta.url);

interface Waiting {
  readonly signed: SignedMessage;
  readonly resolve: (read: RecoverableSignature | null) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads signatures in groups, many of them in a thread: each takes a third of a millisecond, in which the main thread
 * could do nothing else. The thread starts with the first group that needs it.
 */
export function openSignatureReader(): SignatureReader {
  const waiting: Waiting[] = [];
  const asked: Waiting[][] = [];
  let worker: Worker | null = null;
  let isDue = false;

  function startWorker(): Worker {
    const started = new Worker(WORKER);
    started.on('message', (answers: (RecoverableSignature | null)[]) => {
      asked.shift()?.forEach(({ resolve }, at) => resolve(answers[at] ?? null));
      if (asked.length === 0) started.unref();
    });
    const fail = (error: unknown) => {
      worker = null;
      for (const { reject } of asked.splice(0).flat()) reject(error);
    };
    started.on('error', fail);
    started.on('exit', (code) => fail(new Error(`The signature worker ended with code ${code}.`)));
    return started;
  }

  function readWaiting(): void {
    isDue = false;
    const group = waiting.splice(0);
    if (group.length <= MOST_HERE && asked.length === 0) {
      for (const { signed, resolve } of group) resolve(recoverFromMessage(signed));
      return;
    }
    worker ??= startWorker();
    worker.ref();
    for (let at = 0; at < group.length; at += BATCH) {
      const batch = group.slice(at, at + BATCH);
      asked.push(batch);
      worker.postMessage(batch.map(({ signed }) => signed));
    }
  }

  return {
    recover: (signed) =>
      new Promise((resolve, reject) => {
        waiting.push({ signed, resolve, reject });
        if (isDue) return;
        isDue = true;
        setImmediate(readWaiting);
      }),
    async close() {
      await worker?.terminate();
    },
  };
}
