import { mkdir } from 'node:fs/promises';
import { projectPath } from '../../src/adapters/project-path.js';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** Of the two sizes in which pages are looked at. */
export const TELEPHONE = { width: 360, height: 740 };
export const WALL = { width: 2560, height: 1440 };
const LIGHTS = process.env['SCREENSHOTS'] === 'all' ? (['light', 'dark'] as const) : (['light'] as const);

/** The browser of a suite: opened once, with a page of its own for each test, and what its pages complained of. */
export interface TestBrowser {
  readonly open: (url: string, options?: Parameters<Browser['newContext']>[0]) => Promise<Page>;
  /** Errors of scripts, refused content and requests to elsewhere, since the last question. */
  readonly complaints: () => string[];
  close(): Promise<void>;
}

export async function aBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
  const contexts: BrowserContext[] = [];
  let complaints: string[] = [];
  return {
    open: async (url, options = {}) => {
      const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
      contexts.push(context);
      const page = await context.newPage();
      const own = new URL(url).origin;
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('request', (request) => {
        const to = request.url();
        if (/^https?:/.test(to) && new URL(to).origin !== own) complaints.push(`asks elsewhere: ${to}`);
      });
      await page.goto(url);
      return page;
    },
    complaints: () => {
      const all = complaints;
      complaints = [];
      return all;
    },
    close: async () => {
      for (const context of contexts) await context.close();
      await browser.close();
    },
  };
}

/**
 * Writes pictures of a page as a telephone and a wall show it, to dist/screenshots: for a person to look at. By night too where somebody asks
 * for it (`SCREENSHOTS=all`): each takes a third of a second of the processor.
 */
export async function photograph(page: Page, name: string): Promise<void> {
  const folder = projectPath('dist/screenshots');
  await mkdir(folder, { recursive: true });
  const before = page.viewportSize();
  for (const [size, viewport] of [
    ['360', TELEPHONE],
    ['2560', WALL],
  ] as const)
    for (const colorScheme of LIGHTS) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.screenshot({ path: `${folder}/${name}-${size}-${colorScheme}.png`, fullPage: true });
    }
  if (before) await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
