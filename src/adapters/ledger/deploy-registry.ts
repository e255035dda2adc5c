import { concat, getCreate2Address, keccak256, ZeroHash, type JsonRpcProvider, type Wallet } from 'ethers';
import { setTimeout as after } from 'node:timers/promises';
import { checkpointRegistryBytecode } from './checkpoint-registry.generated.js';
import { signCall } from './sign-call.js';

/** The deterministic deployment proxy: the same address on most chains, and there on anvil from the start. */
const DEPLOYMENT_PROXY = '0x4e59b44847b379578588920cA78FbF26c0B4956C';
const MINING_TIMEOUT_MS = 300_000;
const POLL_MS = 50;

/** Where the registry is, on every chain: EIP-1014 of the proxy, salt 0 and this very bytecode. */
export const registryAddress = getCreate2Address(
  DEPLOYMENT_PROXY,
  ZeroHash,
  keccak256(checkpointRegistryBytecode),
);

const hasCode = async (provider: JsonRpcProvider, address: string) =>
  (await provider.getCode(address)) !== '0x';

/** The registry's address on this chain; deploys it through the proxy if it is not there yet. */
export async function ensureRegistry(wallet: Wallet, provider: JsonRpcProvider): Promise<string> {
  if (await hasCode(provider, registryAddress)) return registryAddress;
  if (!(await hasCode(provider, DEPLOYMENT_PROXY))) {
    throw new Error(
      `The chain has neither the checkpoint registry (${registryAddress}) nor the deployment proxy ` +
        `(${DEPLOYMENT_PROXY}). Deploy the proxy, or deploy contracts/CheckpointRegistry.sol yourself and give its address.`,
    );
  }
  try {
    const data = concat([ZeroHash, checkpointRegistryBytecode]);
    const { raw, hash } = await signCall(wallet, provider, { to: DEPLOYMENT_PROXY, data });
    await provider.send('eth_sendRawTransaction', [raw]);
    await untilMined(provider, hash);
  } catch (cause) {
    throw new Error(
      `${wallet.address} could not deploy the checkpoint registry; has it funds on this chain?`,
      { cause },
    );
  }
  // By the code and not by the receipt: another sender's deployment, mined first, makes ours fail and is as good.
  if (!(await hasCode(provider, registryAddress))) {
    throw new Error(`The deployment proxy was called, but no checkpoint registry is at ${registryAddress}.`);
  }
  return registryAddress;
}

/** The given address, if a contract is there. */
export async function checkRegistry(address: string, provider: JsonRpcProvider): Promise<string> {
  if (await hasCode(provider, address)) return address;
  throw new Error(`There is no contract at ${address}, the given checkpoint registry, on this chain.`);
}

async function untilMined(provider: JsonRpcProvider, hash: string): Promise<void> {
  const deadline = Date.now() + MINING_TIMEOUT_MS;
  for (let pauseMs = POLL_MS; Date.now() < deadline; pauseMs = Math.min(pauseMs * 2, 4000)) {
    if ((await provider.send('eth_getTransactionReceipt', [hash])) !== null) return;
    await after(pauseMs);
  }
  throw new Error(`Transaction ${hash} was not mined within ${MINING_TIMEOUT_MS / 60_000} minutes.`);
}
