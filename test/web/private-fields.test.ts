import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { KeptText } from '../../src/disclosure/private-claim.js';
import { readPackage } from '../../src/evidence/read-package.js';
import { verifyPackage } from '../../src/evidence/verify-package.js';
import { chunk, tEXt } from '../fixtures/carrying.js';
import { aPerson, describeHouse, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { aBrowser, photograph, TELEPHONE, type TestBrowser } from './a-browser.js';
import { violationsOf } from './accessible.js';
import { anInjectedWallet } from './an-injected-wallet.js';
import { keysAlone } from './keys-alone.js';

const INFOTEXT =
  'a heron at dawn\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 3, Size: 320x240, Model: heron, Version: v1.10.1';

describeHouse('private fields in the pages', (open) => {
  let house: TestHouse;
  let browser: TestBrowser;
  let work: string;
  let kept: readonly KeptText[];
  let openings: string;
  beforeAll(async () => {
    house = await open();
    browser = await aBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
    expect(house.failures).toEqual([]);
  });
  async function openWith(person: ReturnType<typeof aPerson>, at: string): Promise<Page> {
    const page = await browser.open(house.url);
    await anInjectedWallet(page, person);
    await page.goto(`${house.url}${at}`);
    return page;
  }
  async function aGenerated(seed: number): Promise<string> {
    const png = await aPicture({ seed, width: 320, height: 240, format: 'png' });
    const file = path.join(house.folder, `heron-${seed}.png`);
    await writeFile(
      file,
      Buffer.concat([png.subarray(0, 33), chunk(tEXt('parameters', INFOTEXT)), png.subarray(33)]),
    );
    return file;
  }
  const fits = async (page: Page) => {
    const before = page.viewportSize();
    await page.setViewportSize(TELEPHONE);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      TELEPHONE.width,
    );
    if (before) await page.setViewportSize(before);
  };

  it('are registered as commitments, once what opens them was saved', async () => {
    const page = await openWith(aPerson('ada keeps some private'), '/works/new');
    await page.getByLabel('Choose pictures').setInputFiles(await aGenerated(1701));
    await page.getByLabel('Title').fill('Partly told');
    await page.getByLabel('Program').waitFor();
    await page.getByRole('textbox', { name: 'Seed' }).fill('4');
    await page.getByLabel('Add an act').selectOption('overpainting');
    await page.getByRole('button', { name: 'Add this act' }).click();
    await page.getByLabel('What was done').fill('The beak, at the kitchen table.');
    await page.getByLabel('Add another act').selectOption('colour');
    await page.getByRole('button', { name: 'Add this act' }).click();
    await page.getByLabel('What was done').last().fill('Warmer.');
    await page.getByLabel('Keep private: Prompt').check();
    await page.getByLabel('Keep private: Seed').check();
    await page.getByText('its own file tells Prompt, Seed').waitFor();
    await page.getByLabel('Keep private: Act 1').check();
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    const record = page.getByRole('button', { name: 'Sign and record' });
    await page.getByText('Nothing that is registered looks like it.').waitFor();
    expect(await record.isDisabled()).toBe(true);
    const save = async () => {
      const [saved] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Save the private fields' }).click(),
      ]);
      await page.getByText('Saved: keep the file.').waitFor();
      return saved;
    };
    const first = await save();
    expect(first.suggestedFilename()).toBe('heron-1701.png.openings.json');
    // What is changed after that is not yet saved; what is not keeps its salt, also over a reload.
    await page.getByLabel('What was done').first().fill('The beak, in the garden.');
    expect(await record.isDisabled()).toBe(true);
    await photograph(page, 'register-private');
    expect(await violationsOf(page)).toEqual([]);
    await fits(page);
    await page.reload();
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await page.getByText('Nothing that is registered looks like it.').waitFor();
    openings = await (await save()).path();
    kept = JSON.parse(await readFile(openings, 'utf8')) as KeptText[]; // as the page wrote it
    const before = JSON.parse(await readFile(await first.path(), 'utf8')) as KeptText[]; // likewise
    expect(kept.map(({ field, content }) => [field, content])).toEqual([
      ['/acts/0', { kind: 'overpainting', done: 'The beak, in the garden.' }],
      ['/generations/0/prompt', { text: 'a heron at dawn' }],
      ['/generations/0/seed', '4'],
      ['/generations/0/corrections/0/read', '3'],
    ]);
    expect(kept.map(({ salt }, at) => salt === before[at]?.salt)).toEqual([false, true, true, true]);
    await record.click();
    await page.getByText('Now: Anchored').waitFor({ timeout: 30_000 });
    work =
      (await page.getByRole('link', { name: 'See the work' }).getAttribute('href'))?.replace('/works/', '') ??
      '';
    const { work: recorded } = await house.client.ask<{ work: { claims: unknown } }>(
      `query ($id: ID!) { work(id: $id) { claims(first: 5) { edges { node {
         withheld { path commitment } generations { tool seed prompt { text } corrections { read { text commitment } } } acts { done } } } } } }`,
      { id: work },
    );
    expect(recorded.claims).toEqual({
      edges: [
        {
          node: {
            withheld: kept.slice(0, 3).map(({ field, commitment }) => ({ path: field, commitment })),
            generations: [
              {
                tool: 'AUTOMATIC1111',
                seed: null,
                prompt: null,
                corrections: [{ read: { text: null, commitment: kept[3]?.commitment } }],
              },
            ],
            acts: [{ done: 'Warmer.' }],
          },
        },
      ],
    });
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('are disclosed in a package as far as one chooses, and the register never sees them', async () => {
    const page = await openWith(aPerson('a lawyer'), `/works/${work}`);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.postData() ?? ''));
    await page
      .getByText('Withheld: the whole act 1; prompt of record of a machine 1; seed of record of a machine 1.')
      .waitFor();
    await page.getByLabel('Choose what opens private fields').setInputFiles(openings);
    await page.getByText('prompt of record of a machine 1:').waitFor();
    await page.getByLabel('The whole act 1').check();
    await photograph(page, 'export-disclosed');
    expect(await violationsOf(page)).toEqual([]);
    await fits(page);
    await page.getByLabel('Due-diligence report with flags').check();
    const [saved] = await Promise.all([
      page.waitForEvent('download', { timeout: 30_000 }),
      page.getByRole('button', { name: 'Make the package' }).click(),
    ]);
    const files = readPackage(await readFile(await saved.path()));
    const report = await verifyPackage(files);
    const checks = Object.values(report.axes).flatMap((axis) => axis.checks);
    expect(checks.filter(({ result }) => result === 'failed')).toEqual([]);
    const told = checks.filter(({ what }) => what === 'What is disclosed is what was committed to');
    expect(told.map(({ detail }) => detail)).toEqual([expect.stringContaining('in the garden')]);
    const record =
      'problem' in files ? '' : Buffer.from(files.get('data/documents/record.json') ?? []).toString();
    expect(record).toContain('in the garden');
    expect(record).not.toContain('a heron at dawn');
    expect([...(files as Map<string, unknown>).keys()]).not.toContain('data/documents/record.pdf');
    expect(asked.join('\n')).not.toContain('garden');
    expect(browser.complaints()).toEqual([]);
  }, 120_000);

  it('are refused where they are of another work, or open nothing', async () => {
    const page = await openWith(aPerson('a lawyer'), '/works/new');
    await page.getByLabel('Choose pictures').setInputFiles(await aGenerated(1702));
    await page.getByLabel('Title').fill('Another');
    await page.getByRole('button', { name: 'Sign with Test wallet' }).click();
    await page.getByRole('button', { name: 'Sign and record' }).click();
    await page.getByText('Now: Anchored').waitFor({ timeout: 30_000 });
    await page.getByRole('link', { name: 'See the work' }).click();
    const choose = page.getByLabel('Choose what opens private fields');
    await choose.setInputFiles({
      name: 'words.json',
      mimeType: 'application/json',
      buffer: Buffer.from('words'),
    });
    await page.getByText('words.json holds no openings').waitFor();
    const wrong = JSON.stringify([{ ...kept[0], content: 'something else' }]);
    await choose.setInputFiles({
      name: 'wrong.json',
      mimeType: 'application/json',
      buffer: Buffer.from(wrong),
    });
    await page.getByText('In wrong.json what is to open').waitFor();
    // By keys alone.
    await choose.setInputFiles(openings);
    await page.getByText('The whole act 1').waitFor();
    const keys = keysAlone(page);
    await keys.goTo(/^the whole act 1/);
    await page.keyboard.press('Space');
    await keys.enter(/^Make the package/);
    await page.getByText('No statement about the work holds the commitment').waitFor();
    expect(browser.complaints()).toEqual([]);
  }, 120_000);
});
