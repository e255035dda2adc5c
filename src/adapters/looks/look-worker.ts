import { openEmbeddingIndex } from '../../originality/embedding-index.js';
import type { AskedLook, NearLooks, WordCandidate } from '../../originality/open-look-search.js';
import { packedFeatures } from '../../originality/packed-features.js';
import type { FileLook } from '../../originality/picture-store.js';
import { openWordIndex } from '../../originality/word-index.js';
import { answerQuestions } from '../open-thread.js';

/** `add` is answered by nothing, `ask` by NearLooks. */
export type LookQuestion =
  | { readonly kind: 'add'; readonly pictures: readonly FileLook[] }
  | { readonly kind: 'ask'; readonly asked: AskedLook; readonly most: number };

const words = openWordIndex();
const embeddings = openEmbeddingIndex();
/** By the indexes' numbers: the file; null where it was added again since. */
const files: (string | null)[] = [];
const numbers = new Map<string, number>();

function add(pictures: readonly FileLook[]): void {
  for (const { file, packed, embedding } of pictures) {
    const before = numbers.get(file);
    if (before !== undefined) {
      files[before] = null;
      embeddings.set(before, null);
    }
    const number = words.addPacked(packedFeatures(packed));
    embeddings.set(number, embedding);
    files[number] = file;
    numbers.set(file, number);
  }
}

function ask({ features, embedding }: AskedLook, most: number): NearLooks {
  const best = new Map<string, WordCandidate>();
  for (const isMirrored of [false, true])
    for (const { picture, score } of words.ask(isMirrored ? features.mirrored : features.upright, most)) {
      const file = files[picture];
      if (file && score > (best.get(file)?.score ?? 0)) best.set(file, { file, score, isMirrored });
    }
  const near = embedding ? embeddings.ask(embedding, most) : [];
  return {
    byWords: [...best.values()].toSorted((a, b) => b.score - a.score).slice(0, most),
    byEmbedding: near.flatMap(({ picture }) => files[picture] ?? []),
  };
}

answerQuestions<LookQuestion>((question) =>
  question.kind === 'add' ? add(question.pictures) : ask(question.asked, question.most),
);
