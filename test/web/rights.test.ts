import { permitDerivation } from '../../src/originality/permit-derivation.js';
import { grantLicence } from '../../src/rights/licences/grant-licence.js';
import { addressOf, aPerson, describeHouse, state, type TestHouse } from '../fixtures/house.js';
import { aBrowser, photograph, type TestBrowser } from './a-browser.js';
import { violationsOf } from './accessible.js';
import { claimed } from './claimed.js';
import { keysAlone } from './keys-alone.js';

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
    await page.getByLabel('For which purpose').selectOption('Not commercial');
    await page.getByRole('button', { name: 'Ask the record' }).click();
    await page.getByText('Yes, for whoever').waitFor();
    await page.getByText(/^names the author/).waitFor();
    await page.getByText(/^The licence \(CC-BY-NC-4\.0, .*\) permits it/).waitFor();
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
});
