import { parentPort } from 'node:worker_threads';
import { Refusal } from '../../lib/refusal.js';
import { compareWithAll } from '../../originality/compare-with-all.js';
import type { ImageTasks } from '../../originality/fingerprint.js';
import { examineImage, inspectImage, type InspectLimits } from './inspect-image.js';

/** What the pool asks; one at a time. */
export type ImageQuestion = {
  readonly [Task in keyof ImageTasks]: {
    readonly task: Task;
    readonly given: Parameters<ImageTasks[Task]>[0];
    readonly limits: InspectLimits;
  };
}[keyof ImageTasks];

/** An error class does not survive structured cloning, so a refusal crosses as its fields. */
export type ImageAnswer =
  | { readonly kind: 'done'; readonly result: unknown }
  | {
      readonly kind: 'refusal';
      readonly code: string;
      readonly message: string;
      readonly details: Refusal['details'];
    }
  | { readonly kind: 'failure'; readonly cause: unknown };

if (parentPort === null) throw new Error('image-worker is the entry of a worker thread.');
const pool = parentPort;

function perform(question: ImageQuestion) {
  switch (question.task) {
    case 'inspect':
      return inspectImage(question.given, question.limits);
    case 'examine':
      return examineImage(question.given, question.limits);
    default:
      return compareWithAll(question.given);
  }
}

async function answer(question: ImageQuestion): Promise<ImageAnswer> {
  try {
    return { kind: 'done', result: await perform(question) };
  } catch (cause) {
    if (!(cause instanceof Refusal)) return { kind: 'failure', cause };
    return { kind: 'refusal', code: cause.code, message: cause.message, details: cause.details };
  }
}

pool.on('message', (question: ImageQuestion) => {
  void answer(question).then((found) => pool.postMessage(found));
});
