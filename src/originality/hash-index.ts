import { fromHex } from '../lib/hex.js';
import { hashIndexWasm } from './hash-index.generated.js';
import type { PdqHash } from './pdq.js';
import { wasmInstance, type WasmExports } from './wasm-instance.js';

/** Of a hash in an index: its id, which of the asked hashes it is near to (from 0), and in how many bits they differ. */
export interface HashHit {
  readonly id: number;
  readonly asked: number;
  readonly distance: number;
}

/** How an index is searched: by comparing every hash, or by eleven bands, which are exact up to a distance of 31. */
export type SearchWay = 'scan' | 'bands';

/**
 * Hashes in memory, by ids of 32 bits. It is filled once: `begin`, `add` as often as there is more, `finish`; then it is
 * asked. 36 bytes a hash, and with bands 44 more and 470 MB for all of them; at most 4 GB, which is 47 million hashes.
 */
export interface HashIndex {
  /** Forgets all, and makes room for so many. Without `by` it chooses what is faster for that many. */
  begin(most: number, by?: SearchWay): void;
  /** Records as `RECORD_BYTES` says, one after the other. Throws RangeError where there is no room for them. */
  add(records: Uint8Array): void;
  finish(): void;
  /** All of that at once: these records, and nothing else. */
  hold(records: Uint8Array): void;
  /** Every hash within a distance of an asked one, once for each asked one, in no order. Without bands it scans, and beyond 31. */
  ask(asked: readonly PdqHash[], within: number, by?: SearchWay): HashHit[];
  /** How many hashes it holds. */
  size(): number;
  /** How much memory it takes. */
  bytes(): number;
}

/** Of a record: the id, most significant byte first, four bytes that are not looked at, and the hash as its hex digits are read. */
export const RECORD_BYTES = 40;

/** The greatest distance at which bands find everything. */
export const BANDS_REACH = 31;

/** Fewer are scanned in less than half a millisecond, and bands take 470 MB however few there are. */
const LEAST_BANDED = 300_000;
const MOST_STAGED = 4096;
const MOST_ASKED = 16;
const HASH_BYTES = 32;
const MOST_BYTES = 2 ** 32 - 2 ** 26;
const BANDED = { each: 44, all: 4 * (8 * 2 ** 23 + 3 * 2 ** 24) };

interface Exports extends WasmExports {
  begin(most: number, mostStaged: number): void;
  stageAt(): number;
  add(count: number): void;
  finish(isBanded: number): void;
  askedAt(): number;
  answersAt(): number;
  askScan(count: number, within: number): number;
  askBands(count: number, within: number): number;
}

export function openHashIndex(): HashIndex {
  const wasm = wasmInstance<Exports>(hashIndexWasm)();
  let room = 0;
  let size = 0;
  let isBanded = false;

  // Addresses beyond 2 GB come as negative numbers.
  const bytesAt = (address: number, length: number) =>
    new Uint8Array(wasm.memory.buffer, address >>> 0, length);

  function askSome(asked: readonly PdqHash[], within: number, by: SearchWay): HashHit[] {
    const input = bytesAt(wasm.askedAt(), asked.length * HASH_BYTES);
    asked.forEach((hash, at) => input.set(fromHex(hash), at * HASH_BYTES));
    const count = wasm[by === 'bands' ? 'askBands' : 'askScan'](asked.length, within) >>> 0;
    const ids = new Uint32Array(wasm.memory.buffer, wasm.answersAt() >>> 0, count * 2);
    const details = new Uint16Array(wasm.memory.buffer, wasm.answersAt() >>> 0, count * 4);
    return Array.from({ length: count }, (_, at) => ({
      id: ids[at * 2] ?? 0,
      asked: details[at * 4 + 2] ?? 0,
      distance: details[at * 4 + 3] ?? 0,
    }));
  }

  const index: HashIndex = {
    begin(most, by = most < LEAST_BANDED ? 'scan' : 'bands') {
      isBanded = by === 'bands';
      const bytes = most * (HASH_BYTES + 4 + (isBanded ? BANDED.each : 0)) + (isBanded ? BANDED.all : 0);
      if (bytes > MOST_BYTES)
        throw new RangeError(`${most} hashes take ${bytes} bytes: more than there can be`);
      room = most;
      size = 0;
      wasm.begin(most, MOST_STAGED);
    },
    add(records) {
      const count = records.length / RECORD_BYTES;
      if (!Number.isInteger(count) || size + count > room)
        throw new RangeError(`there is room for ${room - size} hashes, not for ${count}`);
      for (let at = 0; at < count; at += MOST_STAGED) {
        const some = records.subarray(at * RECORD_BYTES, (at + MOST_STAGED) * RECORD_BYTES);
        bytesAt(wasm.stageAt(), some.length).set(some);
        wasm.add(some.length / RECORD_BYTES);
      }
      size += count;
    },
    finish: () => wasm.finish(isBanded ? 1 : 0),
    hold(records) {
      index.begin(records.length / RECORD_BYTES);
      index.add(records);
      index.finish();
    },
    ask(asked, within, by = 'bands') {
      const way = isBanded && within <= BANDS_REACH ? by : 'scan';
      const hits: HashHit[] = [];
      for (let at = 0; at < asked.length; at += MOST_ASKED)
        for (const hit of askSome(asked.slice(at, at + MOST_ASKED), within, way))
          hits.push({ ...hit, asked: hit.asked + at });
      return hits;
    },
    size: () => size,
    bytes: () => wasm.memory.buffer.byteLength,
  };
  return index;
}
