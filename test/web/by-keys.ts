import type { Page } from 'playwright-core';

/** Goes on by the Tab key until it has come to what is called so. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let times = 0; times < 80; times += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null; // or another element without labels
      return element?.labels?.[0]?.textContent ?? element?.textContent ?? '';
    });
    if (name.test(at)) return;
  }
  throw new Error(`no Tab leads to ${String(name)}`);
}
