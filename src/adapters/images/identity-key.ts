import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';

/** Who vouches for identities within content credentials. */
export interface IdentityKey {
  readonly key: KeyObject;
  /** The issuer, who is its key (did:jwk). */
  readonly did: string;
}

/** RFC 8410 §7: what stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * An Ed25519 key that follows from the key of the content credentials (RFC 5869), so that there is not one more to keep: identities are
 * validated by c2pa-rs of issuers with such a key alone.
 */
export function identityKey(credentialKey: KeyObject): IdentityKey {
  const { d = '' } = credentialKey.export({ format: 'jwk' });
  const seed = hkdfSync('sha256', Buffer.from(d, 'base64url'), '', 'raisonne: identities in credentials', 32);
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8_HEAD, Buffer.from(seed)]),
    format: 'der',
    type: 'pkcs8',
  });
  const { kty, crv, x } = createPublicKey(key).export({ format: 'jwk' });
  // With the algorithm its length is a multiple of three: c2pa-rs asks for padding, and did:jwk has none.
  const jwk = JSON.stringify({ kty, crv, x, alg: 'EdDSA' });
  return { key, did: `did:jwk:${Buffer.from(jwk).toString('base64url')}` };
}
