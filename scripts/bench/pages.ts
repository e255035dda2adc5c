import { chromium, type Browser } from 'playwright-core';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { openClient } from '../../src/cli/client.js';
import { projectPath } from '../../src/adapters/project-path.js';
import { referenceTo } from '../../src/works/file.js';
import { median, ownFigure, type Bench, type Result } from './bench.js';
import { startHouse } from './house-process.js';
import { fileOf, originOf, participant } from './participant.js';
import { aPicture } from './pictures.js';

const TIMES = 5;
/** Of the processor, as Lighthouse slows it for a telephone. */
const SLOWER = 4;
const GOALS = { paintMs: 1500, blockingMs: 150, shift: 0.05, scriptKb: 150 } as const;

interface Seen {
  /** Milliseconds from the request to the largest paint. */
  readonly paintMs: number;
  /** Sum of what tasks take beyond 50 ms after the first paint. */
  readonly blockingMs: number;
  /** Cumulative layout shift. */
  readonly shift: number;
}

/** How pages come up in Chromium with a processor that is four times slower, on a telephone's screen: median of several loads, each in a new profile. */
export async function benchPages(bench: Bench): Promise<Result[]> {
  const house = await startHouse(bench, null);
  const work = await aWork(house.url);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  bench.scope.defer(() => browser.close());
  const results: Result[] = [
    ownFigure('script of the front page, brotli', 'kB', { ours: frontScriptKb(), most: GOALS.scriptKb }),
  ];
  for (const [name, at, whole] of [
    ['front page', '/', 'main h1'],
    ['page of a work', `/works/${work}`, 'main img'],
    ['browse page', '/works', 'main img'],
  ] as const) {
    bench.progress(`loading the ${name}`);
    const seen: Seen[] = [];
    for (let time = 0; time < TIMES; time += 1)
      seen.push(await load(browser, { url: `${house.url}${at}`, whole }));
    const middle = (of: keyof Seen) => median(seen.map((one) => one[of]));
    results.push(
      ownFigure(`${name}: largest paint`, 'ms', { ours: middle('paintMs'), most: GOALS.paintMs }),
      ownFigure(`${name}: blocking time`, 'ms', { ours: middle('blockingMs'), most: GOALS.blockingMs }),
      ownFigure(`${name}: layout shift`, '', { ours: middle('shift'), most: GOALS.shift }),
    );
  }
  return results;
}

/** Scripts that the document names. */
function frontScriptKb(): number {
  const folder = projectPath('dist', 'web', 'assets');
  const front = readdirSync(folder).filter((name) => /^index-.*\.js\.br$/.test(name));
  return front.reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0) / 1000;
}

async function aWork(url: string): Promise<string> {
  const client = openClient(url);
  const ada = participant('ada', { client, origin: await originOf(client) });
  const picture = await fileOf(await aPicture('pages', null, { width: 1600, height: 1200 }), 'image/jpeg');
  const { work } = await ada.state<{ work: { id: string } }>('register-work', {
    body: { title: 'Shown', makers: [], altText: 'A picture', files: [referenceTo(picture)] },
    files: [picture],
    select: '{ ... on RegisteredWork { work { id } } }',
  });
  return work.id;
}

interface Asked {
  readonly url: string;
  /** What is there once the page is, as a selector. */
  readonly whole: string;
}

async function load(browser: Browser, { url, whole }: Asked): Promise<Seen> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.addInitScript(WATCH);
  await page.goto(url);
  await page.locator(whole).first().waitFor();
  await page.waitForLoadState('networkidle');
  // What was painted is told a moment after it was.
  const seen = await page.evaluate<Watched>(
    'new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(seen), 300)))',
  );
  await context.close();
  return { paintMs: Math.max(seen.first, ...seen.paints), blockingMs: blockingOf(seen), shift: seen.shift };
}

/** Runs in the page, before anything of it. Of text, since what is here is no code of a browser. */
const WATCH = `
  globalThis.seen = { paints: [], tasks: [], shift: 0, first: 0 };
  const on = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  on('paint', ({ name, startTime }) => { if (name === 'first-contentful-paint') seen.first = startTime; });
  on('largest-contentful-paint', ({ startTime }) => seen.paints.push(startTime));
  on('longtask', ({ startTime, duration }) => seen.tasks.push([startTime, startTime + duration]));
  on('layout-shift', ({ value, hadRecentInput }) => { if (!hadRecentInput) seen.shift += value; });
`;

interface Watched {
  readonly first: number;
  readonly paints: readonly number[];
  readonly tasks: readonly (readonly [from: number, to: number])[];
  readonly shift: number;
}

/** As Lighthouse counts: nobody waits for a page that shows nothing yet. */
const blockingOf = ({ first, tasks }: Watched): number =>
  tasks.reduce((sum, [from, to]) => sum + Math.max(0, to - Math.max(from, first) - 50), 0);
