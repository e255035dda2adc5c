import { crc32 as platformCrc32 } from 'node:zlib';
import { crc32 } from '../../src/lib/crc32.js';
import { aRandom } from '../fixtures/random.js';

describe('CRC-32', () => {
  it.each([0, 1, 9, 1000, 70_000])('of %i bytes is what the platform says', (length) => {
    const bytes = aRandom(`crc ${length}`).bytes(length);
    expect(crc32(bytes)).toBe(platformCrc32(bytes));
  });
});
