import { formatTlogProof, parseTlogProof } from '../../src/lib/tlog-proof.js';
import { noteSigner, signNote, toBase64 } from '../../src/lib/signed-note.js';
import { aRandom } from '../fixtures/random.js';

const random = aRandom('tlog proofs');
const log = noteSigner('example.com/fancylog', random.bytes(32));
const note = signNote(`example.com/fancylog\n109482\n${toBase64(random.bytes(32))}\n`, log);
const hashes = [random.bytes(32), random.bytes(32)];
const lines = hashes.map(toBase64);
const text = `c2sp.org/tlog-proof@v1\nindex 73894\n${lines.join('\n')}\n\n${note}`;

describe('a tlog-proof', () => {
  it('is the text that the specification shows, with extra data or without', () => {
    const extra = new TextEncoder().encode('age-v1.2.1');
    expect(formatTlogProof({ index: 73_894n, hashes, note })).toBe(text);
    expect(formatTlogProof({ index: 0n, hashes: [], note, extra })).toBe(
      `c2sp.org/tlog-proof@v1\nextra YWdlLXYxLjIuMQ==\nindex 0\n\n${note}`,
    );
  });

  it('is read as it was written, whatever is in it', () => {
    for (let round = 0; round < 100; round += 1) {
      const proof = {
        index: BigInt(`0x${Buffer.from(random.bytes(7)).toString('hex')}`),
        hashes: Array.from({ length: random.below(64) }, () => random.bytes(32)),
        note,
        ...(random.below(2) === 0 ? { extra: random.bytes(random.below(90)) } : {}),
      };
      expect(parseTlogProof(formatTlogProof(proof))).toEqual(proof);
    }
  });

  it.each([
    ['nothing in it', ''],
    ['another version', text.replace('@v1', '@v2')],
    ['no index', text.replace('index 73894\n', '')],
    ['an index with a leading zero', text.replace('73894', '073894')],
    ['an index that is negative', text.replace('73894', '-1')],
    ['a hash of 31 bytes', text.replace(lines[0] ?? '', toBase64(random.bytes(31)))],
    ['a hash in another alphabet', text.replace(lines[0] ?? '', `${'_'.repeat(43)}=`)],
    ['a hash with a space behind it', text.replace(lines[0] ?? '', `${lines[0]} `)],
    ['64 hashes', text.replace(lines[0] ?? '', Array(63).fill(lines[0]).join('\n'))],
    ['extra data that is no base64', text.replace('index', 'extra !!\nindex')],
    ['extra data twice', text.replace('index', 'extra YQ==\nextra YQ==\nindex')],
    ['extra data behind the index', text.replace('73894\n', '73894\nextra YQ==\n')],
    ['no checkpoint', text.slice(0, text.indexOf('\n\n') + 2)],
    ['a checkpoint without signatures', text.slice(0, text.lastIndexOf('\n\n') + 2)],
    ['carriage returns', text.replaceAll('\n', '\r\n')],
  ])('is not read with %s', (_, bad) => {
    expect(parseTlogProof(bad)).toBeNull();
  });
});
