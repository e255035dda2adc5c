import type { Ledger } from '../../ports.js';
import { checkpointLedger } from './checkpoint-ledger.js';
import { connectChain } from './connect-chain.js';
import { checkRegistry, deployRegistry, registryAddress } from './deploy-registry.js';
import { walletOf } from './wallet-of.js';

export interface RpcLedgerSettings {
  readonly rpcUrl: string;
  /** Pays for the anchors and owns the log in the registry: 0x and 64 hex digits. */
  readonly privateKey: string;
  readonly salt: string;
  /** The address that made the log's first anchor, where the log has passed to another key since. */
  readonly creator?: string;
  /** The registry's address where it is not at its CREATE2 address. */
  readonly registry?: string;
  /** After how many more blocks a block is final; without it, what the chain itself calls `finalized`. */
  readonly finalBlocks?: number;
  /** Whether the registry is deployed where nobody has yet, which costs gas; otherwise it must be there. */
  readonly mayDeploy?: boolean;
  /** How long an answer may take. */
  readonly timeoutMs?: number;
}

/** The ledger on any EVM chain with EIP-1559 fees. */
export async function openRpcLedger({
  rpcUrl,
  privateKey,
  salt,
  creator,
  registry,
  finalBlocks,
  mayDeploy = true,
  timeoutMs,
}: RpcLedgerSettings): Promise<Ledger> {
  const wallet = walletOf(privateKey);
  const provider = await connectChain(rpcUrl, timeoutMs);
  try {
    const address = await (registry === undefined && mayDeploy
      ? deployRegistry(wallet, provider).then((deployed) => deployed.address)
      : checkRegistry(registry ?? registryAddress, provider));
    return await checkpointLedger({
      provider,
      wallet,
      registry: address,
      creator: creator ?? wallet.address,
      salt,
      finalBlocks: finalBlocks ?? null,
    });
  } catch (error) {
    provider.destroy();
    throw error;
  }
}
