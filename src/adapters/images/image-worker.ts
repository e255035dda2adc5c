import { parentPort } from 'node:worker_threads';
import type { InspectedImage } from '../../originality/fingerprint.js';
import { Refusal } from '../../lib/refusal.js';
import { inspectImage, type InspectLimits } from './inspect-image.js';

/** What the pool asks; one at a time. */
export interface ImageQuestion extends InspectLimits {
  readonly path: string;
}

/** An error class does not survive structured cloning, so a refusal crosses as its fields. */
export type ImageAnswer =
  | { readonly kind: 'image'; readonly image: InspectedImage }
  | {
      readonly kind: 'refusal';
      readonly code: string;
      readonly message: string;
      readonly details: Refusal['details'];
    }
  | { readonly kind: 'failure'; readonly cause: unknown };

if (parentPort === null) throw new Error('image-worker is the entry of a worker thread.');
const pool = parentPort;

async function answer({ path, ...limits }: ImageQuestion): Promise<ImageAnswer> {
  try {
    return { kind: 'image', image: await inspectImage(path, limits) };
  } catch (cause) {
    if (!(cause instanceof Refusal)) return { kind: 'failure', cause };
    return { kind: 'refusal', code: cause.code, message: cause.message, details: cause.details };
  }
}

pool.on('message', (question: ImageQuestion) => {
  void answer(question).then((found) => pool.postMessage(found));
});
