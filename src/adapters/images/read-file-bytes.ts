import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { FileBytes } from '../../lib/file-bytes.js';

/** Only what is looked at is read, so that a large file takes no more memory than a small one. */
export function readFileBytes<Result>(path: string, read: (file: FileBytes) => Result): Result {
  const handle = openSync(path, 'r');
  try {
    return read({
      size: fstatSync(handle).size,
      at(offset, length) {
        const bytes = Buffer.alloc(length);
        return bytes.subarray(0, readSync(handle, bytes, 0, length, offset));
      },
    });
  } finally {
    closeSync(handle);
  }
}
