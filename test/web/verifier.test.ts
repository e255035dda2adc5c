import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { projectPath } from '../../src/adapters/project-path.js';
import type { EvidenceReport } from '../../src/evidence/evidence-report.js';
import { folderOf } from '../../src/evidence/package-format.js';
import { verifierKey } from '../../src/lib/signed-note.js';
import { readPackage } from '../../src/evidence/read-package.js';
import { verifyPackage } from '../../src/evidence/verify-package.js';
import { aLogKey, aRecord, bagOf, zipOf } from '../evidence/a-package.js';
import type { Page } from 'playwright-core';
import { aBrowser, TELEPHONE, type TestBrowser } from './a-browser.js';
import { violationsOf } from './accessible.js';

const PAGE = projectPath('dist', 'verifier.html');

/** As `aRecord` has it. */
const [TITLE, MAKERS] = ['Sunrise', 'Ada'];

let html: string;
let folder: string;
let files: Map<string, Uint8Array>;
let zip: Uint8Array;
let work: string;

beforeAll(async () => {
  html = await readFile(PAGE, 'utf8');
  const record = await aRecord();
  work = record.work;
  folder = folderOf(work);
  files = await bagOf(record);
  zip = await zipOf(files, work);
});

const within = (name: string): string => new RegExp(`<${name}>(.*)</${name}>`, 's').exec(html)?.[1] ?? '';
/** The package with the name of a file's bytes altered at one place in it. */
const altered = (): Uint8Array => {
  const copy = zip.slice();
  const at = Buffer.from(copy).indexOf('CLAIM');
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

describe('the page that verifies from disk', () => {
  it('may run its one script and show its one style, and reach nothing', () => {
    const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(/http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1]).toBe(
      `default-src 'none'; script-src ${hashOf(within('script'))}; style-src ${hashOf(within('style'))}; base-uri 'none'; form-action 'none'`,
    );
    expect(html.match(/<(script|link|img|iframe)\b[^>]*(src|href)=/g)).toBeNull();
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  it('says what it does not check', () => {
    expect(html.replaceAll(/\s+/g, ' ')).toContain(
      'Not checked here are the chain, signatures of contract wallets and timestamps (timestamp.tsr)',
    );
  });

  describe('with nothing of Node', () => {
    type Verify = (dropped: object, options?: object) => Promise<EvidenceReport>;
    let verify: Verify;
    beforeAll(() => {
      // What browsers have, and the language itself; nothing may be compiled, as the page's policy has it,
      // and no Web Cryptography, which not every browser gives to a page from disk.
      const {
        atob,
        btoa,
        Event,
        EventTarget,
        TextEncoder,
        TextDecoder,
        URL,
        AbortController,
        structuredClone,
      } = globalThis;
      const web = {
        atob,
        btoa,
        Event,
        EventTarget,
        TextEncoder,
        TextDecoder,
        URL,
        AbortController,
        structuredClone,
        setTimeout,
        clearTimeout,
      };
      const context = vm.createContext(
        { ...web, console, Uint8Array },
        { codeGeneration: { strings: false, wasm: false } },
      );
      vm.runInContext('globalThis.self = globalThis', context);
      vm.runInContext(within('script'), context);
      verify =
        (context as { raisonne?: { verify: Verify } }).raisonne?.verify ??
        (() => Promise.reject(new Error('none')));
    });

    it('gives the same report as the command, of a zip and of a folder', async () => {
      const wanted = await verifyPackage(readPackage(zip));
      const plain = (report: unknown): unknown => JSON.parse(JSON.stringify(report));
      expect(plain(await verify({ zip }))).toEqual(plain(wanted));
      const inFolder = [...files].map(([name, bytes]) => [`/downloads/${folder}/${name}`, bytes]);
      expect(plain(await verify({ files: inFolder }))).toEqual(plain(await verifyPackage(files)));
    });

    it("finds an altered byte, and the key that is not the register's", async () => {
      const { axes } = await verify({ zip: altered() });
      expect([axes.bytes.result, axes.signatures.result]).toEqual(['failed', 'passed']);
      const stranger = await verify({ zip }, { logKey: verifierKey(aLogKey('stranger')) });
      expect(stranger.axes.checkpoint.result).toBe('failed');
      expect((await verify({ zip: new Uint8Array(9) })).axes.bytes.result).toBe('failed');
    });
  });
});

describe('the page in a browser, from disk', () => {
  let browser: TestBrowser;
  let page: Page;
  let downloads: string;
  beforeAll(async () => {
    downloads = await mkdtemp(path.join(tmpdir(), 'raisonne-downloads-'));
    browser = await aBrowser();
    page = await browser.open(pathToFileURL(PAGE).href);
  });
  afterAll(async () => {
    await browser.close();
    await rm(downloads, { recursive: true, force: true });
  });

  /** What the live region says once it has something new to say. */
  const saidAfter = async (act: () => Promise<unknown>): Promise<string> => {
    const status = page.locator('#status');
    await status.evaluate((one) => {
      one.textContent = '';
    });
    await act();
    await status.filter({ hasText: /\.$/ }).waitFor();
    return (await status.textContent()) ?? '';
  };
  /** Picks files as a person would. */
  const pick = (input: 'zip' | 'folder', picked: string): Promise<string> =>
    saidAfter(() => page.locator(`#${input}`).setInputFiles(picked));
  /** The field is folded away. */
  const keyOfLog = (text: string): Promise<void> =>
    page.locator('#log').evaluate((one: HTMLInputElement, value) => {
      one.value = value;
    }, text);
  const kept = async (name: string, bytes: Uint8Array): Promise<string> => {
    const file = path.join(downloads, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, bytes);
    return file;
  };
  const PASSED =
    "Nothing failed. Passed: bytes, signatures, inclusion, checkpoint. Not checked: anchor. The register's key is the one that the package itself names.";

  it('verifies a zip and a folder that are picked, and says so in its live region', async () => {
    expect(await pick('zip', await kept('work.zip', zip))).toBe(PASSED);
    for (const [name, bytes] of files) await kept(path.join(folder, name), bytes);
    expect(await pick('folder', path.join(downloads, folder))).toBe(PASSED);
    expect(await page.locator('h2').allTextContents()).toEqual([TITLE, 'At signing', 'Today']);
  });

  it('names the work out of the package, and how far that can be relied on', async () => {
    const head = async () => (await page.locator('#report > *').allTextContents()).slice(0, 4);
    expect(await pick('zip', await kept('work.zip', zip))).toBe(PASSED);
    expect(await head()).toEqual([
      TITLE,
      MAKERS,
      'Registered in these words, by the signed registration in this package.',
      work,
    ]);
    await pick('zip', await kept('altered.zip', altered()));
    expect(await head()).toContain(
      'The package names it so. Something in it failed: see below before you rely on that.',
    );
    const other = new Map(files);
    for (const [name, bytes] of files)
      if (name.includes('register-work.json'))
        other.set(name, Buffer.from(Buffer.from(bytes).toString().replace(TITLE, '<b>Other</b>\u202e')));
    await pick('zip', await kept('other.zip', await zipOf(other, work)));
    expect(await head()).toEqual([
      '<b>Other</b> ',
      MAKERS,
      'These are not the words that were registered by this id. Rely on none of them.',
      work,
    ]);
    expect(await page.locator('#report b').count()).toBe(0);
  });

  it('verifies a zip and a folder that are dropped', async () => {
    for (const dropped of [await kept('work.zip', zip), path.join(downloads, folder)]) {
      const session = await page.context().newCDPSession(page);
      const data = { items: [], files: [dropped], dragOperationsMask: 1 };
      const said = await saidAfter(async () => {
        // Files of the system are dropped by the debugger alone.
        for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
          await session.send('Input.dispatchDragEvent', { type, x: 200, y: 220, data });
      });
      expect(said).toBe(PASSED);
    }
  });

  it('names what failed, and what cannot be read', async () => {
    expect(await pick('zip', await kept('altered.zip', altered()))).toMatch(
      /^Failed: bytes\. Passed: signatures/,
    );
    expect(await page.locator('.axis.failed').first().textContent()).toContain('README.txt');
    expect(await pick('zip', await kept('no.zip', new Uint8Array(99)))).toMatch(
      /^Failed: bytes\. Not checked/,
    );
    await keyOfLog('nonsense');
    expect(await pick('zip', await kept('again.zip', zip))).toBe(
      '"nonsense" is not the key of a register: name+id+key.',
    );
    await keyOfLog('');
  });

  it('has a label for every control, fits into 360 pixels, and says nothing against its policy', async () => {
    expect(await pick('zip', await kept('work.zip', zip))).toBe(PASSED);
    await page.setViewportSize(TELEPHONE);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(TELEPHONE.width);
    expect(await violationsOf(page)).toEqual([]);
    expect(browser.complaints()).toEqual([]);
  });
});
