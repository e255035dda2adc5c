import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { openDispute } from '../../src/claims/disputes/open-dispute.js';
import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import type { Page } from 'playwright-core';
import { addressOf, aPerson, describeHouse, state, type TestHouse } from '../fixtures/house.js';
import { aBrowser, photograph, type TestBrowser } from './a-browser.js';
import { violationsOf } from './accessible.js';
import { claimed } from './claimed.js';
import { act, confirm, openWork } from './open-work.js';

const [ada, bob, eve] = [aPerson('ada is contested'), aPerson('bob contests'), aPerson('eve contests too')];

describeHouse('a dispute on the page of a work', (open) => {
  let house: TestHouse;
  let browser: TestBrowser;
  let seed = 1990;
  beforeAll(async () => {
    house = await open();
    browser = await aBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
    expect(house.failures).toEqual([]);
  });

  async function aContestedWork(title: string): Promise<string> {
    const work = await claimed(house.client, [ada], { seed: (seed += 1), title });
    const [claim] = (await claimsOf(work)).map(({ id }) => id);
    await state(house.client, bob, {
      kind: openDispute,
      body: { claim, ground: 'copied', account: 'It is after mine.' },
      select: '{ dispute { id } }',
    });
    return work;
  }
  const claimsOf = async (work: string) =>
    (
      await house.client.ask<{
        work: {
          claims: {
            edges: {
              node: {
                id: string;
                isContested: boolean;
                disputes: {
                  state: string;
                  outcome: string | null;
                  entries: { decidedBy: string | null }[];
                }[];
              };
            }[];
          };
        };
      }>(
        'query ($id: ID!) { work(id: $id) { claims(first: 5) { edges { node { id isContested disputes { state outcome entries { decidedBy } } } } } } }',
        { id: work },
      )
    ).work.claims.edges.map(({ node }) => node);
  const openBy = (work: string, person: typeof ada) => openWork(browser, { url: house.url, work, person });
  async function openMine(work: string, person: typeof ada): Promise<Page> {
    const page = await openBy(work, person);
    await page.goto(`${house.url}/mine`);
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    return page;
  }

  it('is decided when both sides say that it was settled, for which each is waited for', async () => {
    const work = await aContestedWork('Settled');
    const waits = 'Settled between the sides, on 2 March 2026 by the parties, stated by';
    for (const person of [ada, bob]) {
      const mine = await openMine(work, person);
      await mine.getByText('You sign as').waitFor();
      // Of the other side's word alone.
      if (person === bob) await mine.getByText(waits).waitFor();
      const page = await openBy(work, person);
      if (person === ada) {
        await act(page, 'Say how the dispute ended');
        await page.getByLabel('How it ended').selectOption('settled');
        await page.getByLabel('Decided by').fill('the parties');
        await page.getByLabel('Decided on').fill('2026-03-02');
      } else {
        // It leads to the form, where the same is filled in at once.
        await page.goto(`${house.url}/works/${work}#act-outcome`);
        await page.reload();
        await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
        await page
          .getByText('The other side states: Settled between the sides, on 2 March 2026 by the parties.')
          .waitFor();
        // What is filled in anew is not what was confirmed before.
        await page.getByLabel('How it ended').selectOption('rejected');
        await page.getByLabel('Decided by').fill('a court');
        await page.getByLabel('Decided on').fill('2026-01-01');
        await page.getByRole('button', { name: 'Sign the outcome' }).click();
        const really = page.getByRole('button', { name: 'Really sign the outcome' });
        await really.waitFor();
        await page.getByRole('button', { name: 'Fill in the same' }).click();
        await really.waitFor({ state: 'detached' });
        expect(await page.getByLabel('Decided on').inputValue()).toBe('2026-03-02');
        expect(await page.getByLabel('How it ended').inputValue()).toBe('settled');
        expect(await page.getByLabel('Decided by').inputValue()).toBe('the parties');
      }
      await page.getByLabel('The decision or the settlement').setInputFiles({
        name: 'settlement.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from(`We settled it, says ${addressOf(person)}.`),
      });
      await page.getByLabel('What you say of it').fill('She names me now.');
      await page.getByRole('button', { name: 'Sign the outcome' }).click();
      await page
        .getByText(
          'You state how this dispute about “Settled” ended (It takes from a work of another without permission: ',
        )
        .waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await photograph(page, 'act-outcome');
      await page.getByRole('button', { name: 'Really sign the outcome' }).click();
      await page.getByText('Say how the dispute ended: recorded.').waitFor();
      // Nobody is asked to say again what they said.
      await mine.reload();
      await mine.getByRole('button', { name: 'Sign with Test wallet' }).click();
      await mine.getByRole('heading', { name: 'What waits for you' }).waitFor();
      await mine.getByText('Nothing.', { exact: true }).waitFor();
    }
    expect(await claimsOf(work)).toMatchObject([
      {
        isContested: false,
        disputes: [
          {
            state: 'DECIDED',
            outcome: 'SETTLED',
            entries: [{ decidedBy: 'the parties' }, { decidedBy: 'the parties' }],
          },
        ],
      },
    ]);
    expect(browser.complaints()).toEqual([]);
  }, 180_000);

  it('is ended also on a claim behind fifteen others, once all of them are asked for', async () => {
    const work = await claimed(house.client, [ada], { seed: (seed += 1), title: 'Claimed by many' });
    const [first] = await claimsOf(work);
    for (let n = 0; n < 15; n += 1)
      await state(house.client, aPerson(`claimant ${n}`), {
        kind: claimAuthorship,
        body: {
          work,
          claimants: [addressOf(aPerson(`claimant ${n}`))],
          basis: 'author',
          competesWith: first?.id,
        },
        select: '{ claim { id } }',
      });
    const page = await openBy(work, aPerson('claimant 14'));
    const claims = page.locator('#claims .claims > li');
    expect(await claims.count()).toBe(15);
    await page.getByText('There are more claims than these.').waitFor();
    await page.getByRole('button', { name: 'Show all claims' }).click();
    await claims.nth(15).waitFor();
    await page.getByText('There are more claims than these.').waitFor({ state: 'detached' });
    await act(page, 'Withdraw your claim');
    await page.getByLabel('Which claim').and(page.locator(':invalid')).waitFor();
    await page.getByLabel('Which claim').selectOption({ index: 1 });
    await confirm(page, 'Sign the withdrawal');
    await claims.nth(15).locator('.state').getByText('Withdrawn').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(browser.complaints()).toEqual([]);
  }, 90_000);

  it('is among those that a person raised, page by page', async () => {
    const works = [await aContestedWork('First'), await aContestedWork('Second')];
    const raised = async (after: string | null) =>
      (
        await house.client.ask<{
          person: {
            disputesRaised: {
              edges: { node: { work: { id: string } } }[];
              pageInfo: { hasNextPage: boolean; endCursor: string | null };
            };
          };
        }>(
          'query ($id: ID!, $after: String) { person(id: $id) { disputesRaised(first: 1, after: $after) { edges { node { work { id } } } pageInfo { hasNextPage endCursor } } } }',
          { id: `person:${addressOf(bob)}`, after },
        )
      ).person.disputesRaised;
    const found: string[] = [];
    for (let after: string | null = null, isMore = true; isMore;) {
      const { edges, pageInfo } = await raised(after);
      found.push(...edges.map(({ node }) => node.work.id));
      [after, isMore] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(found.slice(-2)).toEqual(works);
    expect(new Set(found).size).toBe(found.length);
    await expect(raised('bm9uZQ')).rejects.toMatchObject({ code: 'BAD_CURSOR' });
  }, 60_000);

  it('stays the one that was chosen, and becomes no other when a key is opened that may not end it', async () => {
    const work = await aContestedWork('Contested twice');
    const [claim] = await claimsOf(work);
    await state(house.client, eve, {
      kind: openDispute,
      body: { claim: claim?.id, ground: 'authorship', account: 'I made it.' },
      select: '{ dispute { id } }',
    });
    const page = await openBy(work, bob);
    await page.getByRole('button', { name: 'Withdraw your dispute' }).click();
    const which = page.getByLabel('Which dispute');
    const hers = await which.getByText(/^Somebody else made it: /).textContent();
    await which.selectOption(hers);
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await which.and(page.locator(':invalid')).waitFor();
    expect(await which.locator('option').allTextContents()).toEqual([
      'Choose which',
      expect.stringMatching(/^It takes from a work of another without permission: /) as unknown,
    ]);
    await which.selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Sign the withdrawal' }).click();
    await page.getByText(/^You contest no more \(It takes from /).waitFor();
    expect(browser.complaints()).toEqual([]);
  }, 60_000);

  it('is ended by whoever raised it, also when the claim is withdrawn', async () => {
    const work = await aContestedWork('Claim withdrawn');
    const [claim] = await claimsOf(work);
    await state(house.client, ada, {
      kind: withdrawClaim,
      body: { claim: claim?.id },
      select: '{ claim { id } }',
    });
    const page = await openBy(work, bob);
    await page.locator('#claims .state').getByText('Withdrawn').waitFor();
    await act(page, 'Withdraw your dispute');
    await confirm(page, 'Sign the withdrawal');
    await page.getByText('Withdraw your dispute: recorded.').waitFor();
    expect(await claimsOf(work)).toMatchObject([{ disputes: [{ state: 'WITHDRAWN' }] }]);
  }, 60_000);

  it('is withdrawn by whoever raised it alone', async () => {
    const work = await aContestedWork('Withdrawn');
    const hers = await openBy(work, ada);
    await act(hers, 'Withdraw your dispute');
    await hers.getByText('Your key cannot sign this: it is for whoever raised it.').waitFor();
    const his = await openMine(work, bob);
    await his.getByText('You contest “Withdrawn” (It takes from a work of another').waitFor();
    expect(await violationsOf(his)).toEqual([]);
    const page = await openBy(work, bob);
    await act(page, 'Withdraw your dispute');
    await page.getByLabel('Why, public').fill('I was wrong.');
    await confirm(page, 'Sign the withdrawal');
    await page.getByText('Withdraw your dispute: recorded.').waitFor();
    await page.locator('.disputes').getByText('withdrawn').waitFor();
    expect(await claimsOf(work)).toMatchObject([{ isContested: false, disputes: [{ state: 'WITHDRAWN' }] }]);
    expect(browser.complaints()).toEqual([]);
  }, 90_000);
});
