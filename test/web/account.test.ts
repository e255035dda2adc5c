import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { beginMaking } from '../../src/making/begin-making.js';
import { firstHead } from '../../src/making/making-step.js';
import { recordSteps } from '../../src/making/record-steps.js';
import { addressOf, aPerson, describeHouse, state, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { aBrowser, photograph, TELEPHONE, type TestBrowser } from './a-browser.js';
import { violationsOf } from './accessible.js';
import { claimed } from './claimed.js';
import { openWork } from './open-work.js';
import { registered } from './registered.js';

const ada = aPerson('ada tells how');

describeHouse('how a work was made, on its page', (open) => {
  let house: TestHouse;
  let browser: TestBrowser;
  beforeAll(async () => {
    house = await open();
    browser = await aBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
    expect(house.failures).toEqual([]);
  });

  it('is told with its ledger, all that a tool was given, and how far the claim goes', async () => {
    const { making } = await state<{ making: { id: string } }>(house.client, ada, {
      kind: beginMaking,
      body: { makers: [addressOf(ada)], name: 'Heron in six states' },
      select: '{ making { id } }',
    });
    await state(house.client, ada, {
      kind: recordSteps,
      body: {
        making: making.id,
        after: firstHead(making.id, addressOf(ada)),
        steps: [
          {
            step: 'file',
            at: '2026-01-01T12:00:00.000Z',
            sha256: 'a'.repeat(64),
            sizeBytes: 1,
            mediaType: 'image/png',
            how: 'generation',
          },
        ],
      },
      select: '{ making { id } }',
    });
    const work = await registered(house.client, ada, {
      picture: await aPicture({ seed: 1980, width: 320, height: 240 }),
      title: 'Heron, sixth state',
    });
    await state(house.client, ada, {
      kind: claimAuthorship,
      body: {
        work,
        claimants: [addressOf(ada)],
        basis: 'author',
        makings: [making.id],
        generations: [
          {
            tool: 'ComfyUI',
            scheduler: 'karras',
            width: 640,
            height: 480,
            loras: [{ name: 'plumage', weight: 0.6 }],
            controlNets: [{ name: 'lines' }],
            upscalers: [{ name: '4x-crisp', scale: 2 }],
            pictures: [{ role: 'mask', name: 'beak.png' }],
          },
        ],
        authorCreated: ['arrangement', 'overpainting of the beak'],
        materialExcluded: ['the sky, by a machine'],
      },
      select: '{ claim { id } }',
    });
    const page = await openWork(browser, { url: house.url, work, person: ada });
    const told = page.locator('#making');
    await told.getByText('A ledger was kept (Heron in six states): 1 file').waitFor();
    expect(await told.locator('.ledger').textContent()).toContain(
      'It was recorded afterwards, or all at once.',
    );
    expect(await told.locator('.ledger li').count()).toBeGreaterThan(0);
    const facts = Object.fromEntries(
      await Promise.all(
        (await told.locator('dl.facts > div').all()).map(async (one) => [
          await one.locator('dt').textContent(),
          await one.locator('dd').textContent(),
        ]),
      ),
    ) as Record<string, string>;
    expect(facts).toEqual({
      LoRAs: 'plumage (0.6)',
      ControlNets: 'lines',
      'Pictures that went in': 'beak.png (mask)',
      Scheduler: 'karras',
      Size: '640 × 480 pixels',
      'Made larger': '4x-crisp (2 ×)',
      'Created by the author': 'arrangement; overpainting of the beak',
      'Excluded from the claim': 'the sky, by a machine',
    });
    await page.getByLabel('The ledgers that were kept while it was made').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await photograph(page, 'making-with-ledger');
    await page.setViewportSize(TELEPHONE);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      TELEPHONE.width,
    );
    expect(browser.complaints()).toEqual([]);
  }, 60_000);

  it('offers no ledger for export where none was kept', async () => {
    const work = await claimed(house.client, [ada], { seed: 1981, title: 'Without a ledger' });
    const page = await openWork(browser, { url: house.url, work, person: ada });
    await page.getByLabel('The files themselves').waitFor();
    // Offered until it is known that there is none.
    await page.getByLabel('The ledgers').waitFor({ state: 'detached' });
    expect(await page.getByLabel('Due-diligence report with flags').count()).toBe(1);
  }, 60_000);
});
