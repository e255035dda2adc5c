/** Bytes that are read where they are wanted, so that a large file is not held whole. */
export interface FileBytes {
  readonly size: number;
  /** As many as there are from `offset` on, at most `length`. */
  at(offset: number, length: number): Uint8Array;
}

export const fileBytesOf = (bytes: Uint8Array): FileBytes => ({
  size: bytes.length,
  at: (offset, length) => bytes.subarray(offset, offset + length),
});
