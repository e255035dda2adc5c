import {
  AGGREGATION,
  identityCredential,
  type ClaimantIdentity,
  type IdentityProvider,
  type SignerPayload,
} from '../../creation/claimant-identity.js';
import { CLAIMED_RECORD } from '../../creation/claimed-record.js';
import { coseSigned } from './cose-signature.js';
import type { IdentityKey } from './identity-key.js';

/** As the library takes one that it adds while it signs: it gives the hard binding's hash besides those that are named. */
export interface IdentityAssertion {
  readonly sigType: string;
  readonly reserveSize: number;
  readonly referencedAssertions: readonly string[];
  readonly roles: readonly string[];
  readonly sign: (payload: SignerPayload) => Promise<Uint8Array>;
}

/** For a credential without what differs from one register to another; measured, it has 1,100. */
const RESERVED_BYTES = 1600;

/** A `cawg.identity` assertion, by which the register vouches for one claimant's wallet (CAWG identity assertion 1.1). */
export const identityAssertion = (
  identity: ClaimantIdentity,
  { provider, key: { key, did } }: { readonly provider: IdentityProvider; readonly key: IdentityKey },
): IdentityAssertion => ({
  sigType: AGGREGATION,
  reserveSize: RESERVED_BYTES + Buffer.byteLength(JSON.stringify(provider)),
  referencedAssertions: [CLAIMED_RECORD],
  roles: [],
  sign: async (payload) => {
    const given = { ...identity, provider, issuer: did, issuedAt: new Date() };
    const credential = Buffer.from(JSON.stringify(identityCredential(given, payload)));
    return coseSigned(credential, { key, contentType: 'application/vc' });
  },
});
