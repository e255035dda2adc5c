import { parentPort } from 'node:worker_threads';
import { recoverFromMessage, type SignedMessage } from '../../register/typed-data.js';

if (parentPort === null) throw new Error('signature-worker is the entry of a worker thread.');
const reader = parentPort;

// One answer for each question, in their order.
reader.on('message', (batch: readonly SignedMessage[]) => {
  reader.postMessage(batch.map(recoverFromMessage));
});
