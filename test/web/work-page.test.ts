import { readFile } from 'node:fs/promises';
import type { Wallet } from 'ethers';
import type { Locator, Page } from 'playwright-core';
import { openDispute } from '../../src/claims/disputes/open-dispute.js';
import { stateOutcome } from '../../src/claims/disputes/state-outcome.js';
import { declareDerivation } from '../../src/originality/declare-derivation.js';
import { grantLicence } from '../../src/rights/licences/grant-licence.js';
import { recordProvenance } from '../../src/title/history/record-provenance.js';
import { addressOf, aPerson, describeHouse, state, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { AN_EXAMINATION } from '../title/an-examination.js';
import { aBrowser, photograph, TELEPHONE, type TestBrowser } from './a-browser.js';
import { violationsOf } from './accessible.js';
import { claimed } from './claimed.js';
import { act, confirm, openWork as openPageOfWork } from './open-work.js';

const [ada, bob, eve] = [aPerson('ada'), aPerson('bob'), aPerson('eve')];
const HOSTILE = '<img src=x onerror="document.title=1"> "Heron" & {{7*7}}';

describeHouse('the page of a work', (open) => {
  let house: TestHouse;
  let browser: TestBrowser;
  let work: string;
  let seed = 950;
  beforeAll(async () => {
    house = await open();
    browser = await aBrowser();
    work = await aClaimedWork(HOSTILE);
    await state(house.client, ada, {
      kind: recordProvenance,
      body: {
        work,
        events: [
          { type: 'passage', method: 'sale', to: [{ name: HOSTILE }], begin: '1910~', uncertain: ['begin'] },
          { type: 'passage', method: 'theft', to: [{ name: 'persons not known' }], begin: '1938' },
          AN_EXAMINATION,
        ],
      },
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
  const aClaimedWork = (title: string, claimants: readonly [Wallet, ...Wallet[]] = [ada]) =>
    claimed(house.client, claimants, { seed: (seed += 1), title, prompt: HOSTILE });
  const openWork = (id = work, person = eve): Promise<Page> =>
    openPageOfWork(browser, { url: house.url, work: id, person });

  it('shows what is recorded, and runs nothing of it', async () => {
    const page = await openWork();
    await page.getByRole('heading', { name: 'What to look at' }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(HOSTILE);
    for (const text of [
      'Generated with ComfyUI',
      'Painting over',
      'sale to',
      'Custody alone; title stayed',
      'Uncertain: begin',
      'CC-BY-4.0',
      'Claimed',
    ])
      await page.getByText(text).first().waitFor();
    expect(
      await page
        .getByRole('img', { name: 'A heron' })
        .evaluate((one: HTMLImageElement) => one.decode().then(() => one.naturalWidth)),
    ).toBeGreaterThan(100);
    const part = page.locator('#making .overlay polygon');
    expect(await part.getAttribute('points')).toBe('1,2 4,2 4,6 1,6');
    expect(await page.title()).toBe(`${HOSTILE} – Raisonné`);
    expect(await violationsOf(page)).toEqual([]);
    await photograph(page, 'work');
    expect(browser.complaints()).toEqual([]);
  });

  it.each([
    ['a desk', undefined],
    ['a telephone', TELEPHONE],
  ])(
    'tells a stated theft above all that is recorded, and moves little when it comes, on %s',
    async (_, viewport) => {
      const stolen = await aClaimedWork('Heron');
      await state(house.client, ada, {
        kind: recordProvenance,
        body: {
          work: stolen,
          events: [{ type: 'passage', method: 'theft', to: [{ name: 'persons not known' }], begin: '1938' }],
        },
        select: '{ work { id } }',
      });
      const page = await browser.open(`${house.url}/works/${stolen}`, { ...(viewport && { viewport }) });
      const notice = page.getByText('There is something grave to look at (theft no restitution):');
      await notice.waitFor();
      const shift = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            let sum = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries())
                sum += (entry as PerformanceEntry & { value: number }).value;
            }).observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => resolve(sum), 1000);
          }),
      );
      await photograph(page, 'work-grave');
      expect(shift).toBeLessThanOrEqual(0.05);
      const topOf = async (one: Locator) => (await one.boundingBox())?.y ?? Number.NaN;
      expect(await topOf(notice)).toBeLessThan(
        await topOf(page.getByRole('heading', { name: 'How it was made' })),
      );
      await photograph(page, 'work-grave');
      await notice.getByRole('link', { name: 'its history' }).click();
      expect(new URL(page.url()).hash).toBe('#title');
      expect(browser.complaints()).toEqual([]);
    },
  );

  it('draws what derives from what, and says it in sentences', async () => {
    const [print, collage] = [await aClaimedWork('Print'), await aClaimedWork('Collage')];
    for (const [derived, source, how] of [
      [print, work, 'reproduction'],
      [collage, print, 'quotation'],
    ])
      await state(house.client, ada, {
        kind: declareDerivation,
        body: { work: derived, source, how },
        select: '{ derivation { id } }',
      });
    const page = await openWork(print);
    const graph = page.getByRole('group', { name: 'Derivations, as a picture' });
    await graph.getByRole('link', { name: 'Collage' }).waitFor();
    expect(await graph.getByRole('link').allTextContents()).toEqual(
      expect.arrayContaining([HOSTILE, 'Print', 'Collage']),
    );
    expect(await graph.locator('text').allTextContents()).toEqual(['reproduction', 'quotation']);
    const leftOf = async (name: string) =>
      (await graph.getByRole('link', { name, exact: true }).boundingBox())?.x ?? 0;
    expect(await leftOf('Print')).toBeGreaterThan(await leftOf(HOSTILE));
    expect(await leftOf('Collage')).toBeGreaterThan(await leftOf('Print'));
    expect(await page.locator('#related li').allTextContents()).toEqual(
      expect.arrayContaining([`Print is a reproduction of ${HOSTILE}`, 'Collage quotes Print']),
    );
    expect(await violationsOf(page)).toEqual([]);
    await photograph(page, 'derivations');
    await graph.getByRole('link', { name: 'Collage' }).click();
    await page.getByRole('heading', { level: 1, name: 'Collage' }).waitFor();
    expect(browser.complaints()).toEqual([]);
  });

  it('comes closer to the picture, by tiles', async () => {
    const page = await openWork();
    const tile = page.waitForResponse(
      (response) => /\/iiif\/3\/\w+\/[^/]+\/[^/]+\/0\/default\.jpg$/.test(response.url()) && response.ok(),
    );
    await page.getByRole('button', { name: 'Look closely' }).click();
    await page.getByRole('img', { name: 'A heron, enlarged' }).waitFor();
    await tile;
    const closer = page.waitForResponse(
      (response) => /\/iiif\/3\/\w+\/\d+,\d+,\d+,\d+\//.test(response.url()) && response.ok(),
    );
    await page.getByRole('button', { name: 'Closer' }).click();
    await page.getByRole('button', { name: 'Closer' }).click();
    await closer;
    expect(await violationsOf(page)).toEqual([]);
    expect(browser.complaints()).toEqual([]);
  });

  it('verifies the record in the browser, and gives it as a package that the verify page takes', async () => {
    const page = await openWork();
    await page.getByRole('button', { name: 'Verify in this browser' }).click();
    await page.getByText(/^Nothing failed\./).waitFor({ timeout: 30_000 });
    // The result comes after what is checked: before it, it would read as part of it.
    await page
      .getByText(/^The chain holds .*: not checked \(/)
      .first()
      .waitFor();
    await page.getByLabel('Due-diligence report with flags').check();
    const [saved] = await Promise.all([
      page.waitForEvent('download', { timeout: 30_000 }),
      page.getByRole('button', { name: 'Make the package' }).click(),
    ]);
    const zip = await saved.path();
    await page.getByText(`your browser saves it as “${saved.suggestedFilename()}”.`).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Verify', exact: true }).click();
    await page.getByLabel('Choose a package').waitFor();
    await page.context().setOffline(true);
    await page.getByLabel('Choose a package').setInputFiles(zip);
    await page.getByText(/^Nothing failed\./).waitFor();
    const head = page.locator('.report header');
    expect(await head.locator('h2').textContent()).toBe(HOSTILE);
    await head.getByText('Registered in these words').waitFor();
    await photograph(page, 'verify');
    expect(await violationsOf(page)).toEqual([]);
    await page
      .getByLabel('Choose a package')
      .setInputFiles({ name: 'words.zip', mimeType: 'application/zip', buffer: Buffer.from('words') });
    await page.getByText('words.zip is no package').waitFor();
    const picture = await aPicture({ seed: 7, width: 64, height: 64 });
    await page
      .getByLabel('Choose a package')
      .setInputFiles({ name: 'sun.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(picture) });
    await page.getByText('Whether a picture is registered is told where it is checked').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    const cut = Buffer.from('504b030400000000', 'hex');
    await page
      .getByLabel('Choose a package')
      .setInputFiles({ name: 'cut.zip', mimeType: 'application/zip', buffer: cut });
    await page.getByText(/^Failed: bytes/).waitFor();
    expect(await head.count()).toBe(0);
    const altered = await readFile(zip);
    const at = altered.indexOf('Payload-Oxum');
    altered[at] = (altered[at] ?? 0) ^ 1;
    await page
      .getByLabel('Choose a package')
      .setInputFiles({ name: 'altered.zip', mimeType: 'application/zip', buffer: altered });
    await head.getByText('Something in it failed: see below').waitFor();
    expect(await head.locator('h2').textContent()).toBe(HOSTILE);
  }, 120_000);

  it('passes title on', async () => {
    const id = await aClaimedWork('Passed on');
    const owners = await openWork(id, ada);
    await act(owners, 'Transfer title');
    await owners.getByLabel('To (address of their key)').fill(addressOf(bob));
    await owners.getByLabel('How').selectOption('gift');
    await confirm(owners, 'Sign the transfer');
    const status = owners.getByText('Transfer title: recorded.');
    await status.waitFor();
    const short = `${addressOf(bob).slice(0, 6)}…${addressOf(bob).slice(-4)}`;
    await owners.locator('#title').getByRole('link', { name: short }).first().waitFor();
    // Whoever stated it stays where they were: the words that it is recorded, and what else may be stated.
    expect(await status.evaluate((one) => one === document.activeElement)).toBe(true);
    const chooser = owners.getByRole('button', { name: 'Tell its history' });
    for (const one of [status, chooser]) {
      const box = await one.boundingBox();
      expect(box?.y).toBeGreaterThanOrEqual(0);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(owners.viewportSize()?.height ?? 0);
    }
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('takes a co-signature', async () => {
    const id = await aClaimedWork('Made by two', [ada, bob]);
    const page = await openWork(id, bob);
    await page.getByText('Waits for co-signatures').waitFor();
    await act(page, 'Co-sign the claim');
    await page.getByRole('button', { name: 'Sign the claim', exact: true }).click();
    await page.getByText('Claimed', { exact: true }).waitFor();
  }, 120_000);

  it('takes a dispute with evidence, and an answer to it', async () => {
    const id = await aClaimedWork('Contested');
    const page = await openWork(id, eve);
    await act(page, 'Contest the claim');
    await page.getByLabel('On which ground').selectOption('copied');
    await page.getByLabel('What you say').fill(HOSTILE);
    await page
      .getByLabel('Evidence')
      .setInputFiles({ name: HOSTILE, mimeType: 'text/plain', buffer: Buffer.from('mine') });
    await page.getByRole('button', { name: 'Sign the dispute' }).click();
    await page.getByText('Who made it is contested').waitFor();
    await page.locator('#title').getByText('(conflicting claims)').waitFor();
    // Said once above all else, with the way to the claims.
    expect(await page.getByText('There is something grave to look at').count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    await photograph(page, 'work-contested');
    const claimants = await openWork(id, ada);
    await act(claimants, 'Answer the dispute');
    await claimants.getByLabel('Your answer').fill('It is mine.');
    await claimants.getByRole('button', { name: 'Sign the answer' }).click();
    const claims = claimants.locator('#claims');
    await claims.getByText('(answered)').waitFor();
    await claims.getByText(/^answer, .* by 0x.*: It is mine\.$/).waitFor();
    const evidence = claims.getByRole('link', { name: /^a TXT file, \d+ bytes$/ });
    expect(await evidence.getAttribute('href')).toMatch(/^\/files\/b/);
    expect(await evidence.getAttribute('download')).not.toBeNull();
    expect(await violationsOf(claimants)).toEqual([]);
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('shows who stated which outcome of a dispute, and who decided', async () => {
    const id = await aClaimedWork('An outcome is stated');
    const { work: disputed } = await house.client.ask<{
      work: { claims: { edges: { node: { id: string } }[] } };
    }>('query ($id: ID!) { work(id: $id) { claims(first: 1) { edges { node { id } } } } }', { id });
    const claim = disputed.claims.edges[0]?.node.id;
    const { dispute } = await state<{ dispute: { id: string } }>(house.client, eve, {
      kind: openDispute,
      body: { claim, ground: 'copied', account: 'It is mine.' },
      select: '{ dispute { id } }',
    });
    await state(house.client, ada, {
      kind: stateOutcome,
      body: {
        claim,
        dispute: dispute.id,
        outcome: 'rejected',
        decidedBy: HOSTILE,
        decidedOn: '2026-05-01',
        account: 'See there.',
      },
      select: '{ dispute { id } }',
    });
    const page = await openWork(id);
    const short = `${addressOf(ada).slice(0, 6)}…${addressOf(ada).slice(-4)}`;
    const told = page.locator('.disputes li li');
    await told.waitFor();
    expect(await told.textContent()).toMatch(/^outcome stated: For the claimants, .* by /);
    expect(await told.textContent()).toContain(`by ${short}, decided 1 May 2026 by ${HOSTILE}: See there.`);
    expect(browser.complaints()).toEqual([]);
  });

  it('goes to the part that its address names, also where its history cannot be asked for', async () => {
    const page = await browser.open(house.url, { viewport: { width: 1280, height: 900 } });
    await page.route('**/graphql', (route) =>
      route.request().postData()?.includes('query WorkHistory(') ? route.abort() : route.continue(),
    );
    await page.goto(`${house.url}/works/${work}#rights`);
    await page.evaluate(
      'new Promise((resolve) => { const look = () => (scrollY > 0 ? resolve() : requestAnimationFrame(look)); look(); })',
    );
    await page.locator('#title').getByText('The register cannot be reached.').waitFor();
    const box = await page.locator('#rights').boundingBox();
    expect(box?.y).toBeLessThan(900);
    expect(box?.y).toBeGreaterThanOrEqual(-1);
    expect(browser.complaints()).toEqual(['Failed to load resource: net::ERR_FAILED']);
  }, 120_000);

  it('says what is not there', async () => {
    const page = await browser.open(`${house.url}/works/work:bafkreiaaaa`);
    await page.getByRole('heading', { name: 'No such work' }).waitFor();
    await page.goto(`${house.url}/works/new/or-not`).catch(() => null);
    browser.complaints();
  });

  it('leads to its person, whose catalogue it is in, and to the register', async () => {
    const page = await openWork();
    await page.getByRole('link', { name: /^0x/ }).first().click();
    await page.getByRole('heading', { name: /^Catalogue of 0x/ }).waitFor();
    await page.getByRole('link', { name: 'Passed on' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await photograph(page, 'person');
    await page.getByRole('link', { name: 'The register' }).click();
    await page.getByRole('heading', { name: 'Newest signed head' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await photograph(page, 'log');
    expect(browser.complaints()).toEqual([]);
  });

  it('is found among all works by words, tool and state', async () => {
    const page = await browser.open(`${house.url}/works`);
    await page.getByRole('link', { name: 'Passed on' }).waitFor();
    await photograph(page, 'browse');
    const contested = page
      .locator('.wall li')
      .filter({ hasText: 'Who made it is contested' })
      .locator('.title');
    expect(await contested.allTextContents()).toEqual(['An outcome is stated', 'Contested']);
    expect(await violationsOf(page)).toEqual([]);
    await page.getByText('Tool, date, colour, licence, state').click();
    await page.getByLabel('State').selectOption('CONTESTED');
    await page.getByLabel('Made with').selectOption('ComfyUI');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.waitForURL(/state=CONTESTED/);
    await page.getByRole('link', { name: 'Contested' }).waitFor();
    expect(await page.locator('.wall .title').allTextContents()).toEqual([
      'An outcome is stated',
      'Contested',
    ]);
    await page.getByText('2 works', { exact: true }).and(page.locator(':focus')).waitFor();
    await page.getByText('Narrowed by ComfyUI, contested').waitFor();
    await page.getByLabel('Words of title').fill('nothing like it');
    await page.keyboard.press('Enter');
    await page.getByText('Nothing that is registered fits.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.goBack();
    await page.getByRole('link', { name: 'Contested' }).waitFor();
    expect(browser.complaints()).toEqual([]);
  });

  it('is among its own works for whoever opens their key', async () => {
    const page = await openWork(work, ada);
    await page.getByRole('link', { name: 'My works' }).click();
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await page
      .getByText('“Contested” is disputed (It takes from a work of another without permission)')
      .waitFor();
    const underWay = page.locator('section').filter({ has: page.getByText('Disputes under way') });
    expect(await underWay.last().locator('li').allTextContents()).toEqual([
      '“Contested” is disputed (It takes from a work of another without permission): answered',
      '“An outcome is stated” is disputed (It takes from a work of another without permission): an outcome is stated by one side alone, not decided: rejected',
    ]);
    expect(await violationsOf(page)).toEqual([]);
    await photograph(page, 'mine');
    await page.setViewportSize({ width: 1280, height: 900 });
    await page
      .getByRole('link', {
        name: '“Contested” is disputed (It takes from a work of another without permission)',
      })
      .click();
    // It leads to the claims, and not to the top of the page.
    await page.evaluate(
      'new Promise((resolve) => { const look = () => (scrollY > 0 ? resolve() : requestAnimationFrame(look)); look(); })',
    );
    expect((await page.locator('#claims').boundingBox())?.y).toBeLessThan(900);
    expect(browser.complaints()).toEqual([]);
  });
});
