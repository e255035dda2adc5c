import type { Page } from 'playwright-core';

export const PASSPHRASE = 'a heron at dawn over the marsh';

/** Fills in what makes a key, saves its copy, without which the page does not go on, and gives where it is. */
export async function makeKey(page: Page): Promise<string> {
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.getByLabel('The same once more').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Make the key' }).click();
  const goOn = page.getByRole('button', { name: 'I have it: go on' });
  await goOn.waitFor({ timeout: 50_000 });
  expect(await goOn.isDisabled()).toBe(true);
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the key file' }).click(),
  ]);
  await goOn.click();
  return saved.path();
}
