import { describeHouse, type TestHouse } from '../fixtures/house.js';
import { aBrowser, type TestBrowser } from './a-browser.js';

describeHouse('the explorer of the API', (open) => {
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

  it('may run its one script, and reach this server alone', async () => {
    const response = await fetch(`${house.url}/explorer`);
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'sha256-[A-Za-z0-9+/=]{44}'; worker-src blob:; style-src 'unsafe-inline'; img-src data:; font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect((await response.text()).match(/<script/g)?.length).toBeGreaterThan(0);
  });

  it('asks a question and shows the answer within that policy, which runs no other script', async () => {
    const { log } = await house.client.ask<{ log: { origin: string } }>('{ log { origin } }');
    const page = await browser.open(
      `${house.url}/explorer?query=${encodeURIComponent('{ log { origin } }')}`,
    );
    await page.locator('.graphiql-editor .view-lines').filter({ hasText: 'origin' }).first().waitFor();
    await page.getByRole('button', { name: /^Execute query/ }).click();
    await page.locator('.result-window').filter({ hasText: log.origin }).waitFor();
    expect(browser.complaints()).toEqual([]);
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "ran"';
      document.body.append(script);
      return document.title;
    });
    expect(ran).toBe('Raisonné');
    expect(browser.complaints().join()).toContain('Content Security Policy');
  }, 60_000);
});
