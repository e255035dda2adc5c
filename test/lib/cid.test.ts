import { createHash } from 'node:crypto';
import { isCid, parseCid, rawCid, sha256OfRawCid } from '../../src/lib/cid.js';
import { unixFsCid } from '../../src/lib/unixfs-cid.js';

const HELLO = Buffer.from('hello world');
// What `ipfs add --cid-version=1` prints for these eleven bytes.
const HELLO_CID = 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e';
const digestOf = (bytes: Uint8Array) => Uint8Array.from(createHash('sha256').update(bytes).digest());

describe('a CID', () => {
  it('names bytes as IPFS does, and gives their digest back', async () => {
    expect(rawCid(digestOf(HELLO))).toBe(HELLO_CID);
    expect(await unixFsCid([HELLO])).toBe(HELLO_CID);
    expect(sha256OfRawCid(HELLO_CID)).toEqual(digestOf(HELLO));
  });

  it('does not depend on how the bytes come in pieces', async () => {
    const bytes = Buffer.alloc(2_500_000, 'raisonné');
    const pieces = [bytes.subarray(0, 1), bytes.subarray(1, 1_048_577), bytes.subarray(1_048_577)];
    expect(await unixFsCid(pieces)).toBe(await unixFsCid([bytes]));
  });

  it.each([
    ['version 0', 'QmT78zSuBmuS4z925WZfrqQ1qHaJ56DQaTfyMUF7F8ff5o'],
    ['upper case', HELLO_CID.toUpperCase()],
    ['base58', 'zb2rhj7crUKTQYRGCRATFaQ6YFLTde2YzdqbbhAASkL9uRDXn'],
    ['a digit too few', HELLO_CID.slice(0, -1)],
    ['nothing', ''],
    ['a path', '../../etc/passwd'],
  ])('is in one spelling only: not %s', (_, text) => {
    expect(isCid(text)).toBe(false);
    expect(() => parseCid(text)).toThrow(expect.objectContaining({ code: 'BAD_CID' }));
  });

  it('of a tree of chunks has no SHA-256 of the file', async () => {
    const tree = await unixFsCid([Buffer.alloc(1_048_577)]);
    expect(isCid(tree)).toBe(true);
    expect(() => sha256OfRawCid(tree)).toThrow(expect.objectContaining({ code: 'BAD_CID' }));
  });
});
