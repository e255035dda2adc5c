/**
 * The ISCC Image-Code, version 0 (ISO 24138:2024, "Content-Code Image"): a hash of how a picture looks by which other
 * catalogues name it too. Checked against the conformance data that ISCC's authors publish.
 */

/** The grid on which it is taken, in grey values from 0 to 255: the picture brought to 32 × 32 by bicubic interpolation. */
export const IMAGE_CODE_SIDE = 32;

/** MainType CONTENT, SubType IMAGE, version 0: the first three of the header's four nibbles (ISO 24138, "ISCC-HEADER"). */
const HEADER = [2, 1, 0] as const;
const BLOCK = 8;
/** Where the blocks of 8 × 8 low frequencies begin, each of which gives 64 bits: column and row. */
const BLOCKS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const;

export type ImageCodeBits = 64 | 128 | 192 | 256;

/** The code in its canonical form, such as ISCC:EEAY3WJK37SV2TKD, of 1,024 grey values, rows from the top. */
export function imageCode(grey: ArrayLike<number>, bits: ImageCodeBits = 256): string {
  if (grey.length !== IMAGE_CODE_SIDE ** 2)
    throw new RangeError(`an Image-Code is taken of 1024 grey values, not of ${grey.length}`);
  const [main, sub, version] = HEADER;
  const header = [(main << 4) | sub, (version << 4) | (bits / 32 - 1)];
  return `ISCC:${base32([...header, ...digestOf(grey, bits)])}`;
}

function digestOf(grey: ArrayLike<number>, bits: ImageCodeBits): number[] {
  const frequencies = transform(grey);
  const bytes: number[] = [];
  for (const [column, row] of BLOCKS.slice(0, bits / (BLOCK * BLOCK))) {
    const block = frequencies.slice(row, row + BLOCK).flatMap((line) => line.slice(column, column + BLOCK));
    const middle = medianOf(block);
    for (let at = 0; at < block.length; at += 8)
      bytes.push(block.slice(at, at + 8).reduce((byte, value) => (byte << 1) | (value > middle ? 1 : 0), 0));
  }
  return bytes;
}

/** The discrete cosine transform of the rows, and then of the columns. */
function transform(grey: ArrayLike<number>): number[][] {
  const side = IMAGE_CODE_SIDE;
  const rows = Array.from({ length: side }, (_, y) =>
    cosines(Array.from({ length: side }, (_value, x) => grey[y * side + x] ?? 0)),
  );
  const columns = Array.from({ length: side }, (_, x) => cosines(rows.map((row) => row[x] ?? 0)));
  return Array.from({ length: side }, (_, y) => columns.map((column) => column[y] ?? 0));
}

/**
 * The DCT-II, not scaled, by Lee's algorithm (1984). The standard's code adds in this order, and a plain picture's bits
 * depend on how its sums are rounded.
 */
function cosines(values: readonly number[]): number[] {
  const { length } = values;
  if (length === 1) return [...values];
  const half = length / 2;
  const pairs = values.slice(0, half).map((value, at) => [value, values[length - 1 - at] ?? 0] as const);
  const sums = cosines(pairs.map(([first, last]) => first + last));
  const differences = cosines(
    pairs.map(([first, last], at) => (first - last) / (Math.cos(((at + 0.5) * Math.PI) / length) * 2)),
  );
  return sums.flatMap((sum, at) => [sum, (differences[at] ?? 0) + (differences[at + 1] ?? 0)]);
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, section 6, without padding. */
function base32(bytes: readonly number[]): string {
  const digits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = digits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => ALPHABET[parseInt(group.padEnd(5, '0'), 2)]).join('');
}
