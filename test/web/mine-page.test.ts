import { readFile } from 'node:fs/promises';
import { Wallet } from 'ethers';
import type { Page } from 'playwright-core';
import { nameRecoveryKeys } from '../../src/people/name-recovery-keys.js';
import { transferRight } from '../../src/rights/licences/transfer-right.js';
import { transferTitle } from '../../src/title/transfer-title.js';
import { referenceTo } from '../../src/works/file.js';
import { aPicture } from '../fixtures/pictures.js';
import { addressOf, aFile, aPerson, describeHouse, state, type TestHouse } from '../fixtures/house.js';
import { aBrowser, photograph, TELEPHONE, type TestBrowser } from './a-browser.js';
import { violationsOf } from './accessible.js';
import { anInjectedWallet } from './an-injected-wallet.js';
import { confirm } from './open-work.js';
import { keysAlone } from './keys-alone.js';
import { claimed } from './claimed.js';
import { makeKey, PASSPHRASE } from './make-key.js';

const shortOf = (person: { readonly address: string }) =>
  `${person.address.toLowerCase().slice(0, 6)}…${person.address.toLowerCase().slice(-4)}`;

describeHouse('my works', (open) => {
  let house: TestHouse;
  let browser: TestBrowser;
  let seed = 1600;
  beforeAll(async () => {
    house = await open();
    browser = await aBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
    expect(house.failures).toEqual([]);
  });
  const aWorkOf = (person: Wallet, title: string) =>
    claimed(house.client, [person], { seed: (seed += 1), title });
  /** With a wallet that has the key of a person. */
  async function openMine(person: Wallet, search = ''): Promise<Page> {
    const page = await browser.open(house.url);
    await anInjectedWallet(page, person);
    await page.goto(`${house.url}/mine${search}`);
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await page.locator('div:focus').filter({ hasText: 'You sign as' }).waitFor();
    return page;
  }
  /** With a key that this browser keeps. */
  async function openMineWithKeyOf(person: Wallet, wallet?: Wallet): Promise<Page> {
    const page = await browser.open(house.url, { viewport: TELEPHONE });
    if (wallet) await anInjectedWallet(page, wallet);
    await page.goto(`${house.url}/mine`);
    await page.getByLabel('Bring a key file').setInputFiles({
      name: 'key.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ privateKey: person.privateKey })),
    });
    await page.getByLabel('Passphrase').fill(PASSPHRASE);
    await page.getByLabel('The same once more').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Keep the key' }).click();
    await page.getByRole('button', { name: 'Save the key file' }).click({ timeout: 50_000 });
    await page.getByRole('button', { name: 'I have it: go on' }).click();
    await page.getByRole('heading', { name: 'When a key is lost' }).waitFor();
    return page;
  }
  const personOf = async (address: string) =>
    (
      await house.client.ask<{ person: { keys: string[]; presentKey: string; recoveryKeys: string[] } }>(
        'query ($id: ID!) { person(id: $id) { keys presentKey recoveryKeys } }',
        { id: `person:${address}` },
      )
    ).person;
  const lookAt = async (page: Page, name: string) => {
    await photograph(page, name);
    expect(await violationsOf(page)).toEqual([]);
  };

  it('tell whoever signs their whole address, to copy, and lead to what others see of them', async () => {
    const ada = aPerson('ada gives her address');
    const page = await openMine(ada);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByText(addressOf(ada), { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Copy your address' }).click();
    await page.getByText('Copied.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(addressOf(ada));
    await page.setViewportSize(TELEPHONE);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      TELEPHONE.width,
    );
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'What is recorded of you' }).click();
    await page.getByRole('heading', { name: `Catalogue of ${shortOf(ada)}` }).waitFor();
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('show the drafts of the browser by their pictures, and throw none away before asking, by keys too', async () => {
    const page = await browser.open(`${house.url}/works/new`);
    const buffer = await aPicture({ seed: (seed += 1), width: 320, height: 240, format: 'png' });
    const choose = page.getByLabel('Choose pictures');
    await choose.setInputFiles({ name: 'draft-heron.png', mimeType: 'image/png', buffer });
    await page.getByLabel('Title').fill('A heron that waits');
    const form = page.getByRole('button', { name: 'Throw this draft away' });
    await form.click();
    await page.getByRole('button', { name: 'Keep it' }).and(page.locator(':focus')).click();
    await form.and(page.locator(':focus')).waitFor();

    await page.goto(`${house.url}/mine`);
    const draft = page.getByRole('listitem').filter({ hasText: 'A heron that waits' });
    await draft.locator('img').waitFor();
    await page.waitForFunction(`document.querySelector('li img.picture').naturalWidth === 320`);
    const keys = keysAlone(page);
    await keys.enter(/^Throw away: A heron that waits/);
    await page.getByRole('button', { name: 'Really throw away A heron that waits' }).waitFor();
    await lookAt(page, 'mine-draft');
    // The focus is on what loses nothing.
    await page.keyboard.press('Enter');
    await page.reload();
    await draft.waitFor();
    await keys.enter(/^Throw away: A heron that waits/);
    await keys.enter(/^Really throw away A heron that waits/);
    await draft.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('Open your key to see what is recorded of you.').waitFor();
    expect(await draft.count()).toBe(0);
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('name recovery keys, of which one is made there', async () => {
    const ada = aPerson('ada names recovery keys');
    const page = await openMine(ada);
    await page.getByText('Nobody may put another key in the place of yours.').waitFor();
    await page.getByRole('button', { name: 'Name recovery keys' }).click();
    await page.getByRole('button', { name: 'Make a second key, to keep elsewhere' }).click();
    const file = await makeKey(page);
    const second = await Wallet.fromEncryptedJson(await readFile(file, 'utf8'), PASSPHRASE);
    const list = page.getByLabel('Recovery keys: an address a line');
    expect(await list.inputValue()).toBe(addressOf(second as Wallet));
    await list.fill(`${second.address}\nnobody`);
    await page.getByRole('button', { name: 'Sign the list' }).click();
    await page.getByText('“nobody” is no recovery key').waitFor();
    await lookAt(page, 'mine-recovery');
    await list.fill(second.address);
    await page.getByRole('button', { name: 'Sign the list' }).click();
    await page.getByText('May put another key in the place of yours:').waitFor();
    expect((await personOf(addressOf(ada))).recoveryKeys).toEqual([second.address.toLowerCase()]);
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('name recovery keys by the keyboard alone', async () => {
    const [ada, bob] = [aPerson('ada has keys alone'), aPerson('bob is trusted')];
    const page = await openMine(ada);
    const keys = keysAlone(page);
    await keys.enter(/^Name recovery keys$/);
    await keys.fill(/^Recovery keys/, addressOf(bob));
    await keys.enter(/^Sign the list$/);
    await page.getByText('May put another key in the place of yours:').waitFor();
    expect((await personOf(addressOf(ada))).recoveryKeys).toEqual([addressOf(bob)]);
  }, 120_000);

  it('put a new key in the place of the open one, once its copy is saved, and sign by it', async () => {
    const ada = aPerson('ada rotates');
    const page = await openMineWithKeyOf(ada);
    await aWorkOf(ada, 'Older than its key');
    await page.getByRole('button', { name: 'Replace this key' }).click();
    const file = await makeKey(page);
    const next = await Wallet.fromEncryptedJson(await readFile(file, 'utf8'), PASSPHRASE);
    const nextAddress = next.address.toLowerCase();
    await page.getByText('This cannot be taken back.').waitFor();
    await lookAt(page, 'mine-rotation');
    expect((await personOf(addressOf(ada))).presentKey).toBe(addressOf(ada));
    await confirm(page, 'Put the new key in its place');
    await page.getByText(`${nextAddress} is in the place of ${addressOf(ada)} now.`).waitFor();
    expect((await personOf(nextAddress)).keys).toEqual([addressOf(ada), nextAddress]);
    await page.getByText(`${shortOf(next)} took the place of ${shortOf(ada)}`).waitFor();
    await page.getByRole('heading', { name: 'Works that you own' }).waitFor();
    await lookAt(page, 'mine-rotated');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      TELEPHONE.width,
    );

    // The browser keeps the new key, and what it signs is recorded.
    await page.reload();
    await page.getByText(shortOf(next)).waitFor();
    await page.getByLabel('Passphrase').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Open the key' }).click();
    await page.getByRole('button', { name: 'Name recovery keys' }).click({ timeout: 50_000 });
    await page.getByLabel('Recovery keys').fill(addressOf(aPerson('bob')));
    await page.getByRole('button', { name: 'Sign the list' }).click();
    await page.getByText('May put another key in the place of yours:').waitFor();
    expect(browser.complaints()).toEqual([]);

    const old = await openMine(ada);
    await old.getByText(`This key was replaced by ${nextAddress}; it signs nothing more.`).waitFor();
    await old.getByRole('link', { name: nextAddress }).waitFor();
    // Whoever has it may be another than whose it was.
    expect(await old.getByRole('heading', { name: 'Works that you own' }).count()).toBe(0);
    expect(await old.getByRole('heading', { name: 'When a key is lost' }).count()).toBe(0);
    expect(await violationsOf(old)).toEqual([]);
  }, 120_000);

  it('put the key of a wallet in the place of the one that the browser keeps', async () => {
    const [ada, next] = [aPerson('ada goes to a wallet'), aPerson('the wallet of ada')];
    const page = await openMineWithKeyOf(ada, next);
    await page.getByRole('button', { name: 'Replace this key' }).click();
    await page.getByRole('button', { name: 'Take a key of Test wallet' }).click();
    await page.getByLabel('Why').selectOption('compromised');
    await confirm(page, 'Put the new key in its place');
    await page.getByText(`You sign as ${shortOf(next)}, by a wallet.`).waitFor();
    expect((await personOf(addressOf(next))).keys).toEqual([addressOf(ada), addressOf(next)]);
    expect(await page.evaluate(() => localStorage.getItem('raisonne.key'))).toBeNull();
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('recover a lost key by a recovery key, and no key by another', async () => {
    const [ada, friend, eve] = [aPerson('ada loses hers'), aPerson('a friend'), aPerson('eve takes')];
    await aWorkOf(ada, 'Of a lost key');
    await state(house.client, ada, {
      kind: nameRecoveryKeys,
      body: { key: addressOf(ada), recoveryKeys: [addressOf(friend)] },
      select: '{ person { id } }',
    });
    const lost = async (person: Wallet) => {
      const page = await openMine(person);
      await page.getByRole('button', { name: 'Recover a lost key' }).click();
      await page.getByLabel('Address of the lost key').fill(ada.address);
      await page.getByRole('button', { name: 'Go on' }).click();
      return page;
    };
    const stranger = await lost(eve);
    await stranger.getByText(`${addressOf(ada)} did not name your key as a recovery key.`).waitFor();
    expect(await stranger.getByLabel('Address of the lost key').inputValue()).toBe(ada.address);
    await lookAt(stranger, 'mine-not-to-recover');
    const page = await lost(friend);
    await page.getByRole('heading', { name: 'The new key' }).waitFor();
    expect(await page.locator(':focus').count()).toBe(1);
    await lookAt(page, 'mine-recovering');
    const file = await makeKey(page);
    const next = await Wallet.fromEncryptedJson(await readFile(file, 'utf8'), PASSPHRASE);
    await page.getByText(`takes the place of the lost key ${addressOf(ada)}`).waitFor();
    await confirm(page, 'Put the new key in its place');
    await page.getByText('You sign by it from now on.').waitFor();
    await page.getByRole('link', { name: 'Of a lost key' }).first().waitFor();
    await lookAt(page, 'mine-recovered');
    expect((await personOf(addressOf(ada))).presentKey).toBe(next.address.toLowerCase());
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('put the new key that its owner has elsewhere in the place of a lost one', async () => {
    const [ada, next, friend] = [aPerson('ada lost it'), aPerson('ada anew'), aPerson('the friend of ada')];
    await aWorkOf(ada, 'Recovered from afar');
    const hers = await openMine(next);
    const ask = async () => {
      await hers.getByLabel('Address of the lost key').fill(ada.address);
      await hers.getByRole('button', { name: 'Sign that this key takes its place' }).click();
    };
    await hers.getByRole('button', { name: 'Take the place of a lost key' }).click();
    await ask();
    await hers.getByText(`${addressOf(ada)} named no recovery keys`).waitFor();
    await state(house.client, ada, {
      kind: nameRecoveryKeys,
      body: { key: addressOf(ada), recoveryKeys: [addressOf(friend)] },
      select: '{ person { id } }',
    });
    await ask();
    await hers.getByText('Signed. Send this address to somebody').waitFor();
    await lookAt(hers, 'mine-take-place');
    await hers.setViewportSize(TELEPHONE);
    expect(await hers.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      TELEPHONE.width,
    );
    const at = (await hers.locator('.notice code').textContent()) ?? '';

    const page = await openMine(friend, new URL(at).search);
    await page.getByText('Be sure, by other ways than that message').waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByLabel('Why').selectOption('lost');
    await page.getByRole('button', { name: 'Put the new key in its place' }).click();
    await page.getByText('Be sure that whoever sent it to you is whose key was lost.').waitFor();
    await lookAt(page, 'mine-recovering-for-another');
    await page.getByRole('button', { name: 'Really put the new key in its place' }).click();
    await page.getByText('Tell whose it is').and(page.locator(':focus')).waitFor();
    expect((await personOf(addressOf(ada))).keys).toEqual([addressOf(ada), addressOf(next)]);
    // What is done is asked for no more, and the friend signs by their own key.
    expect(new URL(page.url()).search).toBe('');
    expect(await page.getByRole('button', { name: 'Go on' }).count()).toBe(0);
    await page.getByText(`You sign as ${shortOf(friend)}`).waitFor();
    // A key takes the place of another once.
    await hers.reload();
    await hers.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await hers.getByRole('button', { name: 'Take the place of a lost key' }).click();
    await hers.getByLabel('Address of the lost key').fill(friend.address);
    await hers.getByRole('button', { name: 'Sign that this key takes its place' }).click();
    await hers.getByText('has taken the place of another already').waitFor();
    const [, digit] = /(.)$/.exec(at) ?? [];
    const altered = await openMine(
      friend,
      new URL(at).search.replace(/.{4}$/, digit === '0' ? '1111' : '0000'),
    );
    await altered.getByText('did not sign that it takes the place of').waitFor();
    expect(await altered.getByRole('button', { name: 'Go on' }).count()).toBe(0);
    // An address that was cut asks for nothing.
    const cut = await openMine(friend, new URL(at).search.slice(0, -4));
    await cut.getByText('asks for the place of a lost key, and is not whole').waitFor();
    await cut.getByRole('heading', { name: 'When a key is lost' }).waitFor();
    expect(await cut.getByRole('button', { name: 'Go on' }).count()).toBe(0);
    expect(browser.complaints()).toEqual([]);
  }, 180_000);

  it('list the transfers in which one gave or received', async () => {
    const [ada, bob] = [aPerson('ada gives'), aPerson('bob receives')];
    const work = await aWorkOf(ada, 'Given away');
    await state(house.client, ada, {
      kind: transferTitle,
      body: { work, to: [{ owner: addressOf(bob), share: '1/3' }], method: 'gift', date: '2026-04' },
      select: '{ work { id } }',
    });
    const writing = await aFile(Buffer.from('%PDF-1.4 signed'), 'application/pdf');
    await state(house.client, ada, {
      kind: transferRight,
      body: {
        work,
        type: 'exclusive-licence',
        to: addressOf(bob),
        actions: ['print'],
        where: ['DE'],
        writing: referenceTo(writing),
        executedOn: '2026-04-12',
      },
      files: [writing],
      select: '{ transfer { id } }',
    });
    const page = await openMine(ada);
    await page.getByText(`rights licensed exclusively to ${shortOf(bob)}: print it`).waitFor();
    await page.getByText(`given to ${shortOf(bob)} (1/3) (gift, April 2026)`).waitFor();
    const receiver = await openMine(bob);
    await receiver.getByText(`received from ${shortOf(ada)} (1/3) (gift, April 2026)`).waitFor();
    await receiver
      .getByText(
        `rights licensed exclusively to you by ${shortOf(ada)}: print it (in DE, from 12 April 2026)`,
      )
      .waitFor();
    await lookAt(receiver, 'mine-transfers');
    await receiver.getByRole('link', { name: '“Given away”' }).last().click();
    await receiver.getByRole('heading', { level: 1, name: 'Given away' }).waitFor();
    expect(browser.complaints()).toEqual([]);
  }, 120_000);
});
