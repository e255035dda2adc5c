import { keccak256, type Wallet } from 'ethers';
import type { GasTerms, SignedTransaction } from '../../ports.js';

export interface ContractCall extends GasTerms {
  readonly chainId: bigint;
  readonly nonce: number;
  /** Null creates a contract. */
  readonly to: string | null;
  readonly data: string;
}

/** Signs an EIP-1559 transaction that pays nobody, and asks no chain. */
export async function signCall(wallet: Wallet, call: ContractCall): Promise<SignedTransaction> {
  const raw = await wallet.signTransaction({ type: 2, value: 0, ...call });
  return { hash: keccak256(raw), raw };
}
