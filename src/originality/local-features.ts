import { featuresWasm } from './local-features.generated.js';
import { wasmInstance, type WasmExports } from './wasm-instance.js';

/** A picture of 8-bit grey values, rows from the top, no padding. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** Distinctive places of a picture and what they look like, in no order that means anything. */
export interface LocalFeatures {
  /** The size of the picture in whose pixels places are. */
  readonly width: number;
  readonly height: number;
  readonly count: number;
  /** Four numbers each: x, y, sigma (the feature's scale) in pixels, and its direction, 0 to 1 of a turn clockwise from x. */
  readonly places: Float32Array;
  /** Eight words of 32 bits each: the more bits differ, the less alike two features look. */
  readonly bits: Uint32Array;
  /** Eight bytes each: the four axes nearest to the feature in each of two frames, the nearest first; see `assembly/bits.ts`. */
  readonly axes: Uint8Array;
}

/** Features of a picture, and what they would be had it been mirrored from left to right. */
export interface BothFeatures {
  readonly upright: LocalFeatures;
  readonly mirrored: LocalFeatures;
}

/** Response of the weakest keypoints that are described, as a part of full contrast. */
const LEAST_RESPONSE = 0.006;
/** The picture is cut into so many columns and rows, and the strongest of each cell go first. */
const GRID = 12;
const MOST_FEATURES = 4096;
const POINT_FLOATS = 8;
const AXES_WORDS = 2;
const FEATURE_WORDS = 24;
export const PLACE_NUMBERS = 4;
export const BIT_WORDS = 8;
export const AXES_BYTES = 8;

interface Exports extends WasmExports {
  begin(width: number, height: number): number;
  detect(width: number, height: number, threshold: number): number;
  keypoints(): number;
  choice(): number;
  describeChosen(count: number, most: number): number;
  described(): number;
}

const instance = wasmInstance<Exports>(featuresWasm);

/**
 * Local features: scale-invariant keypoints, spread over the picture, each described in 256 bits (src/originality/assembly
 * says from which papers). At most `most`, 1 to 4096; fewer where the picture is plain. The same on every machine.
 */
export function localFeatures({ width, height, grey }: GreyPicture, most: number): BothFeatures {
  const wasm = instance();
  const at = wasm.begin(width, height);
  new Uint8Array(wasm.memory.buffer, at, width * height).set(grey);
  const found = wasm.detect(width, height, LEAST_RESPONSE);
  const points = new Float32Array(wasm.memory.buffer, wasm.keypoints(), found * POINT_FLOATS);
  const chosen = spreadOut({ width, height, points }).slice(0, Math.min(most, MOST_FEATURES));
  new Int32Array(wasm.memory.buffer, wasm.choice(), chosen.length).set(chosen);
  const count = wasm.describeChosen(chosen.length, Math.min(most, MOST_FEATURES));
  return readFeatures(wasm, { width, height, count });
}

/** The keypoints' numbers: of every cell its strongest, then of every cell its second, and so on. */
function spreadOut({
  width,
  height,
  points,
}: {
  width: number;
  height: number;
  points: Float32Array;
}): number[] {
  const cells = Array.from({ length: GRID * GRID }, (): { point: number; strength: number }[] => []);
  for (let point = 0; point * POINT_FLOATS < points.length; point += 1) {
    const [x = 0, y = 0, sigma = 0, response = 0] = points.subarray(point * POINT_FLOATS);
    const column = Math.min(GRID - 1, Math.floor((x / width) * GRID));
    const row = Math.min(GRID - 1, Math.floor((y / height) * GRID));
    // Large ones survive more than small ones of the same contrast.
    cells[row * GRID + column]?.push({ point, strength: response * Math.sqrt(sigma) });
  }
  return cells
    .flatMap((cell) =>
      cell
        .toSorted((a, b) => b.strength - a.strength)
        .map(({ point, strength }, rank) => ({ point, strength, rank })),
    )
    .toSorted((a, b) => a.rank - b.rank || b.strength - a.strength)
    .map(({ point }) => point);
}

function readFeatures(
  wasm: Exports,
  { width, height, count }: { width: number; height: number; count: number },
): BothFeatures {
  const numbers = new Float32Array(wasm.memory.buffer, wasm.described(), count * FEATURE_WORDS);
  const words = new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length);
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  const one = () => ({
    width,
    height,
    count,
    places: new Float32Array(count * PLACE_NUMBERS),
    bits: new Uint32Array(count * BIT_WORDS),
    axes: new Uint8Array(count * AXES_BYTES),
  });
  const upright = one();
  const mirrored = one();
  for (let at = 0; at < count; at += 1) {
    const from = at * FEATURE_WORDS;
    const [x = 0, y = 0, sigma = 0, direction = 0] = numbers.subarray(from);
    upright.places.set([x, y, sigma, direction], at * PLACE_NUMBERS);
    mirrored.places.set([width - 1 - x, y, sigma, (1.5 - direction) % 1], at * PLACE_NUMBERS);
    for (const [features, bitsAt] of [
      [upright, from + PLACE_NUMBERS],
      [mirrored, from + PLACE_NUMBERS + BIT_WORDS + AXES_WORDS],
    ] as const) {
      const axesAt = (bitsAt + BIT_WORDS) * 4;
      features.bits.set(words.subarray(bitsAt, bitsAt + BIT_WORDS), at * BIT_WORDS);
      features.axes.set(bytes.subarray(axesAt, axesAt + AXES_BYTES), at * AXES_BYTES);
    }
  }
  return { upright, mirrored };
}
