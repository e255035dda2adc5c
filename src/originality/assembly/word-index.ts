import { clearArena, take } from './arena';

/**
 * Which pictures have features like these: an inverted file over 65,536 visual words that nobody trained. A feature's
 * word is its nearest axis in each of two random frames (bits.ts), so words are the same from the first picture to the
 * millionth, and a picture that is added changes nothing of those before it. Of every feature its picture and 64 of its
 * bits are kept (as in Hamming embedding: Jégou, Douze and Schmid, 2008), in blocks that are chained by word.
 */
const WORDS: i32 = 65536;
const FEATURE_BYTES: usize = 40;
/** A feature as it is stored (packed-features.ts): 8 bytes of places, its bits, and its nearest axis in each frame. */
const PACKED_BYTES: usize = 44;
const PACKED_BITS_AT: usize = 8;
const PACKED_AXES_AT: usize = 40;
const AXES_AT: usize = 32;
const SECOND_AXES_AT: usize = 36;
const POSTINGS_A_BLOCK: u32 = 62;
const POSTING_BYTES: usize = 12;
const BLOCK_HEAD: usize = 8;
const BLOCK_BYTES: usize = BLOCK_HEAD + <usize>POSTINGS_A_BLOCK * POSTING_BYTES;
/** Of 64 bits: features of one place differ in some 4, others in 32. */
const MOST_DIFFERING: i32 = 16;

/** Of every word its newest block: where the one before lies, how many postings it has, and the postings. */
let heads: usize = 0;
/** Of every word how many postings it has. */
let sizes: usize = 0;
/** Of every asked feature how many postings are to be looked at for it. */
let costs: usize = 0;
let input: usize = 0;
let scores: usize = 0;
/** Of the pictures like one feature: which, how many they are, and how alike each is, from 1 to MOST_DIFFERING + 1. */
let touched: usize = 0;
let touchedCount: u32 = 0;
let likeness: usize = 0;
/** For so many pictures there is room in the three. */
let capacity: u32 = 0;
let pictureCount: u32 = 0;
let answers: usize = 0;

/** Begins an empty index that is handed at most so many features at once. */
export function begin(mostFeatures: i32): void {
  clearArena();
  heads = take((<usize>WORDS) << 2);
  memory.fill(heads, 0, (<usize>WORDS) << 2);
  sizes = take((<usize>WORDS) << 2);
  memory.fill(sizes, 0, (<usize>WORDS) << 2);
  costs = take((<usize>mostFeatures) << 2);
  input = take(<usize>mostFeatures * PACKED_BYTES);
  answers = take((<usize>MOST_ANSWERS) << 3);
  capacity = 0;
  pictureCount = 0;
}

/** Where features go, 40 bytes each: bits and axes. */
export function inputAt(): usize {
  return input;
}

/** Adds a picture with the features at `inputAt`; gives its number, counted from 0. */
export function add(count: i32): u32 {
  const picture = pictureCount++;
  for (let i = 0; i < count; i++) {
    const feature = input + <usize>i * FEATURE_BYTES;
    const word = wordOf(load<u8>(feature + AXES_AT), load<u8>(feature + SECOND_AXES_AT));
    post(word, picture, load<u64>(feature));
  }
  return picture;
}

/** The same with the features as they are stored, of 44 bytes each. */
export function addPacked(count: i32): u32 {
  const picture = pictureCount++;
  for (let i = 0; i < count; i++) {
    const feature = input + <usize>i * PACKED_BYTES;
    const axes = feature + PACKED_AXES_AT;
    post(wordOf(load<u8>(axes), load<u8>(axes, 1)), picture, load<u64>(feature + PACKED_BITS_AT));
  }
  return picture;
}

function wordOf(first: u8, second: u8): usize {
  return ((<usize>first) << 8) | (<usize>second);
}

function post(word: usize, picture: u32, bits: u64): void {
  const size = sizes + (word << 2);
  store<u32>(size, load<u32>(size) + 1);
  const head = heads + (word << 2);
  let block = load<u32>(head);
  if (block == 0 || load<u32>(<usize>block, 4) == POSTINGS_A_BLOCK) {
    const fresh = take(BLOCK_BYTES);
    store<u32>(fresh, block);
    store<u32>(fresh, 0, 4);
    block = <u32>fresh;
    store<u32>(head, block);
  }
  const used = load<u32>(<usize>block, 4);
  const posting = <usize>block + BLOCK_HEAD + <usize>used * POSTING_BYTES;
  store<u32>(posting, picture);
  store<u64>(posting, bits, 4);
  store<u32>(<usize>block, used + 1, 4);
}

const MOST_ANSWERS: i32 = 1024;

/**
 * The pictures most like that with the features at `inputAt`; gives how many, at most `most` (1024). An asked feature
 * speaks once for a picture, by the picture's feature that is most like it; the more alike the two are, and the fewer
 * pictures have one like it (the inverse document frequency of text search), the more that weighs. Where more than
 * `mostPostings` would have to be looked at, the features of the commonest words, which say least, are left out.
 */
export function ask(count: i32, most: i32, mostPostings: u32): i32 {
  makeRoomForScores();
  memory.fill(scores, 0, (<usize>pictureCount) << 2);
  const dearest = dearestWithin(count, mostPostings);
  for (let i = 0; i < count; i++) {
    if (load<u32>(costs + ((<usize>i) << 2)) > dearest) continue;
    const feature = input + <usize>i * FEATURE_BYTES;
    const bits = load<u64>(feature);
    const first = load<u8>(feature + AXES_AT);
    const second = load<u8>(feature + SECOND_AXES_AT);
    touchedCount = 0;
    // Its own word, and the two that it is next nearest to.
    touch(wordOf(first, second), bits);
    touch(wordOf(load<u8>(feature + AXES_AT, 1), second), bits);
    touch(wordOf(first, load<u8>(feature + SECOND_AXES_AT, 1)), bits);
    addToScores();
  }
  return chooseAnswers(min<i32>(most, MOST_ANSWERS));
}

/** Where the answers lie, 8 bytes each: the picture's number and its score, the highest first. */
export function answersAt(): usize {
  return answers;
}

/** The greatest cost of a feature with which all that cost no more are within the limit; found by halving. */
function dearestWithin(count: i32, mostPostings: u32): u32 {
  for (let i = 0; i < count; i++) {
    const feature = input + <usize>i * FEATURE_BYTES;
    const first = load<u8>(feature + AXES_AT);
    const second = load<u8>(feature + SECOND_AXES_AT);
    const cost =
      sizeOf(wordOf(first, second)) +
      sizeOf(wordOf(load<u8>(feature + AXES_AT, 1), second)) +
      sizeOf(wordOf(first, load<u8>(feature + SECOND_AXES_AT, 1)));
    store<u32>(costs + ((<usize>i) << 2), cost);
  }
  let within: u32 = 0;
  for (let step: u32 = 1 << 30; step > 0; step >>= 1) {
    let sum: u64 = 0;
    for (let i = 0; i < count; i++) {
      const cost = load<u32>(costs + ((<usize>i) << 2));
      if (cost <= within + step) sum += cost;
    }
    if (sum <= <u64>mostPostings) within += step;
  }
  return within;
}

function sizeOf(word: usize): u32 {
  return load<u32>(sizes + (word << 2));
}

function makeRoomForScores(): void {
  if (pictureCount <= capacity) return;
  // What was there before is lost to the index; as it doubles that is never more than is used.
  capacity = pictureCount * 2;
  scores = take((<usize>capacity) << 2);
  touched = take((<usize>capacity) << 2);
  likeness = take(<usize>capacity);
  memory.fill(likeness, 0, <usize>capacity);
}

/** Notes of the pictures with features of a word how alike their most alike one is. */
function touch(word: usize, bits: u64): void {
  let block = <usize>load<u32>(heads + (word << 2));
  while (block != 0) {
    const count = load<u32>(block, 4);
    let posting = block + BLOCK_HEAD;
    for (let i: u32 = 0; i < count; i++) {
      const differing = <i32>popcnt(load<u64>(posting, 4) ^ bits);
      if (differing <= MOST_DIFFERING) {
        const picture = load<u32>(posting);
        const at = likeness + <usize>picture;
        const before = <i32>load<u8>(at);
        const alike = MOST_DIFFERING + 1 - differing;
        if (before == 0) {
          store<u32>(touched + ((<usize>touchedCount) << 2), picture);
          touchedCount++;
        }
        if (alike > before) store<u8>(at, <u8>alike);
      }
      posting += POSTING_BYTES;
    }
    block = <usize>load<u32>(block);
  }
}

function addToScores(): void {
  if (touchedCount == 0) return;
  const rarity = Mathf.log(1 + <f32>pictureCount / <f32>touchedCount);
  for (let i: u32 = 0; i < touchedCount; i++) {
    const picture = <usize>load<u32>(touched + ((<usize>i) << 2));
    const at = scores + (picture << 2);
    store<f32>(at, load<f32>(at) + rarity * <f32>load<u8>(likeness + picture));
    store<u8>(likeness + picture, 0);
  }
}

/** Keeps the pictures with the highest scores in a list in order: there are few of them, and many pictures. */
function chooseAnswers(most: i32): i32 {
  let kept = 0;
  for (let picture: u32 = 0; picture < pictureCount; picture++) {
    const score = load<f32>(scores + ((<usize>picture) << 2));
    if (score == 0) continue;
    if (kept == most && score <= scoreOf(kept - 1)) continue;
    let place = kept < most ? kept++ : kept - 1;
    while (place > 0 && scoreOf(place - 1) < score) {
      store<u64>(answers + ((<usize>place) << 3), load<u64>(answers + ((<usize>(place - 1)) << 3)));
      place--;
    }
    store<u32>(answers + ((<usize>place) << 3), picture);
    store<f32>(answers + ((<usize>place) << 3), score, 4);
  }
  return kept;
}

function scoreOf(place: i32): f32 {
  return load<f32>(answers + ((<usize>place) << 3), 4);
}
