import { TypedDataEncoder, type TypedDataField } from 'ethers';
import { fromHex } from '../lib/hex.js';
import { recoverAddress } from '../lib/recover-address.js';
import { TYPED_DATA_DOMAIN } from '../register/typed-data.js';

/** What the new key of a rotation signs (EIP-712), in the domain of the statements. */
export const KEY_ACCEPTANCE_TYPES: Record<'KeyAcceptance', TypedDataField[]> = {
  KeyAcceptance: [
    { name: 'sentence', type: 'string' },
    { name: 'origin', type: 'string' },
    { name: 'from', type: 'address' },
    { name: 'to', type: 'address' },
  ],
};

/** Which key takes the place of which, in which log; addresses in lower case. */
export interface Succession {
  readonly origin: string;
  readonly from: string;
  readonly to: string;
}

export const acceptanceMessage = ({ origin, from, to }: Succession) => ({
  sentence: `This key takes the place of ${from} in the register ${origin}.`,
  origin,
  from,
  to,
});

/** The whole document for a wallet's eth_signTypedData_v4. */
export const acceptanceDocument = (succession: Succession) => ({
  types: {
    EIP712Domain: [
      { name: 'name', type: 'string' },
      { name: 'version', type: 'string' },
    ],
    ...KEY_ACCEPTANCE_TYPES,
  },
  primaryType: 'KeyAcceptance',
  domain: TYPED_DATA_DOMAIN,
  message: acceptanceMessage(succession),
});

/** What is signed: the EIP-712 hash of it. */
export const acceptanceHash = (succession: Succession): Uint8Array =>
  fromHex(TypedDataEncoder.hash(TYPED_DATA_DOMAIN, KEY_ACCEPTANCE_TYPES, acceptanceMessage(succession)));

/**
 * Whether the new key signed that it takes the old one's place: so it exists and can sign, and nobody's holdings go to
 * a mistyped address. It holds no time and no nonce, because one key takes another's place at most once.
 */
export function isAcceptedBy(succession: Succession, signature: string): boolean {
  return recoverAddress(acceptanceHash(succession), signature)?.address === succession.to;
}
