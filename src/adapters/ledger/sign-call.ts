import { keccak256, type JsonRpcProvider, type Wallet } from 'ethers';
import type { SignedTransaction } from '../../ports.js';

/** Signs an EIP-1559 transaction that calls a contract, with the chain's next nonce, and sends nothing. */
export async function signCall(
  wallet: Wallet,
  provider: JsonRpcProvider,
  call: { readonly to: string; readonly data: string },
): Promise<SignedTransaction> {
  const [{ chainId }, nonce, fees, gas] = await Promise.all([
    provider.getNetwork(),
    // From the chain each time: a nonce counted here is wrong after every reorg, restart and second sender.
    provider.getTransactionCount(wallet.address, 'pending'),
    provider.getFeeData(),
    provider.estimateGas({ from: wallet.address, ...call }),
  ]);
  if (fees.maxFeePerGas === null || fees.maxPriorityFeePerGas === null) {
    throw new Error(`Chain ${chainId} has no EIP-1559 fees, which the anchors need.`);
  }
  const raw = await wallet.signTransaction({
    type: 2,
    chainId,
    nonce,
    ...call,
    value: 0,
    // A fifth above the estimate: storage that is warm now can be cold when the transaction is mined.
    gasLimit: (gas * 12n) / 10n,
    maxFeePerGas: fees.maxFeePerGas,
    maxPriorityFeePerGas: fees.maxPriorityFeePerGas,
  });
  return { hash: keccak256(raw), raw, nonce };
}
