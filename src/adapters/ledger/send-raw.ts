import { keccak256, type JsonRpcProvider } from 'ethers';
import type { Reception } from '../../ports.js';
import { firstWords } from '../../lib/first-words.js';
import { rpcErrorOf } from './rpc-error.js';

/** Sends a signed transaction. Nothing that the RPC replies is believed: the hash is that of the bytes. */
export async function sendRaw(provider: JsonRpcProvider, raw: string): Promise<Reception> {
  const hash = keccak256(raw);
  let reply: unknown;
  try {
    reply = await provider.send('eth_sendRawTransaction', [raw]);
  } catch (error) {
    const complaint = saidBy(error);
    return isKnownAlready(complaint)
      ? { isTaken: true, complaint: null }
      : { isTaken: false, complaint: complaint.slice(0, 300) };
  }
  if (reply === hash) return { isTaken: true, complaint: null };
  return {
    isTaken: true,
    complaint: `It replied ${String(reply).slice(0, 66)}, which is not the hash of what it was sent.`,
  };
}

/** geth "already known", anvil "already imported", Nethermind "AlreadyKnown", Besu "Known transaction". */
const isKnownAlready = (complaint: string): boolean =>
  /already ?(known|imported)|known transaction/i.test(complaint);

/** The RPC's own words; otherwise why there were none. */
const saidBy = (error: unknown): string => rpcErrorOf(error)?.message ?? `No answer: ${firstWords(error)}`;
