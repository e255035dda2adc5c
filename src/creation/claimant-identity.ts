/** A wallet of which the register knows that somebody signed with it. */
export interface ClaimantIdentity {
  /** As everywhere here: 0x and 40 hexadecimal digits. */
  readonly address: string;
  /** When the statement that it signed was recorded. */
  readonly verifiedAt: Date;
}

/** Who says so: the register, by where it is. */
export interface IdentityProvider {
  readonly id: string;
  readonly name: string;
}

/** What an identity is bound to: assertions of the manifest, by their hashes (CAWG identity assertion 1.1 §5.1). */
export interface SignerPayload {
  readonly referencedAssertions: readonly {
    readonly url: string;
    readonly alg?: string;
    readonly hash: Uint8Array;
  }[];
  readonly sigType: string;
}

interface Given extends ClaimantIdentity {
  readonly provider: IdentityProvider;
  /** A DID, by whose key the credential is signed. */
  readonly issuer: string;
  readonly issuedAt: Date;
}

/** CAWG identity assertion 1.1 §8.1. */
export const AGGREGATION = 'cawg.identity_claims_aggregation';

/**
 * The credential in which the register says that a claimant controlled the wallet that signed the claim (CAWG identity assertion 1.1 §8.1.2, a
 * verifiable credential). It names no role: which one a claimant had is claimed, and not known.
 */
export const identityCredential = (
  { address, verifiedAt, provider, issuer, issuedAt }: Given,
  { referencedAssertions, sigType }: SignerPayload,
) => ({
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://cawg.io/identity/1.1/ica/context/'],
  type: ['VerifiableCredential', 'IdentityClaimsAggregationCredential'],
  issuer,
  // In whole seconds, so that it is not after the time of a reader who has no finer clock.
  validFrom: issuedAt.toISOString().replace(/\.\d+Z$/, 'Z'),
  credentialSubject: {
    verifiedIdentities: [
      { type: 'cawg.crypto_wallet', address, verifiedAt: verifiedAt.toISOString(), provider },
    ],
    c2paAsset: {
      referenced_assertions: referencedAssertions.map(({ url, alg, hash }) => ({
        url,
        ...(alg !== undefined && { alg }),
        hash: Buffer.from(hash).toString('base64'),
      })),
      sig_type: sigType,
    },
  },
  credentialSchema: [{ id: 'https://cawg.io/identity/1.1/ica/schema/', type: 'JSONSchema' }],
});
