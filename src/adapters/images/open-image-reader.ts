import { Worker } from 'node:worker_threads';
import type { EmbeddingModel } from '../../originality/embedding.js';
import type { ImageReader, ImageTasks } from '../../originality/fingerprint.js';
import { Refusal } from '../../lib/refusal.js';
import type { ModelFile } from './open-embedder.js';
import type { ImageAnswer, ImageQuestion, WorkerData } from './image-worker.js';
import { tooSlow } from './too-slow.js';

export interface ImageReaderOptions {
  /**
   * At most so many pictures are decoded at once; the others wait. One by default: a picture of 12 MP takes 100 MB while
   * it is decoded, and the main thread has as much to do with a registration as a worker with its picture.
   */
  readonly workers?: number;
  /** So many may wait; one more is refused, so that what waits never fills the memory. */
  readonly mostWaiting?: number;
  /** For one picture, from the moment a worker has it. */
  readonly timeoutMs?: number;
  readonly limitPixels?: number;
  /** By which pictures are embedded; null for none. */
  readonly model?: ModelFile | null;
  /** Certificates (PEM) whose signers of content credentials are trusted; null for none. */
  readonly anchors?: string | null;
  /** By which content credentials are signed, or the folder in which a key of our own making is; null where none are. */
  readonly credentialKey?: WorkerData['credentialKey'];
  /** Another worker than the project's own. */
  readonly workerUrl?: URL;
}

/** What is to be done, without the limits. */
type Task = ImageQuestion extends infer One ? (One extends unknown ? Omit<One, 'limits'> : never) : never;

interface Job {
  readonly task: Task;
  readonly resolve: (result: unknown) => void;
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
  mostWaiting = 256,
  timeoutMs = 20_000,
  limitPixels = 50e6,
  model = null,
  anchors = null,
  credentialKey = null,
  workerUrl = OWN_WORKER,
}: ImageReaderOptions = {}): ImageReader & ImageTasks {
  const waiting: Job[] = [];
  const idle: Worker[] = [];
  const running = new Set<Promise<void>>();
  let isClosed = false;

  function startWorker(): Worker {
    const worker = new Worker(workerUrl, {
      workerData: { model, anchors, credentialKey } satisfies WorkerData,
    });
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
      const answer = await ask(worker, { ...job.task, limits: { limitPixels, timeoutMs } });
      idle.push(worker);
      if (answer.kind === 'done') job.resolve(answer.result);
      else if (answer.kind === 'refusal')
        job.reject(new Refusal(answer.code, answer.message, answer.details));
      else job.reject(new Error(`${nameOf(job.task)} failed`, { cause: answer.cause }));
    } catch (reason) {
      job.reject(reason);
      // The place is free only when the thread has ended: a decoder still at work counts.
      await worker.terminate();
    }
  }

  function enqueue(task: Task): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (isClosed) throw new Error('The image reader is closed.');
      if (waiting.length >= mostWaiting) throw tooBusy(waiting.length);
      waiting.push({ task, resolve, reject });
      startWaiting();
    });
  }
  // What the worker gives back is what the task's own function gives: image-worker.ts.
  const performed = <Name extends keyof ImageTasks>(task: Task & { task: Name }) =>
    enqueue(task) as ReturnType<ImageTasks[Name]>;

  return {
    inspect: (given) => performed({ task: 'inspect', given }),
    examine: (given) => performed({ task: 'examine', given }),
    readAccount: (given) => performed({ task: 'readAccount', given }),
    signPicture: (given) => performed({ task: 'signPicture', given }),
    writeRecord: (given) => performed({ task: 'writeRecord', given }),
    render: (given) => performed({ task: 'render', given }),
    compare: (given) => performed({ task: 'compare', given }),
    async tryModel() {
      if (!model) return;
      await performed({ task: 'tryModel', given: undefined }).catch((error: unknown) => {
        if (!(error instanceof Refusal) || error.code !== 'IMAGE_TOO_SLOW') throw error;
        const reason = `it takes longer than ${timeoutMs} ms to load and to look at a picture.`;
        throw new Refusal('BAD_MODEL', `The model ${model.path} cannot be used: ${reason}`);
      });
    },
    model: model && shownOf(model),
    get busy() {
      return waiting.length + running.size;
    },
    async close() {
      isClosed = true;
      for (const job of waiting.splice(0)) job.reject(new Error('The image reader was closed.'));
      await Promise.all(running);
      await Promise.all(idle.splice(0).map((worker) => worker.terminate()));
    },
  };
}

/** Where its file is concerns nobody. */
const shownOf = ({ sha256, side, mean, deviation, least }: ModelFile): EmbeddingModel => ({
  sha256,
  side,
  mean,
  deviation,
  least,
});

const nameOf = ({ task, given }: Task): string => {
  if (given === undefined) return task;
  if (typeof given === 'string') return `${task} of ${given}`;
  return 'path' in given ? `${task} of ${given.path}` : `${task} with ${given.candidates.length} pictures`;
};

const tooBusy = (waiting: number) =>
  new Refusal('TOO_BUSY', `${waiting} pictures wait to be read already. Try again in a minute.`, { waiting });

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
      settle(() => reject(new Error(`The image worker failed on ${nameOf(question)}`, { cause })));
    const onExit = (code: number) =>
      settle(() => reject(new Error(`The image worker ended with code ${code} on ${nameOf(question)}`)));
    const timer = setTimeout(
      () => settle(() => reject(tooSlow(question.limits.timeoutMs))),
      question.limits.timeoutMs,
    );
    worker.on('message', onMessage).on('messageerror', onError).on('error', onError).on('exit', onExit);
    worker.postMessage(question);
  });
}
