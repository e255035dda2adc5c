import { isHexString, SigningKey, Wallet } from 'ethers';
import type { Ledger } from '../../ports.js';
import { checkpointLedger } from './checkpoint-ledger.js';
import { connectChain } from './connect-chain.js';
import { checkRegistry, ensureRegistry } from './deploy-registry.js';

export interface RpcLedgerSettings {
  readonly rpcUrl: string;
  /** Pays for the anchors and owns the log: 0x and 64 hex digits. */
  readonly privateKey: string;
  readonly salt: string;
  /** The registry's address where it is not at its CREATE2 address. */
  readonly registry?: string;
}

/** The ledger on any EVM chain with EIP-1559 fees. */
export async function openRpcLedger({
  rpcUrl,
  privateKey,
  salt,
  registry,
}: RpcLedgerSettings): Promise<Ledger> {
  const wallet = walletOf(privateKey);
  const provider = await connectChain(rpcUrl);
  try {
    const address = await (registry === undefined
      ? ensureRegistry(wallet, provider)
      : checkRegistry(registry, provider));
    return await checkpointLedger({ provider, wallet, registry: address, salt });
  } catch (error) {
    provider.destroy();
    throw error;
  }
}

function walletOf(privateKey: string): Wallet {
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
