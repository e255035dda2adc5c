import { openHashIndex } from '../../originality/hash-index.js';
import type { PdqHash } from '../../originality/pdq.js';
import { answerQuestions } from '../open-thread.js';

/** `finish` is answered by how many hashes there are, `ask` by a Uint32Array of ids, the others by nothing. */
export type HashQuestion =
  | { readonly kind: 'begin'; readonly most: number }
  | { readonly kind: 'add' | 'younger'; readonly records: Uint8Array }
  | { readonly kind: 'finish' }
  | { readonly kind: 'ask'; readonly asked: readonly PdqHash[]; readonly within: number };

const older = openHashIndex();
const younger = openHashIndex();
younger.hold(new Uint8Array());

answerQuestions<HashQuestion>((question) => {
  switch (question.kind) {
    case 'begin':
      return older.begin(question.most);
    case 'add':
      return older.add(question.records);
    case 'finish':
      older.finish();
      return older.size();
    case 'younger':
      return younger.hold(question.records);
    case 'ask': {
      const { asked, within } = question;
      const hits = [...older.ask(asked, within), ...younger.ask(asked, within)];
      return Uint32Array.from(new Set(hits.map(({ id }) => id)));
    }
  }
});
