import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { Wallet } from 'ethers';
import type { Page } from 'playwright-core';
import { addressOf, aPerson, describeHouse, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { aBrowser, type TestBrowser } from './a-browser.js';
import { claimed } from './claimed.js';
import { keysAlone } from './keys-alone.js';
import { PASSPHRASE } from './make-key.js';
import { openWork } from './open-work.js';
import { registered } from './registered.js';

const [ada, bob, eve] = [aPerson('ada'), aPerson('bob'), aPerson('eve')];
const SIZE = { width: 480, height: 360 };

describeHouse('by the keyboard alone', (open) => {
  let house: TestHouse;
  let browser: TestBrowser;
  let seed = 1200;
  beforeAll(async () => {
    house = await open();
    browser = await aBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
    expect(house.failures).toEqual([]);
  });
  const aNewPicture = () => aPicture({ seed: (seed += 1), ...SIZE, format: 'png' });
  const aFile = async (name: string, bytes: Buffer): Promise<string> => {
    const file = path.join(house.folder, name);
    await writeFile(file, bytes);
    return file;
  };
  const aClaimedWork = (title: string, claimants: readonly [Wallet, ...Wallet[]] = [ada]) =>
    claimed(house.client, claimants, { seed: (seed += 1), title });
  async function openIt(work: string, person = ada): Promise<Page> {
    const page = await openWork(browser, { url: house.url, work, person });
    await page.getByRole('heading', { name: 'State something' }).waitFor();
    return page;
  }

  it('a cropped copy is checked, and leads to the work', async () => {
    const picture = await aNewPicture();
    const work = await registered(house.client, ada, { picture, title: 'Cropped by keys' });
    const crop = await sharp(picture).extract({ left: 60, top: 40, width: 300, height: 240 }).toBuffer();
    const page = await browser.open(house.url);
    const keys = keysAlone(page);
    await keys.choosing(/^Choose a picture/, await aFile('crop.png', crop));
    await page.locator('h1:focus').waitFor();
    await page.getByRole('heading', { name: 'It is a part of a registered picture' }).waitFor();
    await keys.enter(/^Cropped by keys/);
    await page.waitForURL(`${house.url}/works/${work}`);
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('a work is registered by a key that is made in the browser', async () => {
    const page = await browser.open(`${house.url}/works/new`);
    const keys = keysAlone(page);
    await keys.choosing(/^Choose pictures/, await aFile('own.png', await aNewPicture()));
    await page.getByLabel('Title').waitFor();
    await keys.fill(/^Title/, 'Registered by keys');
    // Each key in the list chooses; none adds before it is said to.
    await keys.choose(/^Add an act/, 'Sel');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await keys.enter(/^Add this act/);
    await page.keyboard.type('One of nine.');
    await keys.choose(/^Add another act/, 'Col');
    await keys.enter(/^Add this act/);
    await keys.enter(/^Remove this act: Colour/);
    await page.getByLabel('Add another act').and(page.locator(':focus')).waitFor();
    expect(await page.locator('.act h3').allTextContents()).toEqual(['1. Selection']);
    expect(await page.getByLabel('What was done').inputValue()).toBe('One of nine.');
    await keys.enter(/^Make a key in this browser/);
    await keys.fill(/^Passphrase/, PASSPHRASE);
    await keys.fill(/^The same once more/, PASSPHRASE);
    await keys.enter(/^Make the key/);
    await page.getByRole('button', { name: 'Save the key file' }).waitFor({ timeout: 50_000 });
    await Promise.all([page.waitForEvent('download'), keys.enter(/^Save the key file/)]);
    await keys.enter(/^I have it: go on/);
    await keys.enter(/^Sign and record/);
    await page.getByText('Now: Anchored').waitFor({ timeout: 30_000 });
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('title is passed on', async () => {
    const page = await openIt(await aClaimedWork('Passed on by keys'));
    const keys = keysAlone(page);
    await keys.enter(/^Transfer title/);
    await keys.enter(/^Sign with Test wallet/);
    await keys.fill(/^To /, addressOf(bob));
    await keys.choose(/^How/, 'gift');
    await keys.enter(/^Sign the transfer/);
    const notYet = page.getByRole('button', { name: 'Do not sign yet' });
    await notYet.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Sign the transfer' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await notYet.and(page.locator(':focus')).waitFor();
    await keys.enterBefore(/^Really sign the transfer/);
    await page.getByText('Transfer title: recorded.').waitFor();
    await page.locator('#title').getByText('gift').first().waitFor();
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('a claim is co-signed', async () => {
    const page = await openIt(await aClaimedWork('Of two by keys', [ada, bob]), bob);
    const keys = keysAlone(page);
    await keys.enter(/^Co-sign the claim/);
    await keys.enter(/^Sign with Test wallet/);
    await keys.enter(/^Sign the claim/);
    await page.getByText('Claimed', { exact: true }).waitFor();
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('a claim is contested, with evidence', async () => {
    const page = await openIt(await aClaimedWork('Contested by keys'), eve);
    const keys = keysAlone(page);
    await keys.enter(/^Contest the claim/);
    await keys.enter(/^Sign with Test wallet/);
    await keys.choose(/^On which ground/, 'It takes');
    await keys.fill(/^What you say/, 'It is my heron.');
    await keys.choosing(/^Evidence/, await aFile('letter.txt', Buffer.from('a letter')));
    await keys.enter(/^Sign the dispute/);
    await page.getByText('Who made it is contested').waitFor();
    await page.locator('#claims').getByText('It is my heron.').waitFor();
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('a record is exported, and verified on the page for that', async () => {
    const page = await openIt(await aClaimedWork('Exported by keys'));
    const keys = keysAlone(page);
    await keys.enter(/^Verify in this browser/);
    await page.getByText(/^Nothing failed\./).waitFor({ timeout: 30_000 });
    await keys.goTo(/^Due-diligence report/);
    await page.keyboard.press('Space');
    const [saved] = await Promise.all([
      page.waitForEvent('download', { timeout: 30_000 }),
      keys.enter(/^Make the package/),
    ]);
    await keys.enter(/^Verify$/);
    await page.getByLabel('Choose a package').waitFor();
    await keys.choosing(/^Choose a package/, await saved.path());
    await page.getByText(/^Nothing failed\./).waitFor();
    expect(browser.complaints()).toEqual([]);
  }, 120_000);
});
