import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { aPicture } from '../fixtures/pictures.js';
import { aPerson, describeHouse, type TestHouse } from '../fixtures/house.js';
import { registered } from './registered.js';
import { aBrowser, photograph, TELEPHONE, type TestBrowser } from './a-browser.js';
import { violationsOf } from './accessible.js';

const ada = aPerson('ada');
const SIZE = { width: 480, height: 360 };

describeHouse('the front page', (open) => {
  let house: TestHouse;
  let browser: TestBrowser;
  let picture: Buffer;
  let work: string;
  beforeAll(async () => {
    house = await open();
    browser = await aBrowser();
    picture = await aPicture({ seed: 500, ...SIZE, format: 'png' });
    work = await registered(house.client, ada, { picture, title: 'Sunrise over <the> sea' });
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
    expect(house.failures).toEqual([]);
  });
  const aFile = async (name: string, bytes: Buffer): Promise<string> => {
    const file = path.join(house.folder, name);
    await writeFile(file, bytes);
    return file;
  };

  it('leads from a cropped copy to the work, with what the two share drawn on both', async () => {
    const crop = await sharp(picture)
      .extract({ left: 60, top: 40, width: 300, height: 240 })
      .jpeg()
      .toBuffer();
    const page = await browser.open(house.url);
    await page.getByLabel('Choose a picture').setInputFiles(await aFile('crop.jpg', crop));
    await page.getByRole('heading', { name: 'It is a part of a registered picture' }).waitFor();
    expect(await page.locator('.overlay polygon').count()).toBe(2);
    await photograph(page, 'check-found');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Register yours, if it is another work' }).waitFor();
    await page.getByLabel('Check another picture').setInputFiles(await aFile('same.png', picture));
    await page.getByRole('heading', { name: 'Yes: this very file is registered' }).waitFor();
    // It can be no other work.
    expect(await page.getByRole('button', { name: /^Register/ }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Claim it' }).getAttribute('href')).toBe(
      `/works/new?claim=${encodeURIComponent(work)}`,
    );
    await page.getByRole('link', { name: 'Sunrise over <the> sea' }).last().click();
    await page.waitForURL(`${house.url}/works/${work}`);
    expect(browser.complaints()).toEqual([]);
  });

  it('says that nothing like a picture is registered, and what is not known', async () => {
    const other = await aPicture({ seed: 501, ...SIZE, format: 'png' });
    const page = await browser.open(house.url, { viewport: TELEPHONE });
    await photograph(page, 'check');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByLabel('Choose a picture').setInputFiles(await aFile('other.png', other));
    await page.getByRole('heading', { name: 'Nothing like it is registered here' }).waitFor();
    await page.getByText('only this register was asked').waitFor();
    await page.getByText('It says nothing of how it was made').waitFor();
    await photograph(page, 'check-nothing');
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      TELEPHONE.width,
    );
    await page.getByRole('button', { name: 'Register it, if it is yours' }).click();
    await page.getByRole('img', { name: 'Your picture, other.png' }).waitFor();
    await page.getByText('Nothing that is registered looks like it.').waitFor();
    expect(browser.complaints()).toEqual([]);
  });

  it('says what is wrong with what is no picture, and when the register cannot be reached', async () => {
    const page = await browser.open(house.url);
    await page.getByLabel('Choose a picture').setInputFiles(await aFile('words.png', Buffer.from('words')));
    await page.getByRole('alert').first().waitFor();
    await page.getByRole('heading', { name: 'It could not be checked' }).waitFor();
    await page.context().setOffline(true);
    await page.getByLabel('Check another picture').setInputFiles(await aFile('again.png', picture));
    await page.getByText('The register cannot be reached').waitFor();
    await page.getByText('You are offline.').waitFor();
    await photograph(page, 'check-offline');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Browse' }).click();
    await page.getByRole('heading', { name: 'This page could not be shown' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.goBack();
    await page.getByLabel('Choose a picture').setInputFiles(await aFile('again.png', picture));
    await page.getByText('The register cannot be reached').waitFor();
    await page.context().setOffline(false);
    await page.getByText('You are offline.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Yes: this very file is registered' }).waitFor();
  });
});
