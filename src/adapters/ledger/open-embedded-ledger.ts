import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Wallet, type JsonRpcProvider } from 'ethers';
import type { Ledger } from '../../ports.js';
import { readableState, saveState } from './chain-state-file.js';
import { takeChainFolder } from './chain-folder.js';
import { checkpointLedger } from './checkpoint-ledger.js';
import { connectChain } from './connect-chain.js';
import { deployRegistry } from './deploy-registry.js';
import { isErrorOf } from '../process-identity.js';
import { startAnvil } from './start-anvil.js';

/**
 * Account 0 of anvil's published test mnemonic: everybody has this key. The embedded chain shows one installation that
 * its own records are in order; it proves nothing to outsiders, for whoever holds the folder can write it anew.
 */
const PUBLIC_TEST_KEY = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';

/** Enough for any reorg here. With every block's state kept, memory and file grow with the square of the blocks. */
const STATES_IN_MEMORY = 64;

/** Nobody else makes blocks here, so that none is ever taken back. */
const FINAL_AT_ONCE = 0;

export interface EmbeddedLedger extends Ledger {
  readonly rpcUrl: string;
  readonly anvilPid: number;
  /** Where a damaged state file was put aside at this start, or null. The chain then lacks its newest blocks. */
  readonly damagedState: string | null;
}

/**
 * The ledger on an anvil of our own, with its state in the folder. The state is written before a transaction is reported
 * as mined, and not by anvil's `--state-interval`: that rewrites the whole file each second, not atomically, and can
 * lose what `mined` has already reported.
 */
export async function openEmbeddedLedger({
  folder,
  salt,
}: {
  readonly folder: string;
  readonly salt: string;
}): Promise<EmbeddedLedger> {
  const taken = await takeChainFolder(folder);
  const undo: (() => void | Promise<void>)[] = [() => taken.release()];
  try {
    const state = await readableState(folder);
    // Anvil leaves a directory for each run there, and in the home directory if it is not told otherwise.
    const cachePath = join(folder, 'cache');
    await rm(cachePath, { recursive: true, force: true });
    const settings = ['--accounts', '1', '--no-cors', '--prune-history', String(STATES_IN_MEMORY)];
    const loading = state.path === null ? [] : ['--load-state', state.path];
    const anvil = await startAnvil([...settings, '--cache-path', cachePath, ...loading]);
    undo.unshift(() => anvil.stop());
    taken.recordChain(anvil.pid);

    const provider = await connectChain(anvil.rpcUrl);
    undo.unshift(() => provider.destroy());
    const wallet = new Wallet(PUBLIC_TEST_KEY);
    const chain = await keepChain(provider, { folder, isLoaded: state.path !== null });
    const { address: registry } = await deployRegistry(wallet, provider);
    await chain.keepNewest();
    const ledger = await checkpointLedger({
      provider,
      wallet,
      registry,
      creator: wallet.address,
      salt,
      finalBlocks: FINAL_AT_ONCE,
      keepBlock: chain.keepBlock,
    });

    async function closeOnce(): Promise<void> {
      try {
        if (anvil.isRunning()) await chain.keepNewest();
      } catch (error) {
        if (!isNobodyThere(error)) throw error;
      } finally {
        for (const step of undo) await step();
      }
    }
    let closing: Promise<void> | null = null;
    return {
      ...ledger,
      rpcUrl: anvil.rpcUrl,
      anvilPid: anvil.pid,
      damagedState: state.damaged,
      close: () => (closing ??= closeOnce()),
    };
  } catch (error) {
    for (const step of undo) await step();
    throw error;
  }
}

/** A killed process closes its sockets before the system counts it as ended; all that it reported is written by then. */
const isNobodyThere = (error: unknown): boolean =>
  ['ECONNREFUSED', 'ECONNRESET'].some((code) => isErrorOf(error, code));

interface BlockName {
  readonly number: number;
  readonly hash: string;
}

/** Writes the chain down, once a block and one write at a time. */
async function keepChain(
  provider: JsonRpcProvider,
  { folder, isLoaded }: { readonly folder: string; readonly isLoaded: boolean },
) {
  const kept = new Set<string>();
  let turn: Promise<void> = Promise.resolve();

  async function newestBlock(): Promise<BlockName> {
    const block = await provider.getBlock('latest');
    if (block?.hash === undefined || block.hash === null)
      throw new Error('The embedded chain has no latest block.');
    return { number: block.number, hash: block.hash };
  }

  function keep({ hash }: BlockName): Promise<void> {
    const write = async () => {
      if (kept.has(hash)) return;
      await saveState(folder, String(await provider.send('anvil_dumpState', [])));
      kept.add(hash);
    };
    // The next in the row goes on after a failed write too; whoever asked for that one was told.
    turn = turn.then(write, write);
    return turn;
  }

  const first = await newestBlock();
  if (isLoaded) kept.add(first.hash);
  return {
    /** By its hash, since a reorg puts other blocks at the same numbers; what was loaded is in the file. */
    keepBlock: async (block: BlockName) => {
      if (block.number > first.number) await keep(block);
    },
    keepNewest: async () => keep(await newestBlock()),
  };
}
