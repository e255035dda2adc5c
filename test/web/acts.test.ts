import type { Page } from 'playwright-core';
import { STANDARD_LICENCES } from '../../src/rights/licences/standard-licences.js';
import { ACTIONS } from '../../src/rights/licences/use.js';
import { ACQUISITION_METHODS } from '../../src/title/provenance/acquisition-methods.js';
import { PASSAGES } from '../../src/web/act/passage-methods.js';
import { LICENCES, RIGHTS_STATEMENTS } from '../../src/web/parts/licences.js';
import { USES } from '../../src/web/parts/use-words.js';
import { addressOf, aPerson, describeHouse, type TestHouse } from '../fixtures/house.js';
import { aBrowser, photograph, TELEPHONE, type TestBrowser } from './a-browser.js';
import { violationsOf } from './accessible.js';
import { keysAlone } from './keys-alone.js';
import { claimed } from './claimed.js';
import { act, confirm, openWork } from './open-work.js';

const [ada, bob, eve] = [aPerson('ada acts'), aPerson('bob acts'), aPerson('eve acts')];
const shortOf = (person: typeof ada) => `${addressOf(person).slice(0, 6)}…${addressOf(person).slice(-4)}`;

describeHouse('what is stated on the page of a work', (open) => {
  let house: TestHouse;
  let browser: TestBrowser;
  let seed = 1400;
  beforeAll(async () => {
    house = await open();
    browser = await aBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
    expect(house.failures).toEqual([]);
  });
  const aWork = (title: string) => claimed(house.client, [ada], { seed: (seed += 1), title });
  const openIt = (work: string, person = ada): Promise<Page> =>
    openWork(browser, { url: house.url, work, person });
  const lookAt = async (page: Page, name: string) => {
    await photograph(page, name);
    expect(await violationsOf(page)).toEqual([]);
    const before = page.viewportSize();
    await page.setViewportSize(TELEPHONE);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      TELEPHONE.width,
    );
    if (before) await page.setViewportSize(before);
  };
  const of = async <Work>(work: string, fields: string): Promise<Work> =>
    (await house.client.ask<{ work: Work }>(`query ($id: ID!) { work(id: $id) { ${fields} } }`, { id: work }))
      .work;

  it('is a licence that many use, by the keyboard alone, and its withdrawal', async () => {
    const work = await aWork('Licensed');
    const page = await openIt(work);
    await page.getByRole('button', { name: 'Grant a licence' }).waitFor();
    const keys = keysAlone(page);
    await keys.enter(/^Grant a licence$/);
    await page.getByText('cannot be taken back').waitFor();
    await keys.enter(/^Sign with Test wallet$/);
    await page.getByText('You sign as').waitFor();
    await keys.choose(/^Terms$/, 'CC BY-NC-ND');
    await keys.enter(/^Sign the licence$/);
    await page.getByText('whoever receives the work under it keeps it').waitFor();
    await keys.enterBefore(/^Really sign the licence$/);
    await page.getByText('Grant a licence: recorded.').waitFor();
    await page.locator('#rights').getByText('CC-BY-NC-ND-4.0').waitFor();
    await page.getByRole('button', { name: 'Withdraw a licence' }).click();
    await page.getByLabel('Why, public').fill('Another one is coming.');
    await confirm(page, 'Sign the withdrawal');
    await page.locator('#rights').getByText('; withdrawn').waitFor();
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('is a licence to one person on terms of its own, and no licence by a stranger', async () => {
    const work = await aWork('On terms');
    const page = await openIt(work);
    await act(page, 'Grant a licence');
    await page.getByLabel('Terms', { exact: true }).selectOption('own');
    await page.getByRole('button', { name: 'Sign the licence' }).click();
    // Nothing is ticked before somebody ticks it.
    await page.getByText('Choose at least one use').waitFor();
    await page.getByLabel('Print it').check();
    await page.getByLabel('Display it').check();
    await page.getByLabel('Only in these countries').fill('de, Atlantis');
    await page.getByLabel('For which purpose').selectOption('non-commercial');
    await page.getByLabel('To (address of their key)').fill(bob.address);
    await page.getByLabel('Last day').fill('2999-12-31');
    await page.getByRole('button', { name: 'Sign the licence' }).click();
    await page.getByText('“Atlantis” is no country').waitFor();
    await lookAt(page, 'act-licence');
    await page.getByLabel('Only in these countries').fill('de, Austria');
    await page.getByRole('button', { name: 'Sign the licence' }).click();
    await page
      .getByText('Permits: display it, print it, not commercially, in DE, AT')
      .waitFor({ timeout: 10_000 });
    expect(await of(work, 'licences { until to { address } rules { actions where purpose } }')).toEqual({
      licences: [
        {
          until: '2999-12-31',
          to: { address: addressOf(bob) },
          rules: [{ actions: ['DISPLAY', 'PRINT'], where: ['DE', 'AT'], purpose: 'NON_COMMERCIAL' }],
        },
      ],
    });

    const stranger = await openIt(work, eve);
    await act(stranger, 'Grant a licence');
    await stranger
      .getByText('Your key cannot sign this: it is for those who uphold the earliest claim')
      .waitFor();
    expect(await stranger.getByRole('button', { name: 'Sign the licence' }).isDisabled()).toBe(true);
  }, 120_000);

  it('is what machines may learn', async () => {
    const work = await aWork('Not to be learnt from');
    const page = await openIt(work);
    await act(page, 'State what machines may learn');
    await page.getByLabel('Text and data mining').selectOption('constrained');
    await page.getByRole('button', { name: 'Sign the preference' }).click();
    await page.getByText('Something is allowed on your terms: say which').waitFor();
    await page.getByLabel('Your terms, in words').fill('Ask me.');
    // What is wrong no more is said no more.
    await page.getByText('Something is allowed on your terms: say which').waitFor({ state: 'detached' });
    await lookAt(page, 'act-training');
    await page.getByRole('button', { name: 'Sign the preference' }).click();
    await page.locator('#rights').getByText('The terms: Ask me.').waitFor();
    await page.locator('#rights').getByText('Allowed on terms').waitFor();
    expect(await of(work, 'trainingPreference { generativeTraining dataMining }')).toEqual({
      trainingPreference: { generativeTraining: 'NOT_ALLOWED', dataMining: 'CONSTRAINED' },
    });
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('is a right that passes on, with the writing', async () => {
    const work = await aWork('Assigned');
    const page = await openIt(work);
    await act(page, 'Transfer a right');
    await page.getByLabel('What you do').selectOption('assignment');
    await page.getByLabel('Their name, as the writing has it').fill('Bob & Daughters');
    await page.getByLabel('To (address of their key)').fill('bob');
    await page.getByLabel('The signed writing').setInputFiles({
      name: 'writing.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4 signed'),
    });
    await page.getByLabel('Signed on').fill('2026-04-12');
    await page.getByLabel('Print it').check();
    // It takes in all others, and so stands alone.
    expect(await page.getByLabel('Any use').isChecked()).toBe(false);
    await page.getByLabel('Any use').check();
    expect(await page.getByLabel('Print it').isChecked()).toBe(false);
    await page.getByLabel('Print it').check();
    await page.getByRole('button', { name: 'Sign the transfer of the right' }).click();
    await page.getByText('Who receives the right is named by the address of a key').waitFor();
    await lookAt(page, 'act-right');
    await page.getByLabel('To (address of their key)').fill(bob.address);
    await page.getByRole('button', { name: 'Sign the transfer of the right' }).click();
    await page.getByText('“Assigned”: print it, worldwide, from 2026-04-12 without end.').waitFor();
    await page.getByRole('button', { name: 'Really sign the transfer of the right' }).click();
    await page
      .locator('#rights')
      .getByText(`Assigned by ${shortOf(ada)} to Bob & Daughters, ${shortOf(bob)}: print it`)
      .waitFor();
    await page.getByRole('link', { name: 'The writing' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('is an event of its history, with a document', async () => {
    const work = await aWork('Lent');
    const page = await openIt(work);
    await act(page, 'Tell its history');
    await page.getByLabel('What happened').selectOption('on_loan');
    await page.getByLabel('From whom').fill(ada.address);
    await page.getByLabel('To whom').fill('Museum of the marsh');
    await page.getByLabel('When, or since when').fill('in spring');
    await page.getByLabel('Until when').fill('2026-05');
    await page.getByLabel('Where (may be left out)').fill('Hamburg');
    await page.getByLabel('Note, public').fill('With its frame.');
    await page.getByLabel('On which document it rests').fill('Contract of loan');
    await page
      .getByLabel('A copy of the document')
      .setInputFiles({ name: 'loan.txt', mimeType: 'text/plain', buffer: Buffer.from('We lend it.') });
    await page.getByLabel('It is not certain that it happened').check();
    await page.getByRole('button', { name: 'Sign the event' }).click();
    await page.getByText('What you filled in cannot be recorded: “When, or since when” ').waitFor();
    await lookAt(page, 'act-history');
    await page.getByLabel('When, or since when').fill('2026-06');
    await page.getByRole('button', { name: 'Sign the event' }).click();
    await page.getByText('What you filled in cannot be recorded: event 1 ends before it begins.').waitFor();
    await page.getByLabel('When, or since when').fill('2026-04');
    await page.getByRole('button', { name: 'Sign the event' }).click();
    await page.locator('#title').getByText('on loan to Museum of the marsh').waitFor();
    for (const text of ['With its frame.', 'In Hamburg.', 'Contract of loan'])
      await page.locator('#title .timeline').getByText(text).waitFor();
    const copy = page.locator('#title').getByRole('link', { name: /^a TXT file, \d+ bytes$/ });
    expect(await copy.getAttribute('href')).toMatch(/^\/files\/b/);
    expect(await violationsOf(page)).toEqual([]);
    expect(await of(work, 'provenance { events { movesTitle content } }')).toMatchObject({
      provenance: {
        events: [
          {
            movesTitle: false,
            content: {
              method: 'on_loan',
              begin: '2026-04',
              end: '2026-05',
              from: [{ person: addressOf(ada) }],
              to: [{ name: 'Museum of the marsh' }],
              sources: [{ citation: 'Contract of loan', file: { mediaType: 'text/plain' } }],
              uncertain: ['event'],
            },
          },
        ],
      },
    });
    expect(browser.complaints()).toEqual([]);
  }, 120_000);
});

describe('the words of the pages', () => {
  it('are of the uses, licences and methods that there are', () => {
    expect(USES.map(([action]) => action)).toEqual(ACTIONS);
    expect(
      [...LICENCES, ...RIGHTS_STATEMENTS]
        .map(([name]) => name)
        .concat('all-rights-reserved')
        .toSorted(),
    ).toEqual(Object.keys(STANDARD_LICENCES).toSorted());
    const methods: ReadonlySet<string> = new Set(ACQUISITION_METHODS.map(({ id }) => id));
    const told = PASSAGES.flatMap((group) => group.methods.map(([method]) => method)).filter(Boolean);
    expect(told.filter((method) => !methods.has(method))).toEqual([]);
  });
});
