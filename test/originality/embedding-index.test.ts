import { dot, ofLengthOne } from '../../src/originality/embedding.js';
import { openEmbeddingIndex } from '../../src/originality/embedding-index.js';
import { randomFrom } from '../fixtures/pictures.js';

function vectors(count: number): Float32Array[] {
  const random = randomFrom(77);
  return Array.from(
    { length: count },
    () => ofLengthOne(Float32Array.from({ length: 16 }, () => random() - 0.5)) ?? new Float32Array(16),
  );
}

describe('the index of embeddings', () => {
  it('gives the nearest, the nearest first, as looking at all of them does', () => {
    const known = vectors(200);
    const index = openEmbeddingIndex();
    known.forEach((vector, picture) => index.set(picture, vector));
    for (const asked of vectors(210).slice(200)) {
      const all = known
        .map((vector, picture) => ({ picture, similarity: dot(asked, vector) }))
        .toSorted((a, b) => b.similarity - a.similarity);
      expect(index.ask(asked, 7)).toEqual(all.slice(0, 7));
    }
    expect(index.ask(known[5] ?? new Float32Array(16), 1)).toMatchObject([{ picture: 5 }]);
  });

  it('gives fewer where it has fewer, and none that has no vector or was taken out', () => {
    const [first, second] = vectors(2);
    const index = openEmbeddingIndex();
    index.set(0, first ?? null);
    index.set(1, null);
    index.set(4, second ?? null);
    const asked = first ?? new Float32Array(16);
    expect(index.ask(asked, 5).map(({ picture }) => picture)).toEqual([0, 4]);
    index.set(0, null);
    expect(index.ask(asked, 5).map(({ picture }) => picture)).toEqual([4]);
  });
});

describe('a vector', () => {
  it('has no direction when it is nothing, or not finite', () => {
    expect(ofLengthOne(new Float32Array(3))).toBeNull();
    expect(ofLengthOne(Float32Array.of(1, Number.NaN))).toBeNull();
    expect(ofLengthOne(Float32Array.of(1, Infinity))).toBeNull();
    expect(ofLengthOne(Float32Array.of(3, 4))).toEqual(Float32Array.of(0.6, 0.8));
  });
});
