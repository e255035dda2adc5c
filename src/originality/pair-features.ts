import { BIT_WORDS, type LocalFeatures } from './local-features.js';
import { nearestWasm } from './nearest.generated.js';
import { wasmInstance, type WasmExports } from './wasm-instance.js';

/** A feature of the asked picture and the one of the known picture that looks most like it, by their numbers. */
export interface FeaturePair {
  readonly asked: number;
  readonly known: number;
  /** Bits that differ, of 256. */
  readonly distance: number;
}

/** Two features of which more bits differ are not the same place: half as far as features that have nothing in common. */
const MOST_DISTANCE = 85;
/** Lowe's ratio (2004, section 7.1): what looks nearly as much like another place says nothing. */
const MOST_RATIO = 0.93;
const ANSWER_WORDS = 3;

interface Exports extends WasmExports {
  begin(asked: number, known: number): void;
  askedAt(): number;
  knownAt(): number;
  answersAt(): number;
  findNearest(): void;
}

const instance = wasmInstance<Exports>(nearestWasm);

/** Pairs the features of two pictures that look alike and like no other one; most pairs of unlike pictures are chance. */
export function pairFeatures(asked: LocalFeatures, known: LocalFeatures): FeaturePair[] {
  const wasm = instance();
  wasm.begin(asked.count, known.count);
  new Uint32Array(wasm.memory.buffer, wasm.askedAt(), asked.count * BIT_WORDS).set(asked.bits);
  new Uint32Array(wasm.memory.buffer, wasm.knownAt(), known.count * BIT_WORDS).set(known.bits);
  wasm.findNearest();
  const answers = new Int32Array(wasm.memory.buffer, wasm.answersAt(), asked.count * ANSWER_WORDS);
  const pairs: FeaturePair[] = [];
  for (let at = 0; at < asked.count; at += 1) {
    const [nearest = -1, distance = 256, second = 256] = answers.subarray(at * ANSWER_WORDS);
    if (distance <= MOST_DISTANCE && distance <= MOST_RATIO * second)
      pairs.push({ asked: at, known: nearest, distance });
  }
  return pairs;
}
