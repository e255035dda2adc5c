import { secp256k1 } from '@noble/curves/secp256k1.js';
import { toHex } from '../../lib/hex.js';
import { typedDataHash, type TypedMessage } from '../../register/typed-data.js';
import { addressOf } from './keystore.js';
import type { Signer } from './signer.js';

/** A key that is open in this page. It signs what it is given in the register's own form of EIP-712, and nothing else. */
export function browserSigner(key: Uint8Array): Signer {
  return {
    address: addressOf(key),
    kind: 'browser',
    sign: async ({ message }) => {
      const hash = typedDataHash(message as TypedMessage); // as the register's document has it
      const signature = secp256k1.Signature.fromBytes(
        secp256k1.sign(hash, key, { prehash: false, format: 'recovered' }),
        'recovered',
      );
      return `0x${toHex(signature.toBytes('compact'))}${(27 + (signature.recovery ?? 0)).toString(16)}`;
    },
  };
}
