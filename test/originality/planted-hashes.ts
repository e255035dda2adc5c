import {
  changed,
  HASH_BYTES,
  hashAt,
  hexAt,
  randomHashes,
  scanPlainly,
} from '../../scripts/bench/hash-bits.js';
import { aRandom } from '../fixtures/random.js';

/** The bits of the eleven bands, each as the byte in which it is and its value there. */
type Layout = readonly (readonly { readonly byte: number; readonly bit: number }[])[];

const layoutOf = (bitAt: (place: number) => number): Layout =>
  Array.from({ length: 11 }, (_, band) => {
    const [from, bits] = band < 8 ? [23 * band, 23] : [184 + 24 * (band - 8), 24];
    return Array.from({ length: bits }, (_unused, at) => ({
      byte: (from + at) >> 3,
      bit: 1 << bitAt((from + at) & 7),
    }));
  });

/** PostgreSQL counts bits from a byte's highest, the memory from its lowest. */
const LAYOUTS = [layoutOf((place) => 7 - place), layoutOf((place) => place)];

/** How many bits of each band differ: of the first eleven a search finds each by one band alone, the last is too far by one. */
const SPREADS: readonly (readonly number[])[] = [
  [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 1],
  ...Array.from({ length: 10 }, (_, band) =>
    Array.from({ length: 11 }, (_unused, at) => (at === band || at === 10 ? 2 : 3)),
  ),
  [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2],
];

function spread(hash: Uint8Array, layout: Layout, counts: readonly number[]): Uint8Array {
  const random = aRandom(counts.join());
  const other = Uint8Array.from(hash);
  for (const [band, bits] of layout.entries()) {
    const left = [...bits];
    for (let changes = 0; changes < (counts[band] ?? 0); changes += 1) {
      const [change] = left.splice(random.below(left.length), 1);
      if (change) other[change.byte] = (other[change.byte] ?? 0) ^ change.bit;
    }
  }
  return other;
}

export interface PlantedHashes {
  /** One after the other, 32 bytes each. */
  readonly hashes: Uint8Array;
  readonly questions: readonly string[];
  /** The places of all that are within a distance of a question. */
  readonly near: (question: string, within: number) => number[];
}

/**
 * Random hashes, and among them, for each of some questions, hashes at all distances from 0 to 40, and at 31 and 32 such
 * that a search by bands comes nearest to missing them. All zeros and all ones are among them and are asked for, each more
 * than once.
 */
export function plantedHashes(seed: string, count: number): PlantedHashes {
  const random = aRandom(seed);
  const zeros = new Uint8Array(HASH_BYTES);
  const ones = new Uint8Array(HASH_BYTES).map(() => 255);
  const questions = [zeros, ones, random.bytes(HASH_BYTES), random.bytes(HASH_BYTES)];
  const planted = questions.flatMap((question) => [
    ...Array.from({ length: 41 }, (_, bits) => changed(question, { bits, random })),
    ...LAYOUTS.flatMap((layout) => SPREADS.map((counts) => spread(question, layout, counts))),
  ]);
  for (let more = 0; more < 20; more += 1) planted.push(zeros, ones);
  const hashes = randomHashes(seed, count);
  planted.forEach((hash, at) => hashes.set(hash, at * HASH_BYTES));
  return {
    hashes,
    questions: [...questions, hashAt(hashes, count - 1)].map((hash) => hexAt(hash, 0)),
    near: (question, within) => scanPlainly(hashes, Uint8Array.from(Buffer.from(question, 'hex')), within),
  };
}
