import { formatEther } from 'ethers';
import { parseArgs } from 'node:util';
import { connectChain } from '../src/adapters/ledger/connect-chain.js';
import {
  checkRegistry,
  deployDirectly,
  deployRegistry,
  type Deployment,
} from '../src/adapters/ledger/deploy-registry.js';
import { walletOf } from '../src/adapters/ledger/wallet-of.js';
import { firstWords } from '../src/lib/first-words.js';
import { readConfig, type Config } from '../src/config.js';

const HELP = `npm run deploy -- [--direct] [--json]

Puts contracts/CheckpointRegistry.sol onto the EVM chain of ETH_RPC_URL, paid for by ANCHOR_KEY, or finds it there. Through
the deterministic deployment proxy (0x4e59b44847b379578588920cA78FbF26c0B4956C) it has the same address on every chain,
and the server finds it by itself; npm start deploys it likewise where it is missing.

  --direct  Without the proxy, for a chain that has none. The address is a new one each time: set it as ANCHOR_REGISTRY.
            Where ANCHOR_REGISTRY is set already and a contract is there, nothing is deployed.
  --json    Prints {address, chainId, sender, wasThere, transaction}; transaction is null where it was there, otherwise
            {hash, blockNumber, gasUsed, paidWei}, amounts in decimal.

Exit code: 0 it is there, 1 it could not be deployed, 2 wrong usage.`;

export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const own: Streams = { out: (text) => console.log(text), err: (text) => console.error(text) };

/** Deploys or finds the registry, and prints where it is and what it cost; gives the exit code. */
export async function runDeploy(
  line: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
  streams: Streams = own,
): Promise<0 | 1 | 2> {
  const options = readLine(line, streams);
  if (options === null) return 2;
  if (options.help) {
    streams.out(HELP);
    return 0;
  }
  try {
    const { ethereum } = readConfig(environment);
    if (!ethereum)
      throw new Error('Set ETH_RPC_URL to the RPC of a chain, and ANCHOR_KEY to the key that pays.');
    const answer = await deployOn(ethereum, options.direct);
    streams.out(options.json ? JSON.stringify(answer, null, 2) : describe(answer));
    return 0;
  } catch (error) {
    streams.err(messageOf(error));
    return 1;
  }
}

function readLine(line: readonly string[], { err }: Streams) {
  try {
    const { values } = parseArgs({
      args: [...line],
      options: {
        direct: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return values;
  } catch (error) {
    err(`${messageOf(error)}\n\n${HELP}`);
    return null;
  }
}

async function deployOn(
  { rpcUrl, privateKey, registry }: NonNullable<Config['ethereum']>,
  isDirect: boolean,
) {
  const wallet = walletOf(privateKey);
  const provider = await connectChain(rpcUrl);
  try {
    const deploying = async (): Promise<Deployment> => {
      if (registry !== null) return { address: await checkRegistry(registry, provider), transaction: null };
      return isDirect ? deployDirectly(wallet, provider) : deployRegistry(wallet, provider);
    };
    const { address, transaction } = await deploying();
    return {
      address,
      chainId: (await provider.getNetwork()).chainId.toString(),
      sender: wallet.address,
      wasThere: transaction === null,
      transaction: transaction && {
        hash: transaction.hash,
        blockNumber: transaction.blockNumber,
        gasUsed: String(BigInt(String(transaction.receipt['gasUsed']))),
        paidWei: String(transaction.paidWei),
      },
    };
  } finally {
    provider.destroy();
  }
}

function describe({ address, chainId, sender, transaction }: Awaited<ReturnType<typeof deployOn>>): string {
  const where = `The checkpoint registry is at ${address} on chain ${chainId}`;
  if (!transaction) return `${where}; it was there already.`;
  return `${where}.\n${sender} deployed it in block ${transaction.blockNumber} with transaction ${transaction.hash}: ${transaction.gasUsed} gas, ${formatEther(transaction.paidWei)} of the chain's coin.`;
}

/** With its cause, in its first words alone: what ethers adds holds the RPC's address, and with it somebody's key. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return firstWords(error);
  return error.cause === undefined ? error.message : `${error.message} ${firstWords(error.cause)}`;
}
