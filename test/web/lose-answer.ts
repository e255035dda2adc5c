import type { Page } from 'playwright-core';

/** The next mutation of a name reaches the register, and its answer is lost on the way. */
export const loseAnswer = (page: Page, mutation: string): Promise<unknown> =>
  page.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes(`mutation ${mutation}(`)) return route.fallback();
    await route.fetch();
    await route.abort();
    return page.unroute('**/graphql');
  });
