import type { Ledger } from '../../ports.js';

/** The ledger of a chain that does not answer: every question throws why. It has no names, for they are the chain's. */
export function absentLedger(reason: unknown): Ledger {
  const fail = () => Promise.reject(reason instanceof Error ? reason : new Error(String(reason)));
  return {
    chainId: '',
    registry: '',
    sender: '',
    logId: '',
    estimate: fail,
    fees: fail,
    sign: fail,
    broadcast: fail,
    knows: fail,
    mined: fail,
    usedNonces: fail,
    finalBlock: fail,
    newest: fail,
    blockAt: fail,
    askWallet: fail,
    rootAt: fail,
    anchored: fail,
    close: () => Promise.resolve(),
  };
}
