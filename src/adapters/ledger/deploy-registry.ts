import {
  concat,
  getCreate2Address,
  getCreateAddress,
  keccak256,
  ZeroHash,
  type JsonRpcProvider,
  type Wallet,
} from 'ethers';
import { setTimeout as after } from 'node:timers/promises';
import type { MinedTransaction } from '../../ports.js';
import { checkpointRegistryBytecode } from './checkpoint-registry.generated.js';
import { minedTransaction } from './mined-transaction.js';
import { presentFees } from './present-fees.js';
import { sendRaw } from './send-raw.js';
import { signCall } from './sign-call.js';

/** The deterministic deployment proxy: the same address on most chains, and there on anvil from the start. */
const DEPLOYMENT_PROXY = '0x4e59b44847b379578588920cA78FbF26c0B4956C';
const MINING_TIMEOUT_MS = 300_000;
const POLL_MS = 50;
/** Another process with the same key may take the nonce meanwhile: so often it is tried anew. */
const TRIES = 3;

/** Where the registry is, on every chain: EIP-1014 of the proxy, salt 0 and this very bytecode. */
export const registryAddress = getCreate2Address(
  DEPLOYMENT_PROXY,
  ZeroHash,
  keccak256(checkpointRegistryBytecode),
);

export interface Deployment {
  readonly address: string;
  /** What deployed it just now; null where it was there already. */
  readonly transaction: MinedTransaction | null;
}

const hasCode = async (provider: JsonRpcProvider, address: string) =>
  (await provider.getCode(address)) !== '0x';

/** Finds the registry on this chain, or deploys it through the proxy. */
export async function deployRegistry(wallet: Wallet, provider: JsonRpcProvider): Promise<Deployment> {
  if (await hasCode(provider, registryAddress)) return { address: registryAddress, transaction: null };
  if (!(await hasCode(provider, DEPLOYMENT_PROXY))) {
    throw new Error(
      `The chain has neither the checkpoint registry (${registryAddress}) nor the deployment proxy ` +
        `(${DEPLOYMENT_PROXY}). Run npm run deploy -- --direct, and give the address that it prints as ANCHOR_REGISTRY.`,
    );
  }
  const call = { to: DEPLOYMENT_PROXY, data: concat([ZeroHash, checkpointRegistryBytecode]) };
  // By the code and not by what became of the call: another's deployment, mined first, makes ours fail and is as good.
  const sent = await send(wallet, provider, call).catch((error: unknown) => ({ error, transaction: null }));
  if (await hasCode(provider, registryAddress))
    return { address: registryAddress, transaction: sent.transaction };
  throw 'error' in sent
    ? sent.error
    : new Error(`The deployment proxy was called, but no checkpoint registry is at ${registryAddress}.`);
}

/** Deploys a registry of its own, where the chain has no deployment proxy; its address depends on the sender. */
export async function deployDirectly(wallet: Wallet, provider: JsonRpcProvider): Promise<Deployment> {
  const { transaction, nonce } = await send(wallet, provider, { to: null, data: checkpointRegistryBytecode });
  if (!transaction.succeeded)
    throw new Error(`Transaction ${transaction.hash} was to deploy the registry and failed.`);
  return { address: getCreateAddress({ from: wallet.address, nonce }), transaction };
}

/** The given address, if a contract is there. */
export async function checkRegistry(address: string, provider: JsonRpcProvider): Promise<string> {
  if (await hasCode(provider, address)) return address;
  throw new Error(
    `There is no contract at ${address}, where the checkpoint registry is to be, on this chain.`,
  );
}

async function send(
  wallet: Wallet,
  provider: JsonRpcProvider,
  call: { readonly to: string | null; readonly data: string },
): Promise<{ transaction: MinedTransaction; nonce: number }> {
  let complaint: string | null = null;
  try {
    for (let tried = 0; tried < TRIES; tried += 1) {
      const nonce = await provider.getTransactionCount(wallet.address, 'pending');
      const { raw, hash } = await signCall(wallet, {
        ...call,
        nonce,
        ...(await termsOf(wallet, provider, call)),
      });
      const reception = await sendRaw(provider, raw);
      complaint = reception.complaint;
      if (reception.isTaken) return { transaction: await untilMined(provider, hash), nonce };
    }
  } catch (cause) {
    throw new Error(notDeployed(wallet), { cause });
  }
  throw new Error(notDeployed(wallet), { cause: new Error(`The RPC said: ${complaint}`) });
}

const notDeployed = ({ address }: Wallet): string =>
  `${address} could not deploy the checkpoint registry; has it funds on this chain?`;

async function termsOf(
  { address }: Wallet,
  provider: JsonRpcProvider,
  call: { readonly to: string | null; readonly data: string },
) {
  const [{ chainId }, fees, gas] = await Promise.all([
    provider.getNetwork(),
    presentFees(provider),
    provider.estimateGas({ from: address, ...call }),
  ]);
  const { baseFeePerGas, maxPriorityFeePerGas } = fees;
  return {
    chainId,
    gasLimit: (gas * 12n) / 10n,
    maxFeePerGas: baseFeePerGas * 2n + maxPriorityFeePerGas,
    maxPriorityFeePerGas,
  };
}

async function untilMined(provider: JsonRpcProvider, hash: string): Promise<MinedTransaction> {
  const deadline = Date.now() + MINING_TIMEOUT_MS;
  for (let pauseMs = POLL_MS; Date.now() < deadline; pauseMs = Math.min(pauseMs * 2, 4000)) {
    const mined = await minedTransaction(provider, hash);
    if (mined !== null) return mined;
    await after(pauseMs);
  }
  throw new Error(`Transaction ${hash} was not mined within ${MINING_TIMEOUT_MS / 60_000} minutes.`);
}
