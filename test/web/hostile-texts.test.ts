import type { Wallet } from 'ethers';
import type { Page } from 'playwright-core';
import { chunk, tEXt } from '../fixtures/carrying.js';
import { aPerson, describeHouse, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { aBrowser, type TestBrowser } from './a-browser.js';
import { anInjectedWallet } from './an-injected-wallet.js';

/** What would run, or become a part of the page, wherever a text were taken for markup, an address or a template. */
const HOSTILE = `"'><img src=x onerror=alert(1)><svg onload=alert(1)></title><script>alert(1)</script>javascript:alert(1){{7*7}}\u202e`;
const INFOTEXT = `${HOSTILE}\nNegative prompt: ${HOSTILE}\nSteps: 20, Sampler: ${HOSTILE.replaceAll(/[,:]/g, '')}, CFG scale: 7, Seed: 3, Size: 320x240, Model: ${HOSTILE.replaceAll(/[,:]/g, '')}, Version: v1.10.1`;

describeHouse('texts that mean harm', (open) => {
  let house: TestHouse;
  let browser: TestBrowser;
  beforeAll(async () => {
    house = await open();
    browser = await aBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
    expect(house.failures).toEqual([]);
  });
  async function aPictureThatSays(seed: number) {
    const png = await aPicture({ seed, width: 320, height: 240, format: 'png' });
    return {
      name: `${HOSTILE}.png`,
      mimeType: 'image/png',
      buffer: Buffer.concat([png.subarray(0, 33), chunk(tEXt('parameters', INFOTEXT)), png.subarray(33)]),
    };
  }
  async function openAs(person: Wallet, at: string): Promise<Page> {
    const page = await browser.open(house.url);
    await anInjectedWallet(page, person);
    page.on('dialog', (dialog) => {
      house.failures.push(new Error(`it ran: ${dialog.message()}`));
      void dialog.dismiss();
    });
    await page.goto(house.url + at);
    return page;
  }
  /** That the page shows them as they are, and has nothing of them in it but text. */
  async function expectText(page: Page): Promise<void> {
    await page.locator('main').filter({ hasText: 'alert(1)' }).waitFor();
    expect(
      await page
        .locator(
          'main img:not([src^="/iiif/"]):not([src^="blob:"]), main [onload], main [onerror], main script',
        )
        .count(),
    ).toBe(0);
    expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
    expect(browser.complaints()).toEqual([]);
  }

  it('stay texts on every page, in names of files, in metadata and in each field', async () => {
    const picture = await aPictureThatSays(1300);
    const ada = aPerson('ada');
    const page = await openAs(ada, '/');
    await page.getByLabel('Choose a picture').setInputFiles(picture);
    await page.getByRole('heading', { name: 'Nothing like it is registered here' }).waitFor();
    await expectText(page);

    await page.goto(`${house.url}/works/new`);
    await page.getByLabel('Choose pictures').setInputFiles(picture);
    await page.getByLabel('Program').waitFor();
    await page.getByText('Nothing that is registered looks like it.').waitFor();
    await page.getByLabel('Add an act').selectOption('overpainting');
    await page.getByRole('button', { name: 'Add this act' }).click();
    const file = { name: HOSTILE, mimeType: 'text/html', buffer: Buffer.from(HOSTILE) };
    await page.getByLabel('What shows it').setInputFiles(file);
    const fields = await page
      .locator('main form input:not([type=file]):not([type=checkbox]):not([type=number]), main form textarea')
      .all();
    for (const field of fields) {
      const label = await field.evaluate((one: HTMLInputElement) => one.labels?.[0]?.textContent ?? '');
      if (!/^(?:When|Seed|Steps|Guidance)/.test(label)) await field.fill(HOSTILE);
    }
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await expectText(page);
    await page.getByRole('button', { name: 'Sign and record' }).click();
    await page.getByText('Now: Anchored').waitFor({ timeout: 30_000 });
    await expectText(page);

    await page.getByRole('link', { name: 'See the work' }).click();
    await page.getByRole('heading', { name: 'State something' }).waitFor();
    await expectText(page);
    const work = new URL(page.url()).pathname;
    const other = await openAs(aPerson('eve'), work);
    await other.getByRole('button', { name: 'Contest the claim' }).click();
    await other.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await other.getByLabel('What you say').fill(HOSTILE);
    await other.getByLabel('Evidence').setInputFiles(file);
    await other.getByRole('button', { name: 'Sign the dispute' }).click();
    await other.getByText('Who made it is contested').waitFor();
    await expectText(other);
    await page.getByRole('button', { name: 'Verify in this browser' }).click();
    await page.getByText(/^Nothing failed\./).waitFor({ timeout: 30_000 });
    await expectText(page);
    for (const [at, shown] of [
      [work, 'Cite this record'],
      [`/people/person:${ada.address.toLowerCase()}`, 'Catalogue of'],
      ['/works', 'Browse'],
      ['/works?tool=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&words=alert(1)', 'Browse'],
    ] as const) {
      await page.goto(house.url + at);
      await page.getByRole('heading', { name: shown }).or(page.getByText(shown)).first().waitFor();
      if (at.includes('?')) expect(browser.complaints()).toEqual([]);
      else await expectText(page);
    }
    await page.goto(`${house.url}/mine`);
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await page.getByText(/is disputed/).waitFor();
    await expectText(page);

    // And a copy of it, which leads to all of that.
    await page.goto(house.url);
    await page.getByLabel('Choose a picture').setInputFiles(picture);
    await page.getByRole('heading', { name: 'Yes: this very file is registered' }).waitFor();
    await expectText(page);
  }, 120_000);
});
