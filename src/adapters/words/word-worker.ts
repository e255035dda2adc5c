import type { SearchedFeatures } from '../../originality/picture-store.js';
import type { BothFeatures } from '../../originality/local-features.js';
import type { WordCandidate } from '../../originality/open-word-search.js';
import { packedFeatures } from '../../originality/packed-features.js';
import { openWordIndex } from '../../originality/word-index.js';
import { answerQuestions } from '../open-thread.js';

/** `add` is answered by nothing, `ask` by candidates. */
export type WordQuestion =
  | { readonly kind: 'add'; readonly pictures: readonly SearchedFeatures[] }
  | { readonly kind: 'ask'; readonly features: BothFeatures; readonly most: number };

const index = openWordIndex();
/** By the index's numbers: the file; null where it was added again since. */
const files: (string | null)[] = [];
const numbers = new Map<string, number>();

function add(pictures: readonly SearchedFeatures[]): void {
  for (const { file, packed } of pictures) {
    const before = numbers.get(file);
    if (before !== undefined) files[before] = null;
    const number = index.addPacked(packedFeatures(packed));
    files[number] = file;
    numbers.set(file, number);
  }
}

function ask({ upright, mirrored }: BothFeatures, most: number): WordCandidate[] {
  const best = new Map<string, WordCandidate>();
  for (const isMirrored of [false, true])
    for (const { picture, score } of index.ask(isMirrored ? mirrored : upright, most)) {
      const file = files[picture];
      if (file && score > (best.get(file)?.score ?? 0)) best.set(file, { file, score, isMirrored });
    }
  return [...best.values()].toSorted((a, b) => b.score - a.score).slice(0, most);
}

answerQuestions<WordQuestion>((question) =>
  question.kind === 'add' ? add(question.pictures) : ask(question.features, question.most),
);
