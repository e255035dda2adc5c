import { HASH_BYTES, hexAt } from '../../scripts/bench/hash-bits.js';
import { openHashIndex, RECORD_BYTES } from '../../src/originality/hash-index.js';
import { hammingDistance } from '../../src/originality/pdq.js';
import { plantedHashes } from './planted-hashes.js';

const FIRST_ID = 2 ** 31 - 1000;
const COUNT = 5000;
const { hashes, questions, near } = plantedHashes('in memory', COUNT);

function recordsOf(from: number, to: number): Uint8Array {
  const records = Buffer.alloc((to - from) * RECORD_BYTES);
  for (let at = from; at < to; at += 1) {
    const record = (at - from) * RECORD_BYTES;
    records.writeUInt32BE(FIRST_ID + at, record);
    records.set(hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES), record + RECORD_BYTES - HASH_BYTES);
  }
  return records;
}

describe('an index of hashes', () => {
  // One for all: the bands' tables are half a gigabyte.
  const index = openHashIndex();
  beforeAll(() => {
    index.begin(COUNT, 'bands');
    for (let from = 0; from < COUNT; from += 1250) index.add(recordsOf(from, from + 1250));
    index.finish();
  });

  it.each(['bands', 'scan'] as const)('finds by %s what a plain scan finds, each once', (by) => {
    for (const question of questions)
      for (const within of [0, 12, 30, 31]) {
        const found = index.ask([question], within, by).map(({ id }) => id - FIRST_ID);
        expect(found.toSorted((a, b) => a - b)).toEqual(near(question, within));
      }
  });

  it.each(['bands', 'scan'] as const)('answers by %s many questions at once, each for itself', (by) => {
    const many = Array.from({ length: 20 }, (_, at) => questions[at % questions.length] ?? '');
    const hits = index.ask(many, 31, by);
    many.forEach((question, at) => {
      const own = hits.filter(({ asked }) => asked === at);
      expect(own.map(({ id }) => id - FIRST_ID).toSorted((a, b) => a - b)).toEqual(near(question, 31));
      expect(Math.max(...own.map(({ distance }) => distance))).toBeLessThanOrEqual(31);
    });
  });

  it('says how far each is', () => {
    const [zeros = ''] = questions;
    for (const { id, distance } of index.ask([zeros], 40))
      expect(distance).toBe(hammingDistance(zeros, hexAt(hashes, id - FIRST_ID)));
  });

  it('finds beyond 31 all there are, which bands alone would not', () => {
    for (const question of questions)
      for (const within of [32, 100, 256])
        expect(index.ask([question], within)).toHaveLength(near(question, within).length);
  });

  it('holds what it is told last, and nothing at first', () => {
    const small = openHashIndex();
    small.hold(new Uint8Array());
    expect(small.ask(questions, 256)).toEqual([]);
    small.hold(recordsOf(0, 2000));
    expect(small.ask(questions.slice(0, 1), 256)).toHaveLength(2000);
    small.hold(recordsOf(7, 10));
    expect(small.size()).toBe(3);
    expect(small.ask(questions.slice(0, 1), 256).map(({ id }) => id - FIRST_ID)).toEqual([7, 8, 9]);
  });

  it('refuses more than it has room for, and more than there can be', () => {
    const small = openHashIndex();
    small.begin(3);
    expect(() => small.add(recordsOf(0, 4))).toThrow(RangeError);
    expect(() => small.begin(60_000_000)).toThrow(RangeError);
  });
});
