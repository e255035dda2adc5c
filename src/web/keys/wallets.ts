import { NotSigned, type Signer } from './signer.js';

/** EIP-1193. */
export interface Provider {
  request(asked: { readonly method: string; readonly params?: readonly unknown[] }): Promise<unknown>;
}

export interface Wallet {
  readonly name: string;
  readonly provider: Provider;
}

interface Announcement extends Event {
  readonly detail?: { readonly info?: { readonly name?: string }; readonly provider?: Provider };
}

/** Wallets that this browser has: those that announce themselves (EIP-6963), or else the one at window.ethereum. */
export function findWallets(): Wallet[] {
  const found: Wallet[] = [];
  const hear = (event: Event) => {
    const { detail } = event as Announcement;
    if (detail?.provider) found.push({ name: detail.info?.name ?? 'Wallet', provider: detail.provider });
  };
  window.addEventListener('eip6963:announceProvider', hear);
  // Wallets answer within this very call.
  window.dispatchEvent(new Event('eip6963:requestProvider'));
  window.removeEventListener('eip6963:announceProvider', hear);
  const { ethereum } = window as { ethereum?: Provider };
  return found.length === 0 && ethereum ? [{ name: 'Wallet of this browser', provider: ethereum }] : found;
}

/** Asks a wallet for its account. Throws NotSigned. */
export async function walletSigner({ name, provider }: Wallet): Promise<Signer> {
  const accounts = await asked(provider, { method: 'eth_requestAccounts' }, name);
  const [account] = Array.isArray(accounts) ? (accounts as unknown[]) : [];
  if (typeof account !== 'string') throw new NotSigned(`${name} gave no account. Open it, and try again.`);
  const address = account.toLowerCase();
  return {
    address,
    kind: 'wallet',
    sign: async (document) => {
      const params = [address, JSON.stringify(document)];
      return String(await asked(provider, { method: 'eth_signTypedData_v4', params }, name));
    },
  };
}

/** EIP-1193: 4001 is a person's no. */
async function asked(
  provider: Provider,
  question: Parameters<Provider['request']>[0],
  name: string,
): Promise<unknown> {
  try {
    return await provider.request(question);
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    throw new NotSigned(
      code === 4001
        ? `You said no in ${name}. Nothing was recorded.`
        : `${name} could not do that: ${typeof message === 'string' ? message : String(error)}`,
    );
  }
}
