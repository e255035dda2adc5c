import { ed25519 } from '@noble/curves/ed25519.js';
import {
  fromBase64,
  noteSigner,
  openNote,
  parseVerifierKey,
  signNote,
  toBase64,
  verifierKey,
} from '../../src/lib/signed-note.js';
import { aRandom } from '../fixtures/random.js';

// The example of golang.org/x/mod/sumdb/note, which C2SP signed-note keeps compatible.
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const PETERS_SEED = fromBase64('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz').slice(1);
const TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const NOTE = `${TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

const peter = noteSigner('PeterNeumann', PETERS_SEED);

describe('a signed note', () => {
  it("is the same, byte for byte, as Go's example", () => {
    expect(verifierKey(peter)).toBe(PETER);
    expect(signNote(TEXT, peter)).toBe(NOTE);
    expect(openNote(NOTE, peter)).toBe(TEXT);
  });

  it('opens with the right one of several signatures, whatever the others are', () => {
    const eve = noteSigner('eve', aRandom('eve').bytes(32));
    const both = signNote(TEXT, eve) + (NOTE.split('\n\n')[1] ?? '');
    expect(openNote(both, peter)).toBe(TEXT);
    expect(openNote(both, eve)).toBe(TEXT);
    expect(openNote(NOTE, eve)).toBeNull();
  });

  it('does not open when any character of the text or the signature is another', () => {
    for (let at = 0; at < NOTE.length; at += 1) {
      const altered = NOTE.slice(0, at) + (NOTE[at] === 'x' ? 'y' : 'x') + NOTE.slice(at + 1);
      expect([altered, openNote(altered, peter)]).toEqual([altered, null]);
    }
  });

  it('does not open when cut anywhere', () => {
    for (let length = 0; length < NOTE.length; length += 1)
      expect(openNote(NOTE.slice(0, length), peter)).toBeNull();
  });

  it('does not open for a key of the same name and another value', () => {
    expect(openNote(NOTE, noteSigner('PeterNeumann', aRandom('impostor').bytes(32)))).toBeNull();
  });

  it('is not made of a text without a newline at its end, nor by a key with a space or a plus in its name', () => {
    expect(() => signNote('text', peter)).toThrow(TypeError);
    expect(() => noteSigner('a b', PETERS_SEED)).toThrow(TypeError);
    expect(() => noteSigner('a+b', PETERS_SEED)).toThrow(TypeError);
  });
});

describe('a verifier key', () => {
  it("is read, Go's own checksum database's too", () => {
    expect(parseVerifierKey(PETER)).toEqual({ name: 'PeterNeumann', publicKey: peter.publicKey });
    expect(
      parseVerifierKey('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8')?.name,
    ).toBe('sum.golang.org');
  });

  it.each([
    ['a name that the id does not fit', PETER.replace('Peter', 'Paul')],
    ['another id', PETER.replace('c74f20a3', 'c74f20a4')],
    ['another algorithm', PETER.replace('+ARpc', '+BRpc')],
    ['a shorter key', PETER.slice(0, -4)],
    ['no base64', PETER.replace('ARpc', '!Rpc')],
    ['nothing', ''],
  ])('is refused with %s', (_, text) => {
    expect(parseVerifierKey(text)).toBeNull();
  });

  it('is the Ed25519 key of the seed (RFC 8032)', () => {
    expect(toBase64(peter.publicKey)).toBe(toBase64(ed25519.getPublicKey(PETERS_SEED)));
  });
});
