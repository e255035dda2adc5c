import { Worker } from 'node:worker_threads';
import type { ImageReader, InspectedImage } from '../../originality/fingerprint.js';
import { Refusal } from '../../lib/refusal.js';
import type { ImageAnswer, ImageQuestion } from './image-worker.js';
import { tooSlow } from './too-slow.js';

export interface ImageReaderOptions {
  /**
   * At most so many pictures are decoded at once; the others wait. One by default: a picture of 12 MP takes 100 MB while
   * it is decoded, and the main thread has as much to do with a registration as a worker with its picture.
   */
  readonly workers?: number;
  /** For one picture, from the moment a worker has it. */
  readonly timeoutMs?: number;
  readonly limitPixels?: number;
  /** Another worker than the project's own. */
  readonly workerUrl?: URL;
}

interface Job {
  readonly path: string;
  readonly resolve: (image: InspectedImage) => void;
  readonly reject: (reason: unknown) => void;
}

// Node 20 runs no TypeScript: from the source, under jest, the worker is the one that the build made.
const OWN_WORKER = import.meta.url.endsWith('.ts')
  ? new URL('../../../dist/src/adapters/images/image-worker.js', import.meta.url)
  : new URL('./image-worker.js', import.meta.url);

/**
 * Reads pictures off the main thread. Workers start with the first picture that needs them and stay; one that
 * exceeds the time limit or dies is ended and replaced, and only its own picture fails.
 */
export function openImageReader({
  workers = 1,
  timeoutMs = 20_000,
  limitPixels = 50e6,
  workerUrl = OWN_WORKER,
}: ImageReaderOptions = {}): ImageReader {
  const waiting: Job[] = [];
  const idle: Worker[] = [];
  const running = new Set<Promise<void>>();
  let isClosed = false;

  function startWorker(): Worker {
    const worker = new Worker(workerUrl);
    // Without a listener a worker's error would end the process; `ask` listens too, while it waits.
    worker.on('error', () => forget(worker));
    worker.on('exit', () => forget(worker));
    return worker;
  }

  function forget(worker: Worker): void {
    const at = idle.indexOf(worker);
    if (at >= 0) idle.splice(at, 1);
  }

  function startWaiting(): void {
    while (running.size < workers) {
      const job = waiting.shift();
      if (job === undefined) return;
      const run = runOn(idle.pop() ?? startWorker(), job);
      running.add(run);
      void run.finally(() => {
        running.delete(run);
        startWaiting();
      });
    }
  }

  async function runOn(worker: Worker, job: Job): Promise<void> {
    try {
      const answer = await ask(worker, { path: job.path, limitPixels, timeoutMs });
      idle.push(worker);
      if (answer.kind === 'image') job.resolve(answer.image);
      else if (answer.kind === 'refusal')
        job.reject(new Refusal(answer.code, answer.message, answer.details));
      else job.reject(new Error(`Reading ${job.path} failed`, { cause: answer.cause }));
    } catch (reason) {
      job.reject(reason);
      // The place is free only when the thread has ended: a decoder still at work counts.
      await worker.terminate();
    }
  }

  return {
    inspect: (path) =>
      new Promise((resolve, reject) => {
        if (isClosed) throw new Error('The image reader is closed.');
        waiting.push({ path, resolve, reject });
        startWaiting();
      }),
    async close() {
      isClosed = true;
      for (const job of waiting.splice(0)) job.reject(new Error('The image reader was closed.'));
      await Promise.all(running);
      await Promise.all(idle.splice(0).map((worker) => worker.terminate()));
    },
  };
}

/** Rejects when the worker is too slow or dies; it must not be asked again then. */
function ask(worker: Worker, question: ImageQuestion): Promise<ImageAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('messageerror', onError).off('error', onError).off('exit', onExit);
      act();
    };
    const onMessage = (answer: ImageAnswer) => settle(() => resolve(answer));
    const onError = (cause: unknown) =>
      settle(() => reject(new Error(`The image worker failed on ${question.path}`, { cause })));
    const onExit = (code: number) =>
      settle(() => reject(new Error(`The image worker ended with code ${code} on ${question.path}`)));
    const timer = setTimeout(() => settle(() => reject(tooSlow(question.timeoutMs))), question.timeoutMs);
    worker.on('message', onMessage).on('messageerror', onError).on('error', onError).on('exit', onExit);
    worker.postMessage(question);
  });
}
