import { FetchRequest, JsonRpcProvider, Network } from 'ethers';
import { firstWords } from '../../lib/first-words.js';

const REQUEST_TIMEOUT_MS = 30_000;

/**
 * A provider for the chain behind this address; throws when none answers. Asked once here, because ethers' own
 * detection repeats for ever and only prints. Nothing is batched, cached or polled: a nonce from a cache is a wrong one.
 */
export async function connectChain(
  rpcUrl: string,
  timeoutMs: number = REQUEST_TIMEOUT_MS,
): Promise<JsonRpcProvider> {
  const connection = new FetchRequest(rpcUrl);
  connection.timeout = timeoutMs;
  const network = Network.from(await chainIdOf(connection));
  return new JsonRpcProvider(connection, network, {
    staticNetwork: network,
    batchMaxCount: 1,
    cacheTimeout: -1,
  });
}

async function chainIdOf(connection: FetchRequest): Promise<bigint> {
  // The host alone: addresses of RPC services carry the customer's key.
  const host = URL.canParse(connection.url) ? new URL(connection.url).host : 'the given address';
  const request = connection.clone();
  request.body = { jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] };
  try {
    const response = await request.send();
    response.assertOk();
    const reply: unknown = response.bodyJson;
    if (typeof reply === 'object' && reply !== null && 'result' in reply) return BigInt(String(reply.result));
    throw new Error(`eth_chainId was answered with ${response.bodyText.slice(0, 200)}`);
  } catch (cause) {
    throw new Error(`No Ethereum RPC answers at ${host}: ${firstWords(cause)}. Check ETH_RPC_URL.`, {
      cause,
    });
  }
}
