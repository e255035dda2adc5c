import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe-core finds to be wrong with a page as it is: rules of WCAG 2.2 A and AA, and its own of good practice. */
export async function violationsOf(page: Page): Promise<string[]> {
  // What a page has is loaded after its frame.
  await page.locator('h1').first().waitFor();
  // By the debugger and not as a script element, which the pages' policy refuses.
  const { readFile } = await import('node:fs/promises');
  await page.evaluate(await readFile(axePath, 'utf8'));
  const { violations } = await page.evaluate(
    () => (globalThis as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } }).axe.run(), // as axe-core sets it
  );
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}
