import { clearArena, take } from './arena';

/**
 * Hashes of 256 bits in memory, and which of them are near to an asked one: by reading all of them, or by eleven bands
 * (multi-index hashing: Norouzi, Punjani and Fleet, 2012). Two hashes that differ in at most 31 bits differ in at most 2
 * bits of one of the first ten bands, or in at most 1 of the last, for otherwise they differ in 10·3 + 2 = 32.
 */
const HASH_BYTES: usize = 32;
/** As PostgreSQL sends a row: the id, then the length of the hash (256 bits), then the hash. The most significant byte first. */
const RECORD_BYTES: usize = 40;
const RECORD_HASH_AT: usize = 8;

const BANDS: i32 = 11;
const NARROW_BANDS: i32 = 8;
const NARROW: i32 = 23;
const WIDE: i32 = 24;

const MOST_ASKED: usize = 16;
/** 32 KB, which the nearest cache holds. */
const SCANNED_AT_ONCE: u32 = 1024;
/** Of a bucket that holds at most so many the places are copied unasked: that is cheaper than a branch that is guessed wrongly. */
const COPIED: u32 = 8;
const MOST_PROBES: usize = 301;
/** Of an answer: the id, the number of the asked hash, and the distance, 16 bits each of the last two. */
const ANSWER_BYTES: usize = 8;
const ANSWERS_AT_ONCE: usize = 131072;

let size: u32 = 0;
let hashes: usize = 0;
let ids: usize = 0;
let stage: usize = 0;
let asked: usize = 0;
/** Changes of at most two bits of 23 and of 24, and of at most one of 24: in rising order, so that near ones share memory. */
let masks: usize = 0;
let narrowMasks: i32 = 0;
let wideMasks: i32 = 0;
let lastMasks: i32 = 0;
/** Of each band where its buckets' ends lie, with a zero before them, and where the places of its hashes, bucket by bucket. */
let ends: usize = 0;
let places: usize = 0;
let bounds: usize = 0;
let candidates: usize = 0;
let answers: usize = 0;
let answersEnd: usize = 0;
let answerCount: u32 = 0;

/** Begins an empty index of at most so many hashes, which are handed at most `mostStaged` at once. */
export function begin(most: u32, mostStaged: u32): void {
  clearArena();
  size = 0;
  stage = take(<usize>mostStaged * RECORD_BYTES);
  asked = take(MOST_ASKED * HASH_BYTES);
  masks = take((MOST_PROBES * 3) << 2);
  ends = take((<usize>BANDS) << 2);
  places = take((<usize>BANDS) << 2);
  bounds = take(MOST_PROBES << 3);
  candidates = take((MOST_PROBES + 1) * <usize>COPIED * 4);
  hashes = take(<usize>most * HASH_BYTES);
  ids = take((<usize>most) << 2);
  narrowMasks = makeMasks(0, NARROW, 2);
  wideMasks = makeMasks(1, WIDE, 2);
  lastMasks = makeMasks(2, WIDE, 1);
}

/** Where records go, 40 bytes each. */
export function stageAt(): usize {
  return stage;
}

/** Adds the first so many records at `stageAt`. */
export function add(count: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    const record = stage + <usize>i * RECORD_BYTES;
    store<u32>(ids + ((<usize>size) << 2), bswap<u32>(load<u32>(record)));
    memory.copy(hashes + <usize>size * HASH_BYTES, record + RECORD_HASH_AT, HASH_BYTES);
    size++;
  }
}

/** Sorts what was added into the bands' buckets, or does not: then `askBands` may not be called. */
export function finish(isBanded: i32): void {
  if (isBanded != 0) for (let band = 0; band < BANDS; band++) sortBand(band);
  answers = take(ANSWERS_AT_ONCE * ANSWER_BYTES);
  answersEnd = answers + ANSWERS_AT_ONCE * ANSWER_BYTES;
}

/** Where asked hashes go, 32 bytes each, at most 16. */
export function askedAt(): usize {
  return asked;
}

/** Where the answers lie, 8 bytes each. */
export function answersAt(): usize {
  return answers;
}

/** Compares every hash with every asked one; gives the number of answers. Some hashes are read once for all that are asked. */
export function askScan(count: i32, within: i32): u32 {
  answerCount = 0;
  for (let from: u32 = 0; from < size; from += SCANNED_AT_ONCE) {
    const to = min<u32>(from + SCANNED_AT_ONCE, size);
    for (let at = 0; at < count; at++) scan(<u32>at, within, from, to);
  }
  return answerCount;
}

function scan(at: u32, within: i32, from: u32, to: u32): void {
  const one = asked + <usize>at * HASH_BYTES;
  const a = load<u64>(one);
  const b = load<u64>(one, 8);
  const c = load<u64>(one, 16);
  const d = load<u64>(one, 24);
  const end = hashes + <usize>to * HASH_BYTES;
  for (let hash = hashes + <usize>from * HASH_BYTES; hash < end; hash += HASH_BYTES) {
    const half = <i32>(popcnt(a ^ load<u64>(hash)) + popcnt(b ^ load<u64>(hash, 8)));
    // Nearly all are farther than that in their first half. Counted in words: by vectors it took 1.1 (halves) to 1.7 times as long.
    if (half > within) continue;
    const distance = half + <i32>(popcnt(c ^ load<u64>(hash, 16)) + popcnt(d ^ load<u64>(hash, 24)));
    if (distance <= within) answer(<u32>((hash - hashes) / HASH_BYTES), at, distance);
  }
}

/** The same by the bands; `within` is at most 31. */
export function askBands(count: i32, within: i32): u32 {
  answerCount = 0;
  for (let at = 0; at < count; at++) for (let band = 0; band < BANDS; band++) askBand(<u32>at, band, within);
  return answerCount;
}

/** What is read lies anywhere in memory: each loop's reads do not wait for each other, so that many are under way at once. */
function askBand(at: u32, band: i32, within: i32): void {
  const one = asked + <usize>at * HASH_BYTES;
  const value = bandOf(one, band);
  const ofBand = load<u32>(ends + ((<usize>band) << 2));
  const inBand = load<u32>(places + ((<usize>band) << 2));
  const probes = probesOf(band);
  const changes = masksOf(band);
  for (let i = 0; i < probes; i++) {
    const bucket = value ^ load<u32>(changes + ((<usize>i) << 2));
    store<u64>(bounds + ((<usize>i) << 3), load<u64>(<usize>ofBand + ((<usize>bucket) << 2)));
  }
  let next = candidates;
  for (let i = 0; i < probes; i++) {
    const from = load<u32>(bounds + ((<usize>i) << 3));
    const count = load<u32>(bounds + ((<usize>i) << 3), 4) - from;
    const bucket = <usize>inBand + ((<usize>from) << 2);
    if (count <= COPIED) {
      v128.store(next, v128.load(bucket));
      v128.store(next, v128.load(bucket, 16), 16);
      next += (<usize>count) << 2;
    } else {
      compare(at, band, within, bucket, bucket + ((<usize>count) << 2));
    }
  }
  compare(at, band, within, candidates, next);
}

/** Compares an asked hash with those whose places lie between two addresses. */
function compare(at: u32, band: i32, within: i32, from: usize, to: usize): void {
  const one = asked + <usize>at * HASH_BYTES;
  const a = load<u64>(one);
  const b = load<u64>(one, 8);
  const c = load<u64>(one, 16);
  const d = load<u64>(one, 24);
  for (let candidate = from; candidate < to; candidate += 4) {
    const place = load<u32>(candidate);
    const hash = hashes + <usize>place * HASH_BYTES;
    const distance = <i32>(
      (popcnt(a ^ load<u64>(hash)) +
        popcnt(b ^ load<u64>(hash, 8)) +
        popcnt(c ^ load<u64>(hash, 16)) +
        popcnt(d ^ load<u64>(hash, 24)))
    );
    if (distance <= within && !isFoundBefore(one, hash, band)) answer(place, at, distance);
  }
}

/** Whether an earlier band leads to the hash too: each is answered once, by the first that does. */
function isFoundBefore(one: usize, hash: usize, band: i32): bool {
  for (let earlier = 0; earlier < band; earlier++)
    if (<i32>popcnt(bandOf(one, earlier) ^ bandOf(hash, earlier)) <= 2) return true;
  return false;
}

function answer(place: u32, at: u32, distance: i32): void {
  const to = answers + <usize>answerCount * ANSWER_BYTES;
  // The answers lie last of all, so that what is taken more continues them.
  if (to == answersEnd) answersEnd = take(ANSWERS_AT_ONCE * ANSWER_BYTES) + ANSWERS_AT_ONCE * ANSWER_BYTES;
  store<u32>(to, load<u32>(ids + ((<usize>place) << 2)));
  store<u16>(to, <u16>at, 4);
  store<u16>(to, <u16>distance, 6);
  answerCount++;
}

function bitsOf(band: i32): i32 {
  return band < NARROW_BANDS ? NARROW : WIDE;
}

/** Bits of the hash, which bits is all the same as long as it is the same everywhere: counted from each byte's lowest. */
function bandOf(hash: usize, band: i32): u32 {
  const from = band < NARROW_BANDS ? band * NARROW : NARROW_BANDS * NARROW + (band - NARROW_BANDS) * WIDE;
  // The last band's four bytes must not begin beyond the 28th.
  const byte = min<i32>(from >> 3, 28);
  return (load<u32>(hash + <usize>byte) >>> (from - (byte << 3))) & ((1 << bitsOf(band)) - 1);
}

function probesOf(band: i32): i32 {
  if (band < NARROW_BANDS) return narrowMasks;
  return band < BANDS - 1 ? wideMasks : lastMasks;
}

function masksOf(band: i32): usize {
  const list: usize = band < NARROW_BANDS ? 0 : band < BANDS - 1 ? 1 : 2;
  return masks + ((list * MOST_PROBES) << 2);
}

function makeMasks(list: usize, bits: i32, most: i32): i32 {
  const to = masks + ((list * MOST_PROBES) << 2);
  store<u32>(to, 0);
  let made = 1;
  for (let high = 0; high < bits; high++) {
    // -1 for a change of one bit alone.
    for (let low = -1; low < (most > 1 ? high : 0); low++) {
      store<u32>(to + ((<usize>made) << 2), (1 << high) | (low < 0 ? 0 : 1 << low));
      made++;
    }
  }
  return made;
}

/** A counting sort: how many each bucket has, where each begins, and then all places in turn. */
function sortBand(band: i32): void {
  const buckets: usize = 1 << bitsOf(band);
  const ofBand = take((buckets + 1) << 2);
  // A bucket's eight are copied whatever it holds, also the last one's.
  const inBand = take((<usize>size + <usize>COPIED) << 2);
  store<u32>(ends + ((<usize>band) << 2), <u32>ofBand);
  store<u32>(places + ((<usize>band) << 2), <u32>inBand);
  memory.fill(ofBand, 0, (buckets + 1) << 2);
  const last = hashes + <usize>size * HASH_BYTES;
  for (let hash = hashes; hash < last; hash += HASH_BYTES) {
    const end = ofBand + 4 + ((<usize>bandOf(hash, band)) << 2);
    store<u32>(end, load<u32>(end) + 1);
  }
  let sum: u32 = 0;
  for (let bucket: usize = 1; bucket <= buckets; bucket++) {
    const count = load<u32>(ofBand + (bucket << 2));
    store<u32>(ofBand + (bucket << 2), sum);
    sum += count;
  }
  for (let place: u32 = 0; place < size; place++) {
    const end = ofBand + 4 + ((<usize>bandOf(hashes + <usize>place * HASH_BYTES, band)) << 2);
    const to = load<u32>(end);
    store<u32>(inBand + ((<usize>to) << 2), place);
    store<u32>(end, to + 1);
  }
}
