import { AXES_BYTES, BIT_WORDS, type LocalFeatures } from './local-features.js';
import type { PackedFeatures } from './packed-features.js';
import { wasmInstance, type WasmExports } from './wasm-instance.js';
import { wordIndexWasm } from './word-index.generated.js';

/** A picture of the index, and how much of the asked features is like its own. */
export interface Candidate {
  /** Its number: pictures are numbered from 0 in the order in which they were added. */
  readonly picture: number;
  /** Comparable within one answer only: what is rare weighs more, and what is rare depends on the pictures. */
  readonly score: number;
}

/** Which pictures have features like these. It is in memory; some 6 KB a picture of 500 features. */
export interface WordIndex {
  /** Adds a picture; gives its number. */
  add(features: Pick<LocalFeatures, 'count' | 'bits' | 'axes'>): number;
  /** The same by its features as they are stored. */
  addPacked(packed: PackedFeatures): number;
  /**
   * The pictures most like these features, at most so many, the most alike first. At most so many postings are looked at,
   * those of rare words before those of common ones: so that time is bounded, however large the index.
   */
  ask(
    features: Pick<LocalFeatures, 'count' | 'bits' | 'axes'>,
    most: number,
    mostPostings?: number,
  ): Candidate[];
}

const MOST_FEATURES = 4096;
/** Some 0.2 s. Twenty thousand pictures have fewer to look at. */
const MOST_POSTINGS = 2 ** 25;
const FEATURE_BYTES = BIT_WORDS * 4 + AXES_BYTES;

interface Exports extends WasmExports {
  begin(mostFeatures: number): void;
  inputAt(): number;
  add(count: number): number;
  addPacked(count: number): number;
  ask(count: number, most: number, mostPostings: number): number;
  answersAt(): number;
}

/** Of 500 features each they take 3 of the 4 GB that a WASM memory can have. */
const MOST_PICTURES = 500_000;

/** Any number of pictures: as soon as one memory is as full as it may be, another is begun. */
export function openWordIndexes({ mostPictures = MOST_PICTURES } = {}): WordIndex {
  const indexes: WordIndex[] = [];
  let count = 0;

  function numbered(add: (index: WordIndex) => number): number {
    if (count === indexes.length * mostPictures) indexes.push(openWordIndex());
    const last = indexes.at(-1);
    if (!last) throw new Error('an index was just opened');
    add(last);
    return count++;
  }

  return {
    add: (features) => numbered((index) => index.add(features)),
    addPacked: (packed) => numbered((index) => index.addPacked(packed)),
    ask: (features, most, mostPostings = MOST_POSTINGS) =>
      indexes
        .flatMap((index, at) =>
          index
            .ask(features, most, Math.ceil(mostPostings / indexes.length))
            .map(({ picture, score }, rank) => ({ picture: at * mostPictures + picture, score, rank })),
        )
        // How rare a word is, and so a score, is of one memory: only ranks compare.
        .toSorted((a, b) => a.rank - b.rank || b.score - a.score)
        .slice(0, most)
        .map(({ picture, score }) => ({ picture, score })),
  };
}

export function openWordIndex(): WordIndex {
  const wasm = wasmInstance<Exports>(wordIndexWasm)();
  wasm.begin(MOST_FEATURES);

  function hand({ count, bits, axes }: Pick<LocalFeatures, 'count' | 'bits' | 'axes'>): void {
    if (count > MOST_FEATURES) throw new RangeError(`at most ${MOST_FEATURES} features, not ${count}`);
    const input = new Uint8Array(wasm.memory.buffer, wasm.inputAt(), count * FEATURE_BYTES);
    const bytes = new Uint8Array(bits.buffer, bits.byteOffset, bits.byteLength);
    for (let at = 0; at < count; at += 1) {
      input.set(bytes.subarray(at * BIT_WORDS * 4, (at + 1) * BIT_WORDS * 4), at * FEATURE_BYTES);
      input.set(axes.subarray(at * AXES_BYTES, (at + 1) * AXES_BYTES), at * FEATURE_BYTES + BIT_WORDS * 4);
    }
  }

  return {
    add: (features) => {
      hand(features);
      return wasm.add(features.count);
    },
    addPacked: ({ count, bytes }) => {
      if (count > MOST_FEATURES) throw new RangeError(`at most ${MOST_FEATURES} features, not ${count}`);
      new Uint8Array(wasm.memory.buffer, wasm.inputAt(), bytes.length).set(bytes);
      return wasm.addPacked(count);
    },
    ask: (features, most, mostPostings = MOST_POSTINGS) => {
      hand(features);
      const found = wasm.ask(features.count, most, mostPostings);
      const answers = new Uint32Array(wasm.memory.buffer, wasm.answersAt(), found * 2);
      const scores = new Float32Array(answers.buffer, answers.byteOffset, found * 2);
      return Array.from({ length: found }, (_, at) => ({
        picture: answers[at * 2] ?? 0,
        score: scores[at * 2 + 1] ?? 0,
      }));
    },
  };
}
