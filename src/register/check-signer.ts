import { toHex } from '../lib/hex.js';
import type { RecoverableSignature } from '../lib/recover-address.js';
import { Refusal } from '../lib/refusal.js';
import type { ChainHead, Ledger, NamedBlock, SignatureReader, WalletAnswer } from '../ports.js';
import { MAX_SIGNATURE_BYTES, type VerifiedAt } from './entry.js';
import type { Statement } from './statement.js';
import { ownSignature, typedDataHash, type SignedMessage } from './typed-data.js';

/** What is asked of a chain about contract wallets. */
export type WalletChain = Pick<Ledger, 'chainId' | 'blockAt' | 'askWallet'>;

export interface CheckedSignature {
  /** In its one spelling: lower-case hex. */
  readonly signature: string;
  /** Null for an ordinary key, whose signature anybody can check for ever. */
  readonly verifiedAt: VerifiedAt | null;
}

/** The end of a signature that is wrapped for a wallet which is not deployed (ERC-6492). */
const WRAPPED = /(?:6492){16}$/;

/**
 * Checks that the statement's signer signed it: an ordinary key by secp256k1, without any chain; otherwise a contract by
 * its own word (EIP-1271), at the newest block and at the newest that is final. The latter is in the entry for ever: a
 * reorg would take any other away, and with it all that could be asked again. Refuses WRONG_SIGNATURE,
 * WALLET_NOT_DEPLOYED, WALLET_NOT_FINAL where the wallet accepts it only since a block that is not final, and
 * CHAIN_UNREACHABLE where the chain cannot be asked: then nobody knows whether the signature is good.
 */
export async function checkSigner(
  { signatures, ledger }: { readonly signatures: SignatureReader; readonly ledger: WalletChain },
  { statement, message, signature: given }: SignedMessage & { readonly statement: Statement<unknown> },
): Promise<CheckedSignature> {
  const recovered = await signatures.recover({ message, signature: given });
  const ordinary = (): CheckedSignature => ({
    signature: ownSignature(statement, recovered),
    verifiedAt: null,
  });
  if (recovered?.address === statement.signer) return ordinary();
  const signature = readBytes(statement, given, recovered);
  const signed = { statement, message, signature };
  const { block, answer } = await ask(ledger, 'newest', signed);
  // No contract: then it is an ordinary key's, and wrong.
  if (answer === 'no contract') return ordinary();
  if (answer === 'not accepted')
    throw new Refusal(
      'WRONG_SIGNATURE',
      `The contract wallet ${statement.signer} does not accept the signature (EIP-1271), asked at block ${block.blockNumber} of chain ${ledger.chainId}. Sign the document that typedData gives, unaltered.`,
      { signer: statement.signer, chainId: ledger.chainId, ...block },
    );
  const final = await ask(ledger, 'final', signed);
  if (final.answer !== 'accepted')
    throw new Refusal(
      'WALLET_NOT_FINAL',
      `The contract wallet ${statement.signer} accepts the signature at block ${block.blockNumber} of chain ${ledger.chainId}, and not yet at block ${final.block.blockNumber}, the newest that no reorg can take away. Send it again when the wallet's deployment, or its new owner, is final.`,
      { signer: statement.signer, chainId: ledger.chainId, ...final.block },
    );
  return { signature, verifiedAt: { chainId: ledger.chainId, ...final.block } };
}

function readBytes(
  statement: Statement<unknown>,
  given: string,
  recovered: RecoverableSignature | null,
): string {
  // A text of any length may come: its length first.
  if (given.length > 2 + 2 * MAX_SIGNATURE_BYTES)
    throw new Refusal(
      'WRONG_SIGNATURE',
      `The signature has ${Math.ceil((given.length - 2) / 2)} bytes; the most is ${MAX_SIGNATURE_BYTES}.`,
      { signer: statement.signer },
    );
  const signature = given.toLowerCase();
  // What is no bytes at all is no contract's signature either.
  if (!/^0x(?:[0-9a-f]{2})*$/.test(signature)) return ownSignature(statement, recovered);
  if (WRAPPED.test(signature))
    throw new Refusal(
      'WALLET_NOT_DEPLOYED',
      `The signature is wrapped for a wallet that is not deployed (ERC-6492). Deploy ${statement.signer} first, and sign anew.`,
      { signer: statement.signer },
    );
  return signature;
}

async function ask(
  ledger: WalletChain,
  head: ChainHead,
  { statement, message, signature }: SignedMessage & { readonly statement: Statement<unknown> },
): Promise<{ block: NamedBlock; answer: WalletAnswer }> {
  const hash = `0x${toHex(typedDataHash(message))}`;
  try {
    const block = await ledger.blockAt(head);
    const { blockHash } = block;
    return {
      block,
      answer: await ledger.askWallet({ wallet: statement.signer, hash, signature, blockHash }),
    };
  } catch (cause) {
    throw new Refusal(
      'CHAIN_UNREACHABLE',
      `The signature is not by the key ${statement.signer}, and chain ${ledger.chainId} could not be asked whether that is a contract wallet which accepts it. Send it again in a minute.`,
      { signer: statement.signer, chainId: ledger.chainId },
      { cause },
    );
  }
}
