import { parentPort } from 'node:worker_threads';
import { openHashIndex } from '../../originality/hash-index.js';
import type { PdqHash } from '../../originality/pdq.js';

/** One answer for each question, in their order. */
export type HashQuestion =
  | { readonly kind: 'begin'; readonly most: number }
  | { readonly kind: 'add' | 'younger'; readonly records: Uint8Array }
  | { readonly kind: 'finish' }
  | { readonly kind: 'ask'; readonly asked: readonly PdqHash[]; readonly within: number };

/** `finish` is answered by how many hashes there are, `ask` by ids. */
export type HashAnswer =
  | { readonly kind: 'done'; readonly count: number; readonly ids: Uint32Array }
  | { readonly kind: 'failure'; readonly cause: unknown };

if (parentPort === null) throw new Error('hash-worker is the entry of a worker thread.');
const asker = parentPort;

const older = openHashIndex();
const younger = openHashIndex();
younger.hold(new Uint8Array());

function answer(question: HashQuestion): Uint32Array {
  switch (question.kind) {
    case 'begin':
      older.begin(question.most);
      break;
    case 'add':
      older.add(question.records);
      break;
    case 'finish':
      older.finish();
      break;
    case 'younger':
      younger.hold(question.records);
      break;
    case 'ask': {
      const { asked, within } = question;
      const hits = [...older.ask(asked, within), ...younger.ask(asked, within)];
      return Uint32Array.from(new Set(hits.map(({ id }) => id)));
    }
  }
  return new Uint32Array();
}

asker.on('message', (question: HashQuestion) => {
  let said: HashAnswer;
  try {
    said = { kind: 'done', ids: answer(question), count: older.size() };
  } catch (cause) {
    said = { kind: 'failure', cause };
  }
  asker.postMessage(said);
});
