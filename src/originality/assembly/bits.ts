import { take } from './arena';
import { VALUES } from './descriptor';

/**
 * A descriptor as 256 bits, of which about as many differ as the descriptors' angle is of half a turn: the signs of
 * random projections (Charikar, "Similarity estimation techniques from rounding algorithms", 2002), taken twice by random
 * signs and a Walsh-Hadamard transform, three times over (Andoni et al., "Practical and optimal LSH for angular
 * distance", 2015, section 4). The signs are the same for ever.
 */
const HALVES: i32 = 2;
const ROUNDS: i32 = 3;
export const BITS_BYTES: usize = 32;
/** Of each half the axes nearest to the descriptor, and so the word that it is and those that it nearly is. */
const NEAREST_AXES: i32 = 4;
export const AXES_BYTES: usize = <usize>(HALVES * NEAREST_AXES);

let signs: usize = 0;
let turned: usize = 0;

export function prepareBits(): void {
  turned = take((<usize>VALUES) << 2);
  const count = HALVES * ROUNDS * VALUES;
  signs = take((<usize>count) << 2);
  // Marsaglia's xorshift of 32 bits, from a seed of no meaning.
  let state: u32 = 0x9e3779b9;
  for (let i = 0; i < count; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    store<f32>(signs + ((<usize>i) << 2), (state & 0x10000) != 0 ? 1 : -1);
  }
}

/**
 * Writes the 256 bits of a descriptor, and after them its nearest axes, a byte each: the number of the coordinate, and
 * 128 more where it is negative (cross-polytope hashing, Andoni et al., section 3).
 */
export function writeBits(values: usize, to: usize): void {
  let sum: f32 = 0;
  for (let i = 0; i < VALUES; i++) sum += load<f32>(values + ((<usize>i) << 2));
  const mean = sum / <f32>VALUES;
  for (let half = 0; half < HALVES; half++) {
    const centre = f32x4.splat(mean);
    for (let i = 0; i < VALUES; i += 4) {
      const d = (<usize>i) << 2;
      v128.store(turned + d, f32x4.sub(v128.load(values + d), centre));
    }
    for (let round = 0; round < ROUNDS; round++) {
      const flips = signs + ((<usize>((half * ROUNDS + round) * VALUES)) << 2);
      for (let i = 0; i < VALUES; i += 4) {
        const d = (<usize>i) << 2;
        v128.store(turned + d, f32x4.mul(v128.load(turned + d), v128.load(flips + d)));
      }
      transform();
    }
    for (let word = 0; word < VALUES / 32; word++) {
      let packed: u32 = 0;
      for (let bit = 0; bit < 32; bit++) {
        if (load<f32>(turned + ((<usize>(word * 32 + bit)) << 2)) > 0) packed |= (<u32>1) << bit;
      }
      store<u32>(to + ((<usize>(half * (VALUES / 32) + word)) << 2), packed);
    }
    writeAxes(to + BITS_BYTES + <usize>(half * NEAREST_AXES));
  }
}

/** The coordinates of the greatest amounts, the greatest first; what was written is set to nothing meanwhile. */
function writeAxes(to: usize): void {
  for (let place = 0; place < NEAREST_AXES; place++) {
    let axis = 0;
    let most: f32 = -1;
    for (let i = 0; i < VALUES; i++) {
      const amount = Mathf.abs(load<f32>(turned + ((<usize>i) << 2)));
      if (amount > most) {
        most = amount;
        axis = i;
      }
    }
    const at = turned + ((<usize>axis) << 2);
    store<u8>(to + <usize>place, <u8>(load<f32>(at) < 0 ? axis + VALUES : axis));
    store<f32>(at, 0);
  }
}

/** The Walsh-Hadamard transform, in place and not scaled: only signs are looked at. */
function transform(): void {
  for (let i = 0; i < VALUES; i += 4) {
    const at = turned + ((<usize>i) << 2);
    const lanes = v128.load(at);
    const pairs = butterfly(
      v128.shuffle<f32>(lanes, lanes, 0, 0, 2, 2),
      v128.shuffle<f32>(lanes, lanes, 1, 1, 3, 3),
      f32x4(1, -1, 1, -1),
    );
    v128.store(
      at,
      butterfly(
        v128.shuffle<f32>(pairs, pairs, 0, 1, 0, 1),
        v128.shuffle<f32>(pairs, pairs, 2, 3, 2, 3),
        f32x4(1, 1, -1, -1),
      ),
    );
  }
  for (let span = 4; span < VALUES; span *= 2) {
    for (let from = 0; from < VALUES; from += 2 * span) {
      for (let i = from; i < from + span; i += 4) {
        const low = turned + ((<usize>i) << 2);
        const high = low + ((<usize>span) << 2);
        const a = v128.load(low);
        const b = v128.load(high);
        v128.store(low, f32x4.add(a, b));
        v128.store(high, f32x4.sub(a, b));
      }
    }
  }
}

function butterfly(a: v128, b: v128, sign: v128): v128 {
  return f32x4.add(a, f32x4.mul(b, sign));
}
