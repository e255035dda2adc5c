import { ed25519 } from '@noble/curves/ed25519.js';
import {
  addProof,
  checkProof,
  hashData,
  type Document,
} from '../../src/evidence/documents/data-integrity.js';
import { readBase58 } from '../../src/evidence/documents/did-key.js';
import { canonicalJson } from '../../src/lib/canonical-json.js';
import { toHex } from '../../src/lib/hex.js';
import { describeVectors, readVector } from './vectors.js';

const text = (name: string): string => readVector(`vc/${name}`).toString('utf8').trim();
const json = (name: string): Document => JSON.parse(text(name)) as Document; // the vectors are objects

/** W3C Data Integrity EdDSA Cryptosuites 1.0, appendix B. */
describeVectors('vc', () => {
  const keys = json('keyPair.json');
  // Two bytes of multicodec stand before each key.
  const [publicKey = new Uint8Array(), privateKey = new Uint8Array()] = [
    'publicKeyMultibase',
    'privateKeyMultibase',
  ].map((name) => readBase58(String(keys[name]))?.slice(2));
  const signer = { publicKey, sign: (bytes: Uint8Array) => ed25519.sign(bytes, privateKey) };
  const created = '2023-02-24T23:36:38Z';

  it('hashes the Alumni credential and the options of its proof as the specification does', () => {
    expect(canonicalJson(json('unsigned.json'))).toBe(text('eddsa-jcs-2022/canonDocJCS.txt'));
    const options = json('eddsa-jcs-2022/proofConfigJCS.json');
    expect(canonicalJson(options)).toBe(text('eddsa-jcs-2022/proofCanonJCS.txt'));
    expect(toHex(hashData(json('unsigned.json'), options))).toBe(text('eddsa-jcs-2022/combinedHashJCS.txt'));
  });

  it('signs it as the specification does', () => {
    const signed = addProof(json('unsigned.json'), signer, { created });
    expect(signed).toEqual(json('eddsa-jcs-2022/signedJCS.json'));
    expect(signed.proof).toHaveProperty('proofValue', text('eddsa-jcs-2022/sigBTC58JCS.txt'));
  });

  it('verifies what the specification signed', () => {
    expect(checkProof(json('eddsa-jcs-2022/signedJCS.json'))).toEqual({ publicKey });
  });

  it('signs and verifies the employment authorization document', () => {
    expect(checkProof(addProof(json('employmentAuth.json'), signer, { created }))).toEqual({ publicKey });
  });

  it('finds another name in a signed credential', () => {
    const changed = { ...json('eddsa-jcs-2022/signedJCS.json'), name: 'Another' };
    expect(checkProof(changed)).toHaveProperty('problem');
  });
});
