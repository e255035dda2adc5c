import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Wallet } from 'ethers';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { forget } from '../../src/register/forgetting/forget.js';
import { addressOf, aFile, aPerson, describeHouse, state, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { aBrowser, photograph, type TestBrowser } from './a-browser.js';
import { violationsOf } from './accessible.js';
import { anInjectedWallet } from './an-injected-wallet.js';
import { claimed } from './claimed.js';
import { keysAlone } from './keys-alone.js';
import { registered } from './registered.js';

describeHouse('how somebody stands to a work', (open) => {
  let house: TestHouse;
  let browser: TestBrowser;
  let seed = 2300;
  beforeAll(async () => {
    house = await open();
    browser = await aBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
    expect(house.failures).toEqual([]);
  });
  const aNewPicture = () => aPicture({ seed: (seed += 1), width: 320, height: 240, format: 'png' });

  /** Opens a page for somebody with a wallet. */
  async function openFor(person: Wallet, at: string): Promise<Page> {
    const page = await browser.open(house.url);
    await anInjectedWallet(page, person);
    await page.goto(`${house.url}${at}`);
    return page;
  }
  /** Opens a new draft and the wallet. */
  async function aDraftOf(person: Wallet, title: string, picture?: Buffer): Promise<Page> {
    const page = await openFor(person, '/works/new');
    const file = path.join(house.folder, `${(seed += 1)}.png`);
    await writeFile(file, picture ?? (await aNewPicture()));
    await page.getByLabel('Choose pictures').setInputFiles(file);
    await page.getByLabel('Title').fill(title);
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    return page;
  }
  const lookAt = async (page: Page, name: string) => {
    await photograph(page, name);
    expect(await violationsOf(page)).toEqual([]);
  };
  const standing = (page: Page) => page.getByLabel('How you stand to it');
  const record = async (page: Page, button = 'Sign and record') => {
    await page.getByRole('button', { name: button }).click();
    await page.getByText('Now: Anchored').waitFor({ timeout: 30_000 });
  };
  const workOf = async (page: Page) => {
    const href = await page.getByRole('link', { name: 'See the work' }).getAttribute('href');
    const { work } = await house.client.ask<{ work: Record<string, unknown> & { id: string } }>(
      `query ($id: ID!) { work(id: $id) { id description makers { name person { address } } owners { owner { address } }
         derivations { registered { from(first: 5) { edges { node { how source { title } } } } } }
         claims(first: 5) { edges { node { status basis account isContested competesWith { id }
           by { person { address } signedAt } acts { done by { address } } evidence { mediaType } } } } } }`,
      { id: href?.replace('/works/', '') },
    );
    return work;
  };

  const claimsOn = async (work: string) =>
    (
      await house.client.ask<{
        work: { claims: { edges: { node: { competesWith: { id: string } | null } }[] } };
      }>(
        'query ($id: ID!) { work(id: $id) { claims(first: 5) { edges { node { competesWith { id } } } } } }',
        { id: work },
      )
    ).work.claims.edges.map(({ node }) => node);

  it('lets joint authors claim together: each is named by their key, and signs it', async () => {
    const [ada, bob] = [aPerson('ada, joint'), aPerson('bob, joint')];
    const page = await aDraftOf(ada, 'By two of us');
    await page.getByLabel('About it').fill('The first that we made together.');
    await standing(page).selectOption('joint-authors');
    const key = page.getByLabel('Address of their key');
    await page.getByLabel('Another author: name').fill('Bob');
    for (const [typed, told] of [
      ['0x12', 'The address of a key is 0x and 40 digits.'],
      [ada.address, 'That is your own key: you sign anyway.'],
    ] as const) {
      await key.fill(typed);
      await page.getByText(told).waitFor();
      await page.getByLabel('Address of their key').and(page.locator(':invalid')).waitFor();
    }
    await key.fill(`person:${bob.address}`);
    // It would else say that Bob made it alone.
    const makers = page.getByLabel('Made by');
    await makers.and(page.locator(':invalid')).waitFor();
    await makers.fill('Bob');
    await page.getByText('Your own name is missing').waitFor();
    await makers.fill('Ada, Bob');
    await makers.and(page.locator(':valid')).waitFor();
    await page.getByRole('button', { name: 'Add another author' }).click();
    await page.getByLabel('Address of their key').nth(1).fill(bob.address);
    await page.getByText('This key is named above or below already.').first().waitFor();
    await page.getByRole('button', { name: /^Leave out *: Another author \(2\)/ }).click();
    await page.getByLabel('Add an act').selectOption('overpainting');
    await page.getByRole('button', { name: 'Add this act' }).click();
    await page.getByLabel('What was done').fill('Bob painted the beak.');
    await page.getByLabel('Who did it').selectOption('Bob');
    // What another did never becomes the signer's own by itself.
    await standing(page).selectOption('author');
    await page.getByText('You said that another did it').waitFor();
    await page.getByLabel('Who did it').and(page.locator(':invalid')).waitFor();
    await standing(page).selectOption('joint-authors');
    await page.getByLabel('Who did it').and(page.locator(':valid')).waitFor();
    // Nothing typed is lost by a reload.
    await page.reload();
    expect(await standing(page).inputValue()).toBe('joint-authors');
    expect(await page.getByLabel('Another author: name').inputValue()).toBe('Bob');
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await page.getByText('that you claim to be its authors, 2 of you').waitFor();
    await lookAt(page, 'register-joint');
    await record(page);
    await page.getByText('Your claim waits for Bob.').waitFor();
    await lookAt(page, 'register-joint-receipt');
    const work = await workOf(page);
    expect(work).toMatchObject({
      description: 'The first that we made together.',
      makers: [
        { name: 'Ada', person: { address: addressOf(ada) } },
        { name: 'Bob', person: { address: addressOf(bob) } },
      ],
      owners: [],
      claims: {
        edges: [
          {
            node: {
              status: 'AWAITING_CO_SIGNATURES',
              basis: 'JOINT_AUTHORS',
              acts: [{ done: 'Bob painted the beak.', by: { address: addressOf(bob) } }],
            },
          },
        ],
      },
    });
    const bobs = await openFor(bob, `/works/${work.id}`);
    await bobs.getByText('Bob painted the beak. By ').waitFor();
    // Whom a claim names without their signature may claim it apart from that, and is told of it.
    await bobs.goto(`${house.url}/works/new?claim=${work.id}`);
    await bobs.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await bobs.getByText('A claim of it names you and waits for your signature').waitFor();
    await bobs.getByRole('button', { name: 'Sign the claim' }).and(bobs.locator(':enabled')).waitFor();
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('lets a registrar enter the work of another, who claims it from its page by keys alone', async () => {
    const [gallery, carol] = [aPerson('a gallery'), aPerson('carol, whose work it is')];
    const page = await aDraftOf(gallery, 'Entered for Carol');
    await standing(page).selectOption('registrar');
    await page.getByLabel('Did a machine have part in it?').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Leave out/ }).click();
    await page.getByText('nobody but you can be the first to claim it').waitFor();
    await page.getByRole('button', { name: 'Add a maker' }).click();
    await page.getByLabel('A maker: name').fill('Carol');
    await page.getByLabel('Address of their key').fill(carol.address);
    await lookAt(page, 'register-registrar');
    await record(page);
    await page.getByText('Carol can claim it now.').waitFor();
    await page.getByText('It was registered and not claimed').waitFor();
    const { id } = await workOf(page);

    const mine = await openFor(carol, '/mine');
    await mine.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await mine.getByText('“Entered for Carol” is registered as yours').waitFor();
    const hers = await openFor(carol, `/works/${id}`);
    const keys = keysAlone(hers);
    await hers.getByText('Nobody claims to have made it.').waitFor();
    await keys.enter(/^Claim it/);
    await hers.getByRole('heading', { name: 'Claim a work' }).waitFor();
    await hers.getByText('Nobody claims it. The first claim is for whoever registered it').waitFor();
    await hers.waitForURL(/draft=/);
    await keys.fill(/^How it came to be/, 'I drew it in May.');
    // The draft is kept, and not begun twice.
    await hers.goto(`${house.url}/works/new?claim=${id}`);
    await hers.waitForURL(/draft=/);
    expect(await hers.getByLabel('How it came to be').inputValue()).toBe('I drew it in May.');
    await keys.enter(/^Sign with Test wallet/);
    await lookAt(hers, 'claim');
    await keys.enter(/^Sign the claim/);
    await hers.getByText('Now: Anchored').waitFor({ timeout: 30_000 });
    await hers.getByRole('heading', { name: 'Your claim on “Entered for Carol” is recorded' }).waitFor();
    await mine.reload();
    await mine.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await mine.getByRole('link', { name: 'Entered for Carol' }).first().waitFor();
    expect(await mine.getByText('is registered as yours').count()).toBe(0);
    expect(await workOf(hers)).toMatchObject({
      owners: [{ owner: { address: addressOf(carol) } }],
      claims: {
        edges: [{ node: { status: 'CLAIMED', account: 'I drew it in May.', competesWith: null } }],
      },
    });
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('says of a claim against another that it competes, on what it rests and what shows that', async () => {
    const dave = aPerson('dave, claimed first');
    const work = await claimed(house.client, [dave], { seed: (seed += 1), title: 'Claimed twice' });
    const page = await openFor(aPerson('erin, the publisher'), `/works/new?claim=${work}`);
    await page.getByText('claims it already. Yours stands beside that').waitFor();
    await standing(page).selectOption('transfer-by-author');
    await page.getByLabel('How it came to you').fill('By contract of 2026-01-02.');
    await page.getByLabel('What shows that').setInputFiles({
      name: 'contract.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('a contract'),
    });
    await page.getByRole('button', { name: /^Take it out *: contract.txt$/ }).waitFor();
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await page
      .getByText('You sign that you claim it by transfer from its author, against an earlier claim.')
      .waitFor();
    await record(page, 'Sign the claim');
    const { claims } = await workOf(page);
    const [first, second] = (claims as { edges: { node: object }[] }).edges; // as asked for above
    expect(first?.node).toMatchObject({ competesWith: null });
    expect(second?.node).toMatchObject({
      basis: 'TRANSFER_BY_AUTHOR',
      account: 'By contract of 2026-01-02.',
      competesWith: { id: expect.stringMatching(/^claim:/) as unknown },
      evidence: [{ mediaType: 'text/plain' }],
    });
    // Another claim of the same person is no receipt of this one. They are told before they sign anew what the register would refuse.
    await page.goto(`${house.url}/works/new?claim=${work}`);
    await page.getByText('claim it already. Yours stands beside that').waitFor();
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await page.getByText('You claim it already').waitFor();
    expect(await page.getByRole('button', { name: 'Sign the claim' }).isDisabled()).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('signs nothing where another claimed it meanwhile, before that was read', async () => {
    const [kate, lou] = [aPerson('kate, who enters'), aPerson('lou, who is faster')];
    const work = await registered(house.client, kate, {
      picture: await aNewPicture(),
      title: 'Claimed meanwhile',
      makers: [{ name: 'Lou', person: addressOf(lou) }],
    });
    const page = await openFor(kate, `/works/new?claim=${work}`);
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await page.getByText('You sign that you claim to be its author.').waitFor();
    await state(house.client, lou, {
      kind: claimAuthorship,
      body: { work, claimants: [addressOf(lou)], basis: 'author' },
      select: '{ claim { id } }',
    });
    await page.getByRole('button', { name: 'Sign the claim' }).click();
    await page.getByText('Who claims the work changed meanwhile.').waitFor();
    await page.getByText('claims it already. Yours stands beside that').waitFor();
    expect((await claimsOn(work)).length).toBe(1);
    await page.getByText('against an earlier claim').waitFor();
    await record(page, 'Sign the claim');
    expect(await claimsOn(work)).toMatchObject([
      { competesWith: null },
      { competesWith: { id: expect.stringMatching(/^claim:/) as unknown } },
    ]);
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('has declared from which registered work it derives, once it is said to be another', async () => {
    const whole = await aPicture({ seed: (seed += 1), width: 480, height: 360, format: 'png' });
    const part = await sharp(whole).extract({ left: 60, top: 40, width: 300, height: 240 }).toBuffer();
    await registered(house.client, aPerson('frank'), { picture: whole, title: 'The whole heron' });
    const page = await aDraftOf(aPerson('grace'), 'Its head', part);
    await page.getByLabel('Mine is another work than “The whole heron”').check();
    await page.getByLabel('Does it derive from it?').selectOption('It is a detail of “The whole heron”');
    await page.getByText('that it is a detail of “The whole heron”').waitFor();
    await lookAt(page, 'register-derives');
    await record(page);
    expect(await workOf(page)).toMatchObject({
      derivations: {
        registered: { from: { edges: [{ node: { how: 'DETAIL', source: { title: 'The whole heron' } } }] } },
      },
    });
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('says that a work which is not registered, or whose file was erased, cannot be claimed', async () => {
    const page = await openFor(aPerson('nobody'), '/works/new?claim=work:nothing');
    await page.getByText('work:nothing is not registered here.').waitFor();
    expect(browser.complaints()).toEqual([]);
    const picture = await aNewPicture();
    const erased = await registered(house.client, aPerson('ivan'), { picture, title: 'Erased' });
    const { cid } = await aFile(picture);
    await forget(house.ports, { ids: [`file:${cid}`], reason: 'A demand' });
    await page.goto(`${house.url}/works/new?claim=${erased}`);
    await page.getByRole('alert').filter({ hasText: cid }).waitFor();
    await lookAt(page, 'claim-of-erased');
    expect(browser.complaints()).toEqual([
      'Failed to load resource: the server responded with a status of 410 (Gone)',
    ]);
  }, 60_000);

  it('says when the browser keeps no drafts, and lets register all the same', async () => {
    const page = await openFor(aPerson('judy'), '/works/new');
    await page.addInitScript(
      'IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError") }',
    );
    await page.reload();
    await page.getByLabel('Choose pictures').setInputFiles({
      name: 'unkept.png',
      mimeType: 'image/png',
      buffer: await aNewPicture(),
    });
    await page.getByText('This browser keeps no drafts now').waitFor();
    await page.getByLabel('Title').fill('Unkept');
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await record(page);
    expect(browser.complaints()).toEqual([]);
  }, 60_000);

  it('takes up drafts that were begun before it was asked', async () => {
    const page = await aDraftOf(aPerson('heidi'), 'Begun long ago');
    await page.evaluate(FORGET);
    await page.reload();
    expect(await standing(page).inputValue()).toBe('author');
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await record(page);
    expect((await workOf(page)).claims).toMatchObject({ edges: [{ node: { basis: 'AUTHOR' } }] });
    // What is recorded is no draft any more.
    await page.getByRole('link', { name: 'My works' }).click();
    const receipts = page.locator('section section', {
      has: page.getByRole('heading', { name: 'Receipts in this browser' }),
    });
    await receipts.getByRole('link', { name: 'Begun long ago' }).waitFor();
    await receipts.getByRole('button', { name: 'Put away' }).click();
    await receipts.waitFor({ state: 'detached' });
    expect(browser.complaints()).toEqual([]);
  }, 120_000);
});

/** Runs in the page: takes out of its draft what drafts did not have once. */
const FORGET = `new Promise((resolve) => {
  indexedDB.open('raisonne').onsuccess = ({ target }) => {
    const store = target.result.transaction('drafts', 'readwrite').objectStore('drafts');
    store.getAll().onsuccess = ({ target: { result: [draft] } }) => {
      for (const field of ['standing', 'others', 'account', 'evidence', 'derives', 'isOfRegistered', 'sent', 'note', 'derived'])
        delete draft[field];
      store.put(draft).onsuccess = resolve;
    };
  };
})`;
