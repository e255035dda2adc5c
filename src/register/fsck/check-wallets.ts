import { toHex } from '../../lib/hex.js';
import type { Database, WalletAnswer } from '../../ports.js';
import type { WalletChain } from '../check-signer.js';
import { walletStatementsAfter, type StoredStatement } from '../statement-store.js';
import { readStatement } from '../statement.js';
import { typedDataHash, typedMessage } from '../typed-data.js';
import type { Report } from './finding.js';

interface Needs {
  readonly database: Database;
  readonly ledger: WalletChain;
  readonly report: Report;
}

const PAGE = 256;

/**
 * Asks contract wallets (EIP-1271), each at the block that its statement's entry names, whether they accepted the
 * signature. Gives how many could not be asked: the chain does not answer, is another one, or has thrown old states
 * away, which says nothing about the signature.
 */
export async function checkWallets({ database, ledger, report }: Needs): Promise<bigint> {
  const isThere = await answers(ledger);
  let unasked = 0n;
  for (let after = -1n; ;) {
    const page = await walletStatementsAfter(database.tables, after, PAGE);
    for (const stored of page) {
      const answer = isThere ? await askAgain(ledger, stored) : null;
      if (answer === null) unasked += 1n;
      else if (answer !== 'accepted') report(denied(stored, answer));
      after = stored.index;
    }
    if (page.length < PAGE) return unasked;
  }
}

const answers = (ledger: WalletChain): Promise<boolean> =>
  ledger.blockAt('newest').then(
    () => true,
    // Told by the number of those that could not be asked.
    () => false,
  );

async function askAgain(
  ledger: WalletChain,
  { signer, canonical, signature, verifiedAt }: StoredStatement,
): Promise<WalletAnswer | null> {
  // Without the words that were signed there is nothing that could be asked about.
  if (verifiedAt?.chainId !== ledger.chainId || canonical === null) return null;
  const { blockHash } = verifiedAt;
  try {
    const message = typedMessage(readStatement(JSON.parse(canonical)));
    const hash = `0x${toHex(typedDataHash(message))}`;
    return await ledger.askWallet({ wallet: signer, hash, signature, blockHash });
  } catch {
    // No archive node, a block that was lost; or a row that cannot be read, which is reported where rows are compared.
    return null;
  }
}

const denied = ({ index, signer, verifiedAt }: StoredStatement, answer: WalletAnswer) => ({
  code: 'SIGNATURE_WRONG' as const,
  subject: `entry ${index}`,
  message: `At block ${verifiedAt?.blockNumber} (${verifiedAt?.blockHash}) of chain ${verifiedAt?.chainId} ${
    answer === 'no contract'
      ? `there was no contract at ${signer}, which is to have signed statement ${index}.`
      : `the contract wallet ${signer} does not accept the signature of statement ${index}.`
  }`,
});
