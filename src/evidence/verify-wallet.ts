import { firstWords } from '../lib/first-words.js';
import { judged, notChecked, type Check } from './evidence-report.js';
import type { ChainReader } from './verify-anchor.js';
import type { OpenedStatement } from './verify-signatures.js';

/**
 * The check of a statement's signature; for a contract wallet's the wallet is asked (EIP-1271) at the very block at
 * which the log asked it, since it may answer otherwise today. Without a chain that is "not checked".
 */
export async function signatureCheck(
  { wallet, check }: OpenedStatement,
  chain: ChainReader | undefined,
): Promise<Check> {
  if (wallet === null || !chain?.askWallet) return check;
  const { signer, hash, signature, verifiedAt } = wallet;
  const { chainId, blockNumber, blockHash } = verifiedAt;
  const where = `block ${blockNumber} (${blockHash}) of chain ${chainId}`;
  try {
    const asked = await chain.chainId();
    if (asked !== chainId)
      return notChecked({
        ...check,
        detail: `The RPC is of chain ${asked}, and the wallet is on chain ${chainId}.`,
      });
    const answer = await chain.askWallet({ wallet: signer, hash, signature, blockHash });
    const problem =
      answer === 'accepted'
        ? null
        : answer === 'no contract'
          ? `There was no contract at ${signer} at ${where}.`
          : `The contract wallet ${signer} does not accept the signature at ${where}.`;
    return judged(problem, {
      ...check,
      detail: `The contract wallet ${signer} accepts the signature (EIP-1271) at ${where}.`,
    });
  } catch (error) {
    // An RPC that is down, or has thrown old states away, says nothing about the signature.
    return notChecked({
      ...check,
      detail: `The RPC could not ask the wallet at ${where}: it needs an archive node of that chain, and the block must not have been lost in a reorg. It said: ${firstWords(error)}`,
    });
  }
}
