import { secp256k1 } from '@noble/curves/secp256k1.js';
import { toHex } from '../../lib/hex.js';
import { acceptanceHash, type Succession } from '../../people/key-acceptance.js';
import { typedDataHash, type TypedMessage } from '../../register/typed-data.js';
import { addressOf } from './keystore.js';
import type { Signer, TypedDocument } from './signer.js';

/** A key that is open in this page. It signs what it is given in the register's own form of EIP-712, and nothing else. */
export function browserSigner(key: Uint8Array): Signer {
  return {
    address: addressOf(key),
    kind: 'browser',
    sign: async (document) => {
      const signature = secp256k1.Signature.fromBytes(
        secp256k1.sign(hashOf(document), key, { prehash: false, format: 'recovered' }),
        'recovered',
      );
      return `0x${toHex(signature.toBytes('compact'))}${(27 + (signature.recovery ?? 0)).toString(16)}`;
    },
  };
}

/** Of a statement, or of a new key's word that it takes the place of another; each message as the register's document has it. */
const hashOf = ({ primaryType, message }: TypedDocument): Uint8Array =>
  primaryType === 'KeyAcceptance'
    ? acceptanceHash(message as Succession)
    : typedDataHash(message as TypedMessage);
