import { AbiCoder, concat, type JsonRpcProvider } from 'ethers';
import type { WalletAnswer, WalletQuestion } from '../../ports.js';
import { signatureQuestionBytecode } from './signature-question.generated.js';

/** Enough for any wallet that is in use: a passkey's curve in Solidity takes about a million. */
const WALLET_GAS = 10_000_000;
/** For the question around it, within what one transaction may use (EIP-7825). */
const CALL_GAS = '0xe4e1c0';
const TIME_LIMIT_MS = 10_000;

const ANSWERS: readonly WalletAnswer[] = ['no contract', 'not accepted', 'accepted'];

/**
 * Asks a contract wallet about a signature (EIP-1271) at a block, which is named by its hash (EIP-1898), through
 * contracts/SignatureQuestion.sol. Throws where the chain gives no answer: that says nothing of the signature.
 */
export async function askWallet(
  provider: JsonRpcProvider,
  { wallet, hash, signature, blockHash }: WalletQuestion,
): Promise<WalletAnswer> {
  const question = AbiCoder.defaultAbiCoder().encode(
    ['address', 'bytes32', 'bytes', 'uint256'],
    [wallet, hash, signature, WALLET_GAS],
  );
  const call = { data: concat([signatureQuestionBytecode, question]), gas: CALL_GAS };
  const reply: unknown = await withinTime(
    provider.send('eth_call', [call, { blockHash, requireCanonical: true }]),
  );
  const isWord = typeof reply === 'string' && /^0x[0-9a-f]{64}$/i.test(reply);
  const answer = isWord ? ANSWERS[Number(reply)] : undefined;
  if (answer === undefined)
    throw new Error(`The RPC answered the question to a wallet with ${String(reply).slice(0, 80)}.`);
  return answer;
}

async function withinTime<T>(asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The RPC gave no answer within ${TIME_LIMIT_MS / 1000} s.`)),
      TIME_LIMIT_MS,
    );
  });
  try {
    return await Promise.race([asked, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
