import { permitDerivation } from '../../src/originality/permit-derivation.js';
import { grantLicence } from '../../src/rights/licences/grant-licence.js';
import { transferRight } from '../../src/rights/licences/transfer-right.js';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { rotateKey } from '../../src/people/rotate-key.js';
import { referenceTo } from '../../src/works/file.js';
import { addressOf, aFile, aPerson, describeHouse, state, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { aRotation } from '../people/a-rotation.js';
import { aBrowser, photograph, type TestBrowser } from './a-browser.js';
import { violationsOf } from './accessible.js';
import { claimed } from './claimed.js';
import { keysAlone } from './keys-alone.js';
import { loseAnswer } from './lose-answer.js';
import { act, openWork } from './open-work.js';
import { registered } from './registered.js';

const shortOf = (person: { readonly address: string }) =>
  `${person.address.toLowerCase().slice(0, 6)}…${person.address.toLowerCase().slice(-4)}`;

describeHouse('what the page of a work tells of its use', (open) => {
  let house: TestHouse;
  let browser: TestBrowser;
  let seed = 2500;
  beforeAll(async () => {
    house = await open();
    browser = await aBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
    expect(house.failures).toEqual([]);
  });

  it('is whether somebody may do something, with what that rests on, asked by keys alone', async () => {
    const ada = aPerson('ada, who grants');
    const work = await claimed(house.client, [ada], { seed: (seed += 1), title: 'To be used' });
    const terms = { work, standard: 'CC-BY-NC-4.0' };
    await state(house.client, ada, { kind: grantLicence, body: terms, select: '{ licence { id } }' });
    const page = await browser.open(`${house.url}/works/${work}`);
    const keys = keysAlone(page);
    await page.getByText('May it be used?').waitFor();
    await keys.enter(/^May it be used/);
    await keys.choose(/^To do what/, 'Give out');
    await keys.enter(/^Ask the record/);
    await page.getByText('Nothing that is recorded permits it for certain.').waitFor();
    await page.getByText('It would be decided by the purpose: say that above.').waitFor();
    await page.getByLabel('What for').selectOption('Not commercial');
    await page.getByRole('button', { name: 'Ask the record' }).click();
    await page.getByText('Yes, for whoever').waitFor();
    await page.getByText(/^names the author/).waitFor();
    await page.getByText(/4\.0.*, granted by 0x.* permits it/).waitFor();
    // Of another question it is no answer.
    await page.getByLabel('What for').selectOption('Commercial');
    await page.getByText('Yes, for whoever').waitFor({ state: 'detached' });
    await page.getByLabel('What for').selectOption('Not commercial');
    await page.getByLabel('Country').fill('1x');
    await page.getByRole('button', { name: 'Ask the record' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Country').fill('de');
    await page.getByRole('button', { name: 'Ask the record' }).click();
    await page.getByText('Yes, for whoever').waitFor();
    await photograph(page, 'may-be-used');
    expect(await violationsOf(page)).toEqual([]);
    expect(browser.complaints()).toEqual([]);
  }, 60_000);

  it('is which rights are another’s, also for whoever would license them still', async () => {
    const [ada, bob] = [aPerson('ada, who had the rights'), aPerson('bob, who has one')];
    const work = await claimed(house.client, [ada], { seed: (seed += 1), title: 'Passed on in part' });
    await state(house.client, ada, {
      kind: grantLicence,
      body: { work, rules: [{ effect: 'permit', actions: ['print', 'display'] }] },
      select: '{ licence { id } }',
    });
    const writing = await aFile(Buffer.from('%PDF-1.4 signed'), 'application/pdf');
    await state(house.client, ada, {
      kind: transferRight,
      body: {
        work,
        type: 'exclusive-licence',
        to: addressOf(bob),
        actions: ['print'],
        writing: referenceTo(writing),
        executedOn: '2026-04-12',
      },
      select: '{ transfer { id } }',
      files: [writing],
    });
    const page = await openWork(browser, { url: house.url, work, person: ada });
    await page
      .getByText('Permits: display it, print it')
      .or(page.getByText('Permits: print it, display it'))
      .waitFor();
    await page.getByText('Rights passed on (below)').waitFor();
    await page.locator('summary', { hasText: 'May it be used?' }).click();
    await page.getByLabel('To do what').selectOption('Print it');
    await page.getByRole('button', { name: 'Ask the record' }).click();
    await page.getByText(/^The transfer of rights from 0x.* to 0x.* passes the right on/).waitFor();
    await act(page, 'Grant a licence');
    await page.getByText('A licence of what is another’s permits nothing').waitFor();
    await page.getByText(/^licensed exclusively to 0x.*: print it, worldwide, from 12 April 2026$/).waitFor();
    await photograph(page, 'licence-after-transfer');
    expect(await violationsOf(page)).toEqual([]);
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('is named by the word of the registration before every key of a maker, of several of one name too', async () => {
    const [ada, next, other] = [
      aPerson('ada of the name'),
      aPerson('ada, her next'),
      aPerson('ada, another'),
    ];
    const work = await registered(house.client, ada, {
      picture: await aPicture({ seed: (seed += 1), width: 64, height: 64 }),
      title: 'By two of one name',
      makers: [ada, other].map((person) => ({ name: 'Ada', person: addressOf(person) })),
    });
    await state(house.client, ada, {
      kind: claimAuthorship,
      body: { work, claimants: [ada, other].map(addressOf), basis: 'joint-authors' },
      select: '{ claim { id } }',
    });
    const { log } = await house.client.ask<{ log: { origin: string } }>('{ log { origin } }');
    await state(house.client, ada, {
      kind: rotateKey,
      body: await aRotation(ada, next, { origin: log.origin, reason: 'replaced' }),
      select: '{ person { id } }',
    });
    await state(house.client, next, {
      kind: permitDerivation,
      body: { source: work, to: addressOf(aPerson('whoever')), terms: 'A poster.' },
      select: '{ permission { id } }',
    });
    const page = await browser.open(`${house.url}/works/${work}`);
    await page.getByText('Names before keys are the registration’s word.').waitFor();
    const [claim] = await page.locator('#claims h3').allTextContents();
    expect(claim).toBe(
      `Ada ${shortOf(ada)}, whose key is ${shortOf(next)} now, Ada ${shortOf(other)} (has not signed)`,
    );
    await page.locator('#related li', { hasText: `by Ada ${shortOf(next)}` }).waitFor();
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('has permissions beyond the first fifty shown to whoever asks for them, and ended by whoever gave them', async () => {
    const [ada, bob] = [aPerson('ada, who permits many'), aPerson('bob, who permits the last')];
    const work = await claimed(house.client, [ada], { seed: (seed += 1), title: 'Permitted to many' });
    const { work: asked } = await house.client.ask<{
      work: { claims: { edges: { node: { id: string } }[] } };
    }>('query ($id: ID!) { work(id: $id) { claims(first: 1) { edges { node { id } } } } }', { id: work });
    const competesWith = asked.claims.edges[0]?.node.id;
    await state(house.client, bob, {
      kind: claimAuthorship,
      body: { work, claimants: [addressOf(bob)], basis: 'author', competesWith },
      select: '{ claim { id } }',
    });
    for (let n = 0; n < 51; n += 1)
      await state(house.client, n < 50 ? ada : bob, {
        kind: permitDerivation,
        body: { source: work, to: addressOf(aPerson(`permitted ${n}`)), terms: `Print ${n}.` },
        select: '{ permission { id } }',
      });
    const page = await openWork(browser, { url: house.url, work, person: bob });
    const permitted = page.locator('#related li');
    await page.getByText('There are more permissions than these.').waitFor();
    expect(await permitted.count()).toBe(50);
    await page.getByRole('button', { name: 'Show all permissions' }).click();
    await permitted.nth(50).waitFor();
    await page.getByText('There are more permissions than these.').waitFor({ state: 'detached' });
    // Whoever gave them may end the last as well, without asking for it before.
    await page.reload();
    await act(page, 'Withdraw a permission');
    // Of the others none is offered, and none became hers by itself.
    const options = page.getByLabel('Which permission').locator('option');
    await options.filter({ hasText: 'Print 50.' }).waitFor({ state: 'attached' });
    expect(await options.allTextContents()).toEqual([
      'Choose which',
      expect.stringContaining('Print 50.') as unknown,
    ]);
    await page.getByLabel('Which permission').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Sign the withdrawal' }).click();
    await permitted.nth(50).filter({ hasText: 'withdrawn' }).waitFor();
    expect(browser.complaints()).toEqual([]);
  }, 180_000);

  it('is to whom deriving from it was permitted, and on which terms', async () => {
    const [ada, bob] = [aPerson('ada, who permits'), aPerson('bob, who may')];
    const work = await claimed(house.client, [ada], { seed: (seed += 1), title: 'To be derived from' });
    await state(house.client, ada, {
      kind: permitDerivation,
      body: { source: work, to: addressOf(bob), how: ['detail'], terms: 'One print, for a poster.' },
      select: '{ permission { id } }',
    });
    const page = await browser.open(`${house.url}/works/${work}`);
    const permitted = page.getByRole('listitem').filter({ hasText: 'One print, for a poster.' });
    await permitted.filter({ hasText: /, by detail:.*in force/ }).waitFor();
    expect(await permitted.getByRole('link').first().getAttribute('href')).toBe(
      `/people/person:${addressOf(bob)}`,
    );
    expect(browser.complaints()).toEqual([]);
  }, 60_000);

  it('is from what it derives, as whoever speaks for it says there and takes back', async () => {
    const ada = aPerson('ada, who derives');
    const source = await claimed(house.client, [aPerson('carol')], {
      seed: (seed += 1),
      title: 'The source',
    });
    const work = await claimed(house.client, [ada], { seed: (seed += 1), title: 'Derived' });
    const page = await openWork(browser, { url: house.url, work, person: ada });
    await act(page, 'Say from what it derives');
    await page.getByLabel('From which work').fill('the other one');
    await page.getByRole('button', { name: 'Sign the derivation' }).click();
    await page.getByText('The source is named by the address of its page, or by its id').waitFor();
    await page.getByLabel('From which work').fill(`${house.url}/works/${source}#related`);
    await page.getByLabel('How', { exact: true }).selectOption('quotation');
    await page.getByLabel('Note, public').fill('In the upper left.');
    // The register records it, and its answer is lost on the way.
    await loseAnswer(page, 'DeclareDerivation');
    await page.getByRole('button', { name: 'Sign the derivation' }).click();
    await page.getByText('The register cannot be reached.').waitFor();
    await page.getByRole('button', { name: 'Sign the derivation' }).click();
    await page.getByText('Say from what it derives: recorded.').waitFor();
    const declared = page.locator('#related li', { hasText: 'Derived quotes The source' });
    await declared.waitFor();
    await page.getByRole('button', { name: 'Withdraw that it derives' }).click();
    await page.getByRole('button', { name: 'Sign the withdrawal' }).click();
    await page.getByText('Withdraw that it derives: recorded.').waitFor();
    await declared.waitFor({ state: 'detached' });
    expect(browser.complaints()).toEqual(['Failed to load resource: net::ERR_FAILED']);
  }, 60_000);

  it('is a permission to derive from it, as it is given there and taken back', async () => {
    const [ada, bob] = [aPerson('ada, who permits there'), aPerson('bob, permitted there')];
    const work = await claimed(house.client, [ada], { seed: (seed += 1), title: 'Permitted' });
    const page = await openWork(browser, { url: house.url, work, person: ada });
    await act(page, 'Permit to derive from it');
    await page.getByLabel('Who may').fill(bob.address);
    await page.getByLabel('adaptation').check();
    await page.getByLabel('What is permitted').fill('A tapestry.');
    await page.getByLabel('Last day').fill('2000-01-01');
    await page.getByRole('button', { name: 'Sign the permission' }).click();
    await page.getByText('Name a later day, or none.').waitFor();
    await page.getByLabel('Last day').fill('');
    await photograph(page, 'permit');
    expect(await violationsOf(page)).toEqual([]);
    // The register records it, its answer is lost on the way, and it is changed before it is signed again.
    await loseAnswer(page, 'PermitDerivation');
    await page.getByRole('button', { name: 'Sign the permission' }).click();
    await page.getByText('The register cannot be reached.').waitFor();
    await page.getByLabel('What is permitted').fill('Two tapestries.');
    await page.getByRole('button', { name: 'Sign the permission' }).click();
    await page.getByText('What you signed before was recorded, though its answer was lost.').waitFor();
    await page.reload();
    await page.getByText('Any key will do to contest a claim').waitFor();
    expect(await page.getByText('Two tapestries.').count()).toBe(0);
    const permitted = page.locator('#related li', { hasText: 'A tapestry.' });
    await permitted.filter({ hasText: /, by adaptation:.*in force/ }).waitFor();
    await act(page, 'Withdraw a permission');
    await page.getByRole('button', { name: 'Sign the withdrawal' }).click();
    await permitted.filter({ hasText: 'withdrawn' }).waitFor();
    await page.getByRole('button', { name: 'Withdraw a permission' }).waitFor({ state: 'detached' });
    expect(browser.complaints()).toEqual(['Failed to load resource: net::ERR_FAILED']);
  }, 60_000);
});
