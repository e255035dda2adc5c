import { openEmbeddingIndex } from '../../originality/embedding-index.js';
import type { AskedLook, NearLooks, WordCandidate } from '../../originality/open-look-search.js';
import { packedFeatures } from '../../originality/packed-features.js';
import type { FileLook } from '../../originality/picture-store.js';
import { openWordIndexes } from '../../originality/word-index.js';
import { answerQuestions } from '../open-thread.js';

/** `add` is answered by how many pictures there are, `ask` by NearLooks. */
export type LookQuestion =
  | { readonly kind: 'add'; readonly pictures: readonly FileLook[] }
  | { readonly kind: 'ask'; readonly asked: AskedLook; readonly most: number };

const words = openWordIndexes();
const embeddings = openEmbeddingIndex();
/** By the indexes' numbers: the file. */
const files: string[] = [];
const numbers = new Map<string, number>();

function add(pictures: readonly FileLook[]): number {
  for (const { file, packed, embedding } of pictures) {
    // Its features follow from its bytes and the version, so that they are there already; a model may be another.
    const number = numbers.get(file) ?? words.addPacked(packedFeatures(packed));
    embeddings.set(number, embedding);
    files[number] = file;
    numbers.set(file, number);
  }
  return files.length;
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
