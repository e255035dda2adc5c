import { toBase64 } from '../../src/lib/signed-note.js';
import { formatSubmission, parseSubmission } from '../../src/witness/submission.js';
import { aRandom } from '../fixtures/random.js';
import { aLog } from './a-log.js';

const random = aRandom('submissions');
const hash = toBase64(random.bytes(32));
const note = aLog().grow(5).note();

describe('the body of add-checkpoint', () => {
  it('is what the specification shows', () => {
    const proof = [random.bytes(32), random.bytes(32)];
    expect(formatSubmission({ oldSize: 20_852_014n, proof, note })).toBe(
      `old 20852014\n${proof.map(toBase64).join('\n')}\n\n${note}`,
    );
    expect(formatSubmission({ oldSize: 0n, proof: [], note })).toBe(`old 0\n\n${note}`);
  });

  it('is read as it was written', () => {
    for (let round = 0; round < 100; round += 1) {
      const proof = Array.from({ length: random.below(64) }, () => random.bytes(32));
      const submission = { oldSize: BigInt(random.below(2 ** 40)), proof, note };
      expect(parseSubmission(formatSubmission(submission))).toEqual(submission);
    }
  });

  it.each([
    ['nothing', ''],
    ['no old size', note],
    ['an old size with a leading zero', `old 05\n\n${note}`],
    ['a negative old size', `old -1\n\n${note}`],
    ['an old size of words', `old five\n\n${note}`],
    ['two spaces', `old  5\n\n${note}`],
    ['no blank line', `old 5\n${note}`],
    ['a hash that is none', `old 5\nYQ==\n\n${note}`],
    ['64 hashes', `old 5\n${`${hash}\n`.repeat(64)}\n${note}`],
    ['no checkpoint', 'old 5\n\n'],
    ['a checkpoint without a signature', `old 5\n\n${note.slice(0, note.lastIndexOf('\n\n') + 2)}`],
    ['carriage returns', `old 5\n\n${note}`.replaceAll('\n', '\r\n')],
  ])('is not read with %s', (_, text) => {
    expect(parseSubmission(text)).toBeNull();
  });
});
