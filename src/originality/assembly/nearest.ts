import { clearArena, take } from './arena';

/** Bits of a feature: 32 bytes. */
const FEATURE_BYTES: usize = 32;
/** Of each asked feature: the number of the nearest one, its distance, and the distance of the second nearest. */
const ANSWER_BYTES: usize = 12;
const FARTHEST: i32 = 256;

let asked: usize = 0;
let known: usize = 0;
let answers: usize = 0;
let askedCount: i32 = 0;
let knownCount: i32 = 0;

/** Makes room for two lists of features. */
export function begin(askedFeatures: i32, knownFeatures: i32): void {
  clearArena();
  askedCount = askedFeatures;
  knownCount = knownFeatures;
  asked = take(<usize>askedCount * FEATURE_BYTES);
  known = take(<usize>knownCount * FEATURE_BYTES);
  answers = take(<usize>askedCount * ANSWER_BYTES);
}

export function askedAt(): usize {
  return asked;
}

export function knownAt(): usize {
  return known;
}

export function answersAt(): usize {
  return answers;
}

/** Finds for every asked feature the two nearest known ones by Hamming distance; of several as near the first. */
export function findNearest(): void {
  for (let i = 0; i < askedCount; i++) {
    const one = asked + <usize>i * FEATURE_BYTES;
    const a = load<u64>(one);
    const b = load<u64>(one, 8);
    const c = load<u64>(one, 16);
    const d = load<u64>(one, 24);
    let nearest = -1;
    let distance = FARTHEST;
    let second = FARTHEST;
    let other = known;
    for (let j = 0; j < knownCount; j++) {
      const differing = <i32>(
        (popcnt(a ^ load<u64>(other)) +
          popcnt(b ^ load<u64>(other, 8)) +
          popcnt(c ^ load<u64>(other, 16)) +
          popcnt(d ^ load<u64>(other, 24)))
      );
      if (differing < second) {
        if (differing < distance) {
          second = distance;
          distance = differing;
          nearest = j;
        } else {
          second = differing;
        }
      }
      other += FEATURE_BYTES;
    }
    const answer = answers + <usize>i * ANSWER_BYTES;
    store<i32>(answer, nearest);
    store<i32>(answer, distance, 4);
    store<i32>(answer, second, 8);
  }
}
