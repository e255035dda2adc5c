import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Wallet } from 'ethers';
import type { Page, Route } from 'playwright-core';
import sharp from 'sharp';
import { chunk, tEXt } from '../fixtures/carrying.js';
import { addressOf, aPerson, describeHouse, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { aBrowser, photograph, TELEPHONE, type TestBrowser } from './a-browser.js';
import { anInjectedWallet } from './an-injected-wallet.js';
import { keysAlone } from './keys-alone.js';
import { loseAnswer } from './lose-answer.js';
import { registered } from './registered.js';
import { violationsOf } from './accessible.js';
import { makeKey, PASSPHRASE } from './make-key.js';

const SIZE = { width: 320, height: 240 };
const INFOTEXT =
  'a heron at dawn\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 3, Size: 320x240, Model: heron, Version: v1.10.1';

interface Claimed {
  readonly work: {
    readonly title: string;
    readonly altText: string | null;
    readonly claims: { readonly edges: readonly { readonly node: Record<string, unknown> }[] };
  };
}

describeHouse('the page that registers', (open) => {
  let house: TestHouse;
  let browser: TestBrowser;
  let seed = 900;
  /** What the chain's transactions wait for. */
  let released = Promise.resolve();
  beforeAll(async () => {
    house = await open((ports) => ({
      ...ports,
      ledger: {
        ...ports.ledger,
        broadcast: (raw) => released.then(() => ports.ledger.broadcast(raw)),
      },
    }));
    browser = await aBrowser();
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
  const aNewPicture = () => aPicture({ seed: (seed += 1), ...SIZE, format: 'png' });
  async function aGenerated(): Promise<Buffer> {
    const png = await aNewPicture();
    return Buffer.concat([png.subarray(0, 33), chunk(tEXt('parameters', INFOTEXT)), png.subarray(33)]);
  }
  const openPage = (options = {}) => browser.open(`${house.url}/works/new`, options);
  const workOf = async (page: Page): Promise<Claimed['work']> => {
    const href = await page.getByRole('link', { name: 'See the work' }).getAttribute('href');
    const asked = await house.client.ask<Claimed>(
      `query ($id: ID!) { work(id: $id) { title altText claims(first: 5) { edges { node {
         status by { person { address } } generations { tool seed corrections { field } } acts { kind done when region { x y width height } evidence { mediaType } } } } } } }`,
      { id: href?.replace('/works/', '') },
    );
    return asked.work;
  };

  it('takes a picture from its file to its anchor, by a key that is made in the browser', async () => {
    const page = await openPage({ viewport: TELEPHONE });
    await photograph(page, 'register');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByLabel('Choose pictures').setInputFiles(await aFile('a.png', await aGenerated()));
    await page.getByLabel('Title').fill('A heron, once more');
    await page.getByLabel('What the picture shows').fill('A heron in the mist.');
    await page.getByLabel('Program').waitFor();
    await page.getByRole('textbox', { name: 'Seed' }).fill('4');
    await page.getByText('The file says: 3. Both are recorded.').waitFor();
    await page.getByLabel('Add an act').selectOption('overpainting');
    await page.getByRole('button', { name: 'Add this act' }).click();
    await page.getByLabel('What was done').fill('I painted the beak anew.');
    await page.getByLabel('What shows it').setInputFiles(await aFile('sketch.txt', Buffer.from('a sketch')));
    // What is shown as taken is kept, also where the page is left at once.
    const taken = page.getByRole('button', { name: /^Take it out *: sketch.txt$/ });
    await taken.waitFor();
    await page.reload();
    await taken.waitFor();
    // Nothing is cut.
    await page.getByLabel('Title').fill('é'.repeat(201));
    await page.getByText('Too long: it has 201 characters, and at most 200 are taken.').waitFor();
    expect(await page.getByLabel('Title').inputValue()).toHaveLength(201);
    await page.getByLabel('Title').and(page.locator(':invalid')).waitFor();
    await page.getByLabel('Title').fill('A heron, once more');
    await page.getByLabel('Title').and(page.locator(':valid')).waitFor();
    await page.getByText('Where in the picture (may be left out)').click();
    await page.getByLabel('From the left').fill('10');
    await page.getByLabel('Width').fill('100');
    await page.getByText('Nothing that is registered looks like it.').waitFor();
    await photograph(page, 'register-filled');
    expect(await violationsOf(page)).toEqual([]);

    // Nothing that was typed is lost by a reload.
    await page.reload();
    expect(await page.getByLabel('Title').inputValue()).toBe('A heron, once more');
    expect(await page.getByLabel('What was done').inputValue()).toBe('I painted the beak anew.');
    await page.getByRole('button', { name: 'Make a key in this browser' }).click();
    const keyFile = await makeKey(page);
    await page.getByRole('button', { name: 'Sign and record' }).click();
    await page.getByText('Now: Anchored').waitFor({ timeout: 30_000 });
    await page.waitForFunction(`document.querySelector('.receipt img')?.naturalWidth === 320`);
    await page.getByText('Lose this key and nobody can put another in its place').waitFor();
    expect(await page.getByRole('link', { name: 'Name recovery keys' }).getAttribute('href')).toBe('/mine');
    await photograph(page, 'register-receipt');
    expect(await violationsOf(page)).toEqual([]);

    const work = await workOf(page);
    const key = await Wallet.fromEncryptedJson(await readFile(keyFile, 'utf8'), PASSPHRASE);
    expect(work).toMatchObject({ title: 'A heron, once more', altText: 'A heron in the mist.' });
    expect(work.claims.edges.map(({ node }) => node)).toEqual([
      {
        status: 'CLAIMED',
        by: [{ person: { address: key.address.toLowerCase() } }],
        generations: [{ tool: 'AUTOMATIC1111', seed: '4', corrections: [{ field: 'seed' }] }],
        acts: [
          {
            kind: 'OVERPAINTING',
            done: 'I painted the beak anew.',
            when: null,
            region: { x: 10, y: 0, width: 100, height: 240 },
            evidence: [{ mediaType: 'text/plain' }],
          },
        ],
      },
    ]);
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('takes it by a wallet, and records nothing where the person says no there', async () => {
    const ada = aPerson('ada with a wallet');
    const page = await openPage();
    const wallet = await anInjectedWallet(page, ada);
    await page.reload();
    await page.getByLabel('Choose pictures').setInputFiles(await aFile('b.png', await aNewPicture()));
    await page.getByLabel('Title').fill('By a wallet');
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    wallet.refuse = true;
    const sign = page.getByRole('button', { name: 'Sign and record' });
    // Nothing is signed while evidence is still being kept: it would be without it.
    await page.getByLabel('Add an act').selectOption('overpainting');
    await page.getByRole('button', { name: 'Add this act' }).click();
    await page.getByLabel('What was done').fill('The beak.');
    await sign.and(page.locator(':enabled')).waitFor();
    const release = await holdingDrafts(page);
    await page.getByLabel('What shows it').setInputFiles(await aFile('sketch.txt', Buffer.from('a sketch')));
    await page.getByText('Taking it …').waitFor();
    await sign.and(page.locator(':disabled')).waitFor();
    await release();
    await page.getByRole('button', { name: /^Take it out *: sketch.txt$/ }).waitFor();
    await sign.click();
    await page.getByText('You said no in Test wallet. Nothing was recorded.').waitFor();
    wallet.refuse = false;
    await sign.click();
    await page.getByText('Now: Anchored').waitFor({ timeout: 30_000 });
    expect(wallet.asked.map(({ kind }) => kind)).toEqual([
      'register-work',
      'register-work',
      'claim-authorship',
    ]);
    expect((await workOf(page)).claims.edges[0]?.node).toMatchObject({
      status: 'CLAIMED',
      by: [{ person: { address: addressOf(ada) } }],
      acts: [{ evidence: [{ mediaType: 'text/plain' }] }],
    });
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('goes on to the anchor while one watches, on the page of the work as in the receipt', async () => {
    let release = () => {};
    released = new Promise((resolve) => {
      release = resolve;
    });
    const page = await openPage();
    await anInjectedWallet(page, aPerson('a watcher'));
    await page.reload();
    await page.getByLabel('Choose pictures').setInputFiles(await aFile('w.png', await aNewPicture()));
    await page.getByLabel('Title').fill('Watched');
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await page.getByRole('button', { name: 'Sign and record' }).click();
    await page.getByText('Now: Signed by the register').waitFor({ timeout: 30_000 });
    // What had the focus is gone.
    await page.locator('h2:focus').filter({ hasText: 'is in the catalogue' }).waitFor();
    const address = await page.getByRole('link', { name: 'See the work' }).getAttribute('href');
    const other = await page.context().newPage();
    await other.goto(`${house.url}${address}`);
    const anchor = other.locator('#proofs dd').nth(2);
    await anchor.filter({ hasText: 'not yet' }).waitFor();
    release();
    await anchor.filter({ hasText: /^block \d+/ }).waitFor({ timeout: 30_000 });
    await page.getByText('Now: Anchored').waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Register another' }).click();
    await page.locator('h1:focus').filter({ hasText: 'Register a work' }).waitFor();
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('goes on where it was, when the register recorded something and its answer was lost on the way', async () => {
    const page = await openPage();
    const wallet = await anInjectedWallet(page, aPerson('offline in the train'));
    await page.reload();
    await page.getByLabel('Choose pictures').setInputFiles(await aFile('t.png', await aNewPicture()));
    await page.getByLabel('Title').fill('From the train');
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    for (const mutation of ['RegisterWork', 'ClaimAuthorship']) {
      await loseAnswer(page, mutation);
      await page.getByRole('button', { name: /^Sign (and record|the claim)$/ }).click();
      await page.getByText('The register cannot be reached.').waitFor();
      // What is changed now is not what was recorded, and the page does not say that it is.
      if (mutation === 'RegisterWork') await page.getByLabel('Title').fill('Changed too late');
    }
    await page.getByText('What you changed since is not in it.').waitFor();
    // Also after a reload, when the register shows the claim as theirs already.
    await page.reload();
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await page.getByRole('button', { name: 'Sign the claim' }).click();
    await page.getByText('Now: Anchored').waitFor({ timeout: 30_000 });
    await page.getByRole('heading', { name: '“From the train” is in the catalogue' }).waitFor();
    await page.getByText('What you changed since is not in it.').waitFor();
    expect((await workOf(page)).title).toBe('From the train');
    expect((await workOf(page)).claims.edges).toHaveLength(1);
    expect(wallet.asked.map(({ kind }) => kind)).toEqual(['register-work', 'claim-authorship']);
    expect(browser.complaints()).toEqual(Array(2).fill('Failed to load resource: net::ERR_FAILED'));
  }, 120_000);

  it('has no part of a machine in it once somebody said so, and says of evidence that came too late that it is not in it', async () => {
    const page = await openPage();
    await anInjectedWallet(page, aPerson('no machine'));
    await page.reload();
    await page.getByLabel('Choose pictures').setInputFiles(await aFile('n.png', await aGenerated()));
    const machine = page.getByLabel('Yes: something in it was generated');
    await machine.and(page.locator(':checked')).waitFor();
    await machine.uncheck();
    await page.getByLabel('Title').fill('By hand alone');
    await page.reload();
    // The file is read once more.
    await page.getByText('What looks like it').waitFor();
    await page
      .getByLabel('Mine is another work')
      .or(page.getByText('Nothing that is registered looks'))
      .first()
      .waitFor();
    expect(await machine.isChecked()).toBe(false);
    for (const other of await page.getByLabel('Mine is another work').all()) await other.check();
    await page.getByLabel('Add an act').selectOption('overpainting');
    await page.getByRole('button', { name: 'Add this act' }).click();
    await page.getByLabel('What was done').fill('All of it.');
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await loseAnswer(page, 'ClaimAuthorship');
    await page.getByRole('button', { name: 'Sign and record' }).click();
    await page.getByText('The register cannot be reached.').waitFor();
    await page.getByLabel('What shows it').setInputFiles(await aFile('late.txt', Buffer.from('a sketch')));
    await page.getByRole('button', { name: /^Take it out *: late.txt$/ }).waitFor();
    await page.getByRole('button', { name: 'Sign the claim' }).click();
    await page.getByText('What you changed since is not in it.').waitFor();
    expect((await workOf(page)).claims.edges).toMatchObject([
      { node: { generations: [], acts: [{ done: 'All of it.', evidence: [] }] } },
    ]);
    expect(browser.complaints()).toEqual(['Failed to load resource: net::ERR_FAILED']);
  }, 120_000);

  it('signs nothing before it is known what the file says, and keeps what was typed before that', async () => {
    const page = await openPage();
    await anInjectedWallet(page, aPerson('faster than the register'));
    await page.reload();
    const release = await holding(page, 'query InspectPicture(');
    await page.getByLabel('Choose pictures').setInputFiles(await aFile('slow.png', await aGenerated()));
    await page.getByLabel('Title').fill('Read late');
    await page.getByLabel('Yes: something in it was generated').check();
    await page.getByRole('textbox', { name: 'Seed' }).fill('4');
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await page.getByText('Nothing that is registered looks like it.').waitFor();
    expect(await page.getByRole('button', { name: 'Sign and record' }).isDisabled()).toBe(true);
    await release();
    await page.getByText('The file says: 3. Both are recorded.').waitFor();
    expect(await page.getByLabel('Program').inputValue()).toBe('AUTOMATIC1111');
    await page.getByRole('button', { name: 'Sign and record' }).click();
    await page.getByRole('heading', { name: '“Read late” is in the catalogue' }).waitFor();
    expect((await workOf(page)).claims.edges).toMatchObject([
      { node: { generations: [{ tool: 'AUTOMATIC1111', seed: '4', corrections: [{ field: 'seed' }] }] } },
    ]);
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('asks of each look-alike whether it is another work, and takes several pictures', async () => {
    const first = await aNewPicture();
    const page = await openPage();
    await anInjectedWallet(page, aPerson('bob'));
    await page.reload();
    const second = await sharp(first).jpeg({ quality: 70 }).toBuffer();
    await page
      .getByLabel('Choose pictures')
      .setInputFiles([await aFile('one-heron.png', first), await aFile('other-heron.jpg', second)]);
    await page.getByRole('button', { name: 'Sign with Test wallet' }).first().click();
    await page.getByRole('button', { name: 'Sign and record' }).first().click();
    await page.getByText('Now: Anchored').waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'other heron' }).click();
    await page.getByRole('button', { name: 'Sign and record' }).click();
    await page.getByText('It looks like “one heron”. Say above whether yours is another work.').waitFor();
    await page.getByLabel('Mine is another work than “one heron”').check();
    // Whether it derives from it is asked, and not passed over.
    await page.getByLabel('Does it derive from it?').and(page.locator(':invalid')).waitFor();
    await page.getByLabel('Does it derive from it?').selectOption('I say nothing of that');
    await page.getByRole('button', { name: 'Sign and record' }).click();
    await page.getByRole('heading', { name: '“other heron” is in the catalogue' }).waitFor();
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('records no part of a registered picture before somebody says that it is another work', async () => {
    const whole = await aPicture({ seed: (seed += 1), width: 480, height: 360, format: 'png' });
    const part = await sharp(whole).extract({ left: 60, top: 40, width: 300, height: 240 }).toBuffer();
    await registered(house.client, aPerson('carol'), { picture: whole, title: 'The whole' });
    const page = await openPage();
    const wallet = await anInjectedWallet(page, aPerson('mallory'));
    await page.reload();
    await page.getByLabel('Choose pictures').setInputFiles(await aFile('part.png', part));
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await page.getByRole('button', { name: 'Sign and record' }).click();
    await page.getByText('It looks like “The whole”. Say above whether yours is another work.').waitFor();
    expect(wallet.asked).toEqual([]);
    await page.getByLabel('Mine is another work than “The whole”').check();
    await page.getByLabel('Does it derive from it?').selectOption('It is a detail of “The whole”');
    await page.getByRole('button', { name: 'Sign and record' }).click();
    await page.getByRole('heading', { name: '“part” is in the catalogue' }).waitFor();
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('shows the picture that was added last, also after a reload, and makes no draft of what is no picture', async () => {
    const page = await openPage();
    await anInjectedWallet(page, aPerson('with a receipt'));
    await page.reload();
    await page.getByLabel('Choose pictures').setInputFiles(await aFile('early.png', await aNewPicture()));
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await page.getByRole('button', { name: 'Sign and record' }).click();
    await page.getByText('Now: Anchored').waitFor({ timeout: 30_000 });
    await page.getByLabel('Add pictures').setInputFiles([
      { name: 'words.txt', mimeType: 'text/plain', buffer: Buffer.from('words') },
      { name: 'nothing.png', mimeType: 'image/png', buffer: Buffer.alloc(0) },
    ]);
    await page.getByText('“words.txt” is no picture. “nothing.png” is empty.').waitFor();
    await page.getByLabel('Add pictures').setInputFiles(await aFile('later.png', await aNewPicture()));
    await page.getByLabel('Title').fill('The later one');
    await page.reload();
    expect(await page.getByLabel('Title').inputValue()).toBe('The later one');
    await page.goto(`${house.url}/works/new?draft=of-another-browser`);
    await page.getByText('The draft of this address is not in this browser').waitFor();
    await page.getByRole('button', { name: 'The later one' }).click();
    await page.getByLabel('Title').waitFor();
    await page.getByRole('textbox', { name: 'When' }).fill('spring 1999');
    await page.getByRole('textbox', { name: 'When' }).and(page.locator(':invalid')).waitFor();
    await page.getByText('It is written otherwise: 2026-04-12').waitFor();
    await page.getByRole('textbox', { name: 'When' }).fill('1999-05~');
    await page.getByRole('textbox', { name: 'When' }).and(page.locator(':valid')).waitFor();
    // What is recorded is no draft: whoever comes anew is not shown it.
    await page.goto(`${house.url}/works/new`);
    await page.getByLabel('Title').waitFor();
    expect(await page.getByRole('navigation', { name: 'Drafts' }).count()).toBe(0);
    expect(browser.complaints()).toEqual([]);
  }, 60_000);

  it('shows in every tab what was typed in any, and records a draft once', async () => {
    const page = await openPage();
    await anInjectedWallet(page, aPerson('of two tabs'));
    await page.reload();
    await page.getByLabel('Choose pictures').setInputFiles(await aFile('tabs.png', await aNewPicture()));
    await page.getByLabel('Title').fill('Begun in one');
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByLabel('Title').and(other.locator('[value="Begun in one"]')).waitFor();
    await other.getByLabel('Medium').fill('Pen on paper');
    await page.getByLabel('Medium').and(page.locator('[value="Pen on paper"]')).waitFor();
    await page.getByLabel('Title').fill('Ended in the other');
    await other.getByLabel('Title').and(other.locator('[value="Ended in the other"]')).waitFor();
    await other.reload();
    expect(await other.getByLabel('Title').inputValue()).toBe('Ended in the other');
    expect(await other.getByLabel('Medium').inputValue()).toBe('Pen on paper');

    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    // Of files that another tab takes, none is missing in what is signed.
    await other.evaluate(TAKING_FILES);
    await page.getByRole('button', { name: 'Sign and record' }).click();
    await page.getByText('Another tab takes files into it, or records it.').waitFor();
    await other.evaluate('globalThis.endTaking()');
    const release = await holding(page, 'mutation RegisterWork(');
    await page.getByRole('button', { name: 'Sign and record' }).click();
    // What is typed meanwhile would not be in it, there or here.
    for (const one of [page, other]) await one.locator('form[inert]').waitFor({ state: 'attached' });
    await other.getByText('It is being recorded, from another tab').waitFor();
    expect(await other.getByRole('button', { name: 'Throw this draft away' }).count()).toBe(0);
    // A tab that comes later knows it too.
    const third = await page.context().newPage();
    await third.goto(`${house.url}/mine`);
    await third.getByText('is being recorded …').waitFor();
    expect(await third.getByRole('button', { name: /^Throw away/ }).count()).toBe(0);
    // It goes on where its page is left, and is the same when one comes back.
    await page.getByRole('link', { name: 'Browse' }).click();
    await page.getByRole('heading', { name: 'Registered works' }).waitFor();
    await page.goBack();
    await page.getByText('It is being recorded, from another tab or from before you came back').waitFor();
    await release();
    for (const one of [page, other])
      await one.getByRole('heading', { name: '“Ended in the other” is in the catalogue' }).waitFor();
    await other.reload();
    await other.getByRole('heading', { name: '“Ended in the other” is in the catalogue' }).waitFor();
    const { works } = await house.client.ask<{ works: { edges: unknown[] } }>(
      '{ works(first: 100, search: "Ended in the other") { edges { node { id } } } }',
    );
    expect(works.edges).toHaveLength(1);
    await page.getByRole('button', { name: 'Register another' }).click();
    await other.getByRole('heading', { name: 'is in the catalogue' }).waitFor({ state: 'detached' });
    expect(browser.complaints()).toEqual([]);
  }, 180_000);

  it('says of the very file of a registered work where it can be claimed', async () => {
    const picture = await aNewPicture();
    await registered(house.client, aPerson('dora'), { picture, title: 'The same' });
    const page = await openPage();
    await anInjectedWallet(page, aPerson('eve'));
    await page.reload();
    await page.getByLabel('Choose pictures').setInputFiles(await aFile('same.png', picture));
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await page.getByRole('button', { name: 'Sign and record' }).click();
    await page.getByText('This very file is registered, as “The same”: nothing was recorded.').waitFor();
    await page.getByRole('link', { name: 'claim it' }).click();
    await page.getByRole('heading', { name: 'Claim a work' }).waitFor();
    // Of its own, beside the one that stays till it is thrown away.
    await page.getByRole('button', { name: 'The same (a claim)', exact: true }).waitFor();
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('can be done by the keyboard alone', async () => {
    const page = await openPage();
    await anInjectedWallet(page, aPerson('keys only'));
    await page.reload();
    const keys = keysAlone(page);
    await page.getByText('Choose pictures').waitFor();
    await keys.choosing(/^Choose pictures/, await aFile('d.png', await aNewPicture()));
    await page.getByLabel('Title').waitFor();
    await keys.fill(/^Title/, 'By keys');
    await keys.enter(/^Sign with Test wallet/);
    await keys.enter(/^Sign and record/);
    await page.getByText('Now: Anchored').waitFor({ timeout: 30_000 });
    await keys.enter(/^See the work/);
    await page.waitForURL(/\/works\/work:/);
  }, 120_000);
});

/** Runs in another tab: takes files into its one draft, and is not done before it is told. */
const TAKING_FILES = `new Promise((resolve) =>
  void navigator.locks.request(
    'raisonne-draft-' + new URLSearchParams(location.search).get('draft'),
    { mode: 'shared' },
    () => new Promise((end) => { globalThis.endTaking = end; resolve(); }),
  ),
)`;

/** Holds the questions of a page that have some text in them, until it is released. */
async function holding(page: Page, text: string): Promise<() => Promise<void>> {
  const held: Route[] = [];
  let isHeld = true;
  await page.route('**/graphql', async (route) => {
    if (isHeld && route.request().postData()?.includes(text)) held.push(route);
    else await route.continue();
  });
  return async () => {
    isHeld = false;
    for (const route of held) await route.continue();
  };
}

/** Holds the drafts of the browser by a transaction of their own, so that nothing is kept before it is released. */
async function holdingDrafts(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(HOLD);
  return async () => {
    await page.evaluate('globalThis.isReleased = true');
  };
}

/** Runs in the page. A transaction stays open as long as something more is asked of it. */
const HOLD = `new Promise((resolve) => {
  indexedDB.open('raisonne').onsuccess = ({ target }) => {
    const store = target.result.transaction('drafts', 'readwrite').objectStore('drafts');
    const hold = () => {
      resolve();
      if (!globalThis.isReleased) store.count().onsuccess = hold;
    };
    store.count().onsuccess = hold;
  };
})`;
