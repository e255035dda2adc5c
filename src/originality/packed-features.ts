import { AXES_BYTES, BIT_WORDS, PLACE_NUMBERS, type LocalFeatures } from './local-features.js';

/**
 * Features of a picture to be kept. A header of 8 bytes: the picture's width and height and the number of features, 16
 * bits each, and two bytes that are 0. Then 44 bytes a feature, little-endian: x and y in 1/32 pixel and sigma in 1/256
 * pixel, 16 bits each; the direction in 1/65536 turn; the 32 bytes of bits; its nearest axis in each frame, a byte each,
 * and two bytes that are 0.
 */
const HEADER_BYTES = 8;
const PACKED_BYTES = 44;
const [PLACE_PARTS, SIGMA_PARTS, TURN_PARTS] = [32, 256, 65_536];
const MOST = 65_535;

export function packFeatures({ width, height, count, places, bits, axes }: LocalFeatures): Uint8Array {
  const packed = new Uint8Array(HEADER_BYTES + count * PACKED_BYTES);
  const view = new DataView(packed.buffer);
  view.setUint16(0, width, true);
  view.setUint16(2, height, true);
  view.setUint16(4, count, true);
  const parts = (value: number, scale: number) => Math.max(0, Math.min(MOST, Math.round(value * scale)));
  for (let at = 0; at < count; at += 1) {
    const to = HEADER_BYTES + at * PACKED_BYTES;
    const [x = 0, y = 0, sigma = 0, direction = 0] = places.subarray(at * PLACE_NUMBERS);
    view.setUint16(to, parts(x, PLACE_PARTS), true);
    view.setUint16(to + 2, parts(y, PLACE_PARTS), true);
    view.setUint16(to + 4, parts(sigma, SIGMA_PARTS), true);
    view.setUint16(to + 6, Math.round(direction * TURN_PARTS) % TURN_PARTS, true);
    for (let word = 0; word < BIT_WORDS; word += 1)
      view.setUint32(to + 8 + word * 4, bits[at * BIT_WORDS + word] ?? 0, true);
    view.setUint8(to + 40, axes[at * AXES_BYTES] ?? 0);
    view.setUint8(to + 41, axes[at * AXES_BYTES + AXES_BYTES / 2] ?? 0);
  }
  return packed;
}

/** The features of a packed picture, still packed. */
export interface PackedFeatures {
  readonly count: number;
  /** 44 bytes each. */
  readonly bytes: Uint8Array;
}

export function packedFeatures(packed: Uint8Array): PackedFeatures {
  const count = new DataView(packed.buffer, packed.byteOffset, packed.byteLength).getUint16(4, true);
  return { count, bytes: packed.subarray(HEADER_BYTES, HEADER_BYTES + count * PACKED_BYTES) };
}

/** Of the axes only the nearest are known again: what an index needs to hold a feature, not to be asked by it. */
export function unpackFeatures(packed: Uint8Array): LocalFeatures {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const count = view.getUint16(4, true);
  const features: LocalFeatures = {
    width: view.getUint16(0, true),
    height: view.getUint16(2, true),
    count,
    places: new Float32Array(count * PLACE_NUMBERS),
    bits: new Uint32Array(count * BIT_WORDS),
    axes: new Uint8Array(count * AXES_BYTES),
  };
  for (let at = 0; at < count; at += 1) {
    const from = HEADER_BYTES + at * PACKED_BYTES;
    features.places.set(
      [
        view.getUint16(from, true) / PLACE_PARTS,
        view.getUint16(from + 2, true) / PLACE_PARTS,
        view.getUint16(from + 4, true) / SIGMA_PARTS,
        view.getUint16(from + 6, true) / TURN_PARTS,
      ],
      at * PLACE_NUMBERS,
    );
    for (let word = 0; word < BIT_WORDS; word += 1)
      features.bits[at * BIT_WORDS + word] = view.getUint32(from + 8 + word * 4, true);
    features.axes[at * AXES_BYTES] = view.getUint8(from + 40);
    features.axes[at * AXES_BYTES + AXES_BYTES / 2] = view.getUint8(from + 41);
  }
  return features;
}
