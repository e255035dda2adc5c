import type { Wallet } from 'ethers';
import type { Page } from 'playwright-core';

interface Document {
  readonly types: Readonly<Record<string, { name: string; type: string }[]>>;
  readonly domain: Readonly<Record<string, string>>;
  readonly message: Readonly<Record<string, string>>;
}

export interface InjectedWallet {
  /** Whether the person says no to what is asked. */
  refuse: boolean;
  /** Messages of what it was asked to sign. */
  readonly asked: Readonly<Record<string, string>>[];
}

/** Puts a wallet into all pages of a window from the next load on, as an extension of the browser does (EIP-1193, EIP-6963). */
export async function anInjectedWallet(page: Page, key: Wallet): Promise<InjectedWallet> {
  const wallet: InjectedWallet = { refuse: false, asked: [] };
  await page.exposeFunction('testWallet', async (method: string, params: readonly string[]) => {
    if (method === 'eth_requestAccounts') return [key.address];
    if (method !== 'eth_signTypedData_v4') throw new Error(`the test wallet has no ${method}`);
    const { types, domain, message } = JSON.parse(params[1] ?? '') as Document; // the page's own
    wallet.asked.push(message);
    if (wallet.refuse) return null;
    const { EIP712Domain: _, ...own } = types;
    return key.signTypedData(domain, own, message);
  });
  await page.addInitScript(() => {
    const ask = (
      globalThis as unknown as { testWallet: (method: string, params: unknown) => Promise<unknown> }
    ).testWallet; // as it was exposed
    const provider = {
      request: async ({ method, params = [] }: { method: string; params?: unknown }) => {
        const answer = await ask(method, params);
        if (answer === null) throw Object.assign(new Error('User rejected the request.'), { code: 4001 });
        return answer;
      },
    };
    addEventListener('eip6963:requestProvider', () =>
      dispatchEvent(
        Object.assign(new Event('eip6963:announceProvider'), {
          detail: { info: { name: 'Test wallet' }, provider },
        }),
      ),
    );
  });
  return wallet;
}
