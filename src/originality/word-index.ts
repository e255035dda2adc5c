import { AXES_BYTES, BIT_WORDS, type LocalFeatures } from './local-features.js';
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
  /** The pictures most like these features, at most so many, the most alike first. */
  ask(features: Pick<LocalFeatures, 'count' | 'bits' | 'axes'>, most: number): Candidate[];
}

const MOST_FEATURES = 4096;
const FEATURE_BYTES = BIT_WORDS * 4 + AXES_BYTES;

interface Exports extends WasmExports {
  begin(mostFeatures: number): void;
  inputAt(): number;
  add(count: number): number;
  ask(count: number, most: number): number;
  answersAt(): number;
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
    ask: (features, most) => {
      hand(features);
      const found = wasm.ask(features.count, most);
      const answers = new Uint32Array(wasm.memory.buffer, wasm.answersAt(), found * 2);
      const scores = new Float32Array(answers.buffer, answers.byteOffset, found * 2);
      return Array.from({ length: found }, (_, at) => ({
        picture: answers[at * 2] ?? 0,
        score: scores[at * 2 + 1] ?? 0,
      }));
    },
  };
}
