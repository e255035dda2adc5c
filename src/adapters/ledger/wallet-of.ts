import { isHexString, SigningKey, Wallet } from 'ethers';

/** The key's wallet; throws an Error that does not repeat the key when it is none. */
export function walletOf(privateKey: string): Wallet {
  // Checked first, and the failure's cause left out: ethers prints a malformed key in its message.
  if (isHexString(privateKey, 32) && isOnCurve(privateKey)) return new Wallet(privateKey);
  throw new Error('ANCHOR_KEY is not a secp256k1 private key: 0x and 64 hexadecimal digits.');
}

/** Zero and numbers from the curve's order on are no keys. */
function isOnCurve(privateKey: string): boolean {
  try {
    return new SigningKey(privateKey).compressedPublicKey.length > 0;
  } catch {
    return false;
  }
}
