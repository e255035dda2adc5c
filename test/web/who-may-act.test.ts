import type { Page } from 'playwright-core';
import { grantLicence } from '../../src/rights/licences/grant-licence.js';
import { transferTitle } from '../../src/title/transfer-title.js';
import { addressOf, aPerson, describeHouse, state, type TestHouse } from '../fixtures/house.js';
import { aBrowser, photograph, type TestBrowser } from './a-browser.js';
import { violationsOf } from './accessible.js';
import { claimed } from './claimed.js';
import { act, openWork } from './open-work.js';

const [ada, bob, eve] = [aPerson('ada may'), aPerson('bob may'), aPerson('eve may')];

describeHouse('who may state what on the page of a work', (open) => {
  let house: TestHouse;
  let browser: TestBrowser;
  let work: string;
  beforeAll(async () => {
    house = await open();
    browser = await aBrowser();
    work = await claimed(house.client, [ada], { seed: 1700, title: 'Of several' });
    await state(house.client, ada, {
      kind: transferTitle,
      body: { work, to: [{ owner: addressOf(bob), share: '1/2' }], method: 'sale' },
      select: '{ work { id } }',
    });
    await state(house.client, ada, {
      kind: grantLicence,
      body: { work, standard: 'CC-BY-4.0' },
      select: '{ licence { id } }',
    });
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
    expect(house.failures).toEqual([]);
  });

  const offered = (page: Page) => page.locator('#act [role="group"] button[aria-expanded]').allTextContents();
  async function openBy(person: typeof ada): Promise<Page> {
    const page = await openWork(browser, { url: house.url, work, person });
    await page.getByRole('button', { name: 'Open your key and see what it can state' }).click();
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await page.locator('#act').getByText('You sign as').waitFor();
    return page;
  }

  it('is told without a key, and that one is needed', async () => {
    const page = await openWork(browser, { url: house.url, work, person: eve });
    await page.getByText('Any key will do to contest a claim').waitFor();
    expect(await offered(page)).toEqual([
      'Contest the claim',
      'Withdraw your claim',
      'Transfer title',
      'Tell its history',
      'Grant a licence',
      'Withdraw a licence',
      'Transfer a right',
      'State what machines may learn',
      'Say from what it derives',
      'Permit to derive from it',
    ]);
    await page.getByRole('button', { name: 'Transfer title' }).click();
    await page.getByText('It is for those who own a share of it.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await photograph(page, 'act-without-key');
  }, 60_000);

  it.each([
    [
      'whoever registered, claims, licensed and owns it',
      ada,
      [
        'Withdraw your claim',
        'Transfer title',
        'Tell its history',
        'Grant a licence',
        'Withdraw a licence',
        'Transfer a right',
        'State what machines may learn',
        'Say from what it derives',
        'Permit to derive from it',
      ],
    ],
    ['who owns half of it', bob, ['Contest the claim', 'Transfer title', 'Tell its history']],
    ['a stranger', eve, ['Contest the claim']],
  ])(
    'is by the key of %s what the register would take',
    async (_, person, acts) => {
      const page = await openBy(person);
      const other = acts.includes('Contest the claim') ? 'Grant a licence' : 'Contest the claim';
      await page.getByRole('button', { name: other }).waitFor({ state: 'detached' });
      expect(await offered(page)).toEqual(acts);
      expect(await page.getByRole('link', { name: 'Claim it' }).count()).toBe(person === ada ? 0 : 1);
      expect(await violationsOf(page)).toEqual([]);
      expect(browser.complaints()).toEqual([]);
    },
    60_000,
  );

  it('is told where the form is filled in already, and loses nothing of it', async () => {
    const page = await openWork(browser, { url: house.url, work, person: eve });
    await page.getByRole('button', { name: 'Transfer title' }).click();
    await page.getByLabel('Note, public').fill('For the archive.');
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await page.getByText('Your key cannot sign this: it is for those who own a share of it.').waitFor();
    expect(await page.getByLabel('Note, public').inputValue()).toBe('For the archive.');
    expect(await page.getByRole('button', { name: 'Sign the transfer' }).isDisabled()).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
  }, 60_000);

  it('is said in words and asked once more where it cannot be taken back, and signed as it was confirmed', async () => {
    const page = await openWork(browser, { url: house.url, work, person: bob });
    await act(page, 'Transfer title');
    await page.getByLabel('To (address of their key)').fill(addressOf(eve));
    expect(await page.getByLabel('Share of the whole').inputValue()).toBe('1/2');
    await page.getByRole('button', { name: 'Sign the transfer' }).click();
    const words = `You pass on 1/2 of the title in “Of several” to ${addressOf(eve)}.`;
    await page.getByText(words).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await photograph(page, 'act-last-word');
    // Whatever is changed is asked about anew.
    await page.getByLabel('Share of the whole').fill('1/4');
    await page.getByText(words).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Sign the transfer' }).click();
    await page.getByText('You pass on 1/4 of the title').waitFor();
    expect((await owners()).map(({ share }) => share).toSorted()).toEqual(['1/2', '1/2']);
    await page.getByRole('button', { name: 'Really sign the transfer' }).click();
    await page.getByText('Transfer title: recorded.').waitFor();
    expect((await owners()).map(({ share }) => share).toSorted()).toEqual(['1/2', '1/4', '1/4']);
    expect(browser.complaints()).toEqual([]);
  }, 60_000);

  const owners = async () =>
    (
      await house.client.ask<{ work: { owners: { share: string }[] } }>(
        'query ($id: ID!) { work(id: $id) { owners { share } } }',
        { id: work },
      )
    ).work.owners;
});
