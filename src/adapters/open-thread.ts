import { parentPort, Worker } from 'node:worker_threads';

type Answer =
  { readonly kind: 'done'; readonly result: unknown } | { readonly kind: 'failure'; readonly cause: unknown };

/** A thread that answers questions one after the other. */
export interface Thread<Question> {
  /** What the worker's `answerQuestions` gives for it; rejects where that throws, or the thread has ended. */
  ask(question: Question): Promise<unknown>;
  /** Ends the thread at once; whoever waits for an answer is told so by an error. */
  close(): Promise<void>;
}

/** Opens a thread by its worker's file; `name` is what errors call it. It keeps no process from ending but while it is asked. */
export function openThread<Question>(file: URL, name: string): Thread<Question> {
  const worker = new Worker(file);
  const waiting: { resolve: (result: unknown) => void; reject: (error: unknown) => void }[] = [];
  let ended: Error | null = null;
  worker.unref();
  worker.on('message', (answer: Answer) => {
    const asker = waiting.shift();
    if (answer.kind === 'done') asker?.resolve(answer.result);
    else asker?.reject(new Error(`The thread of ${name} failed`, { cause: answer.cause }));
    if (waiting.length === 0) worker.unref();
  });
  const end = (error: Error) => {
    ended ??= error;
    for (const { reject } of waiting.splice(0)) reject(ended);
  };
  worker.on('error', (cause) => end(new Error(`The thread of ${name} failed`, { cause })));
  worker.on('exit', (code) => end(new Error(`The thread of ${name} ended with code ${code}.`)));
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (ended) throw ended;
        waiting.push({ resolve, reject });
        worker.ref();
        worker.postMessage(question);
      }),
    close: async () => {
      await worker.terminate();
    },
  };
}

/** In a worker: answers each question, in their order. */
export function answerQuestions<Question>(answer: (question: Question) => unknown): void {
  if (parentPort === null) throw new Error('This is the entry of a worker thread.');
  const asker = parentPort;
  asker.on('message', (question: Question) => {
    let said: Answer;
    try {
      said = { kind: 'done', result: answer(question) };
    } catch (cause) {
      said = { kind: 'failure', cause };
    }
    asker.postMessage(said);
  });
}
