import type { Wallet } from 'ethers';
import type { Page } from 'playwright-core';
import type { TestBrowser } from './a-browser.js';
import { anInjectedWallet } from './an-injected-wallet.js';

/** Opens the page of a work for a person who has a wallet. */
export async function openWork(
  browser: TestBrowser,
  { url, work, person }: { url: string; work: string; person: Wallet },
): Promise<Page> {
  const page = await browser.open(url);
  await anInjectedWallet(page, person);
  await page.goto(`${url}/works/${work}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** Opens the form of an act, and the wallet in it. */
export async function act(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const wallet = page.getByRole('button', { name: 'Sign with Test wallet' });
  await wallet.waitFor();
  await wallet.click();
}

/** Signs what cannot be taken back, once it was asked and answered. */
export async function confirm(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const really = page.getByRole('button', {
    name: `Really ${button.charAt(0).toLowerCase()}${button.slice(1)}`,
    exact: true,
  });
  await really.waitFor();
  await really.click();
}
