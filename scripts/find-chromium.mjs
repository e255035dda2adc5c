// The browser in which the pages are tested: CHROMIUM, one that is installed, or one that is installed now. Says on standard error what it did.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const PLACES_OF_PLAYWRIGHT = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
];

const isProgram = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

function installed() {
  const inPath = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return [...inPath, ...PLACES, ...playwrights()].find(isProgram) ?? null;
}

/** Browsers that Playwright keeps. */
function playwrights() {
  const kept = [
    process.env['PLAYWRIGHT_BROWSERS_PATH'],
    path.join(homedir(), '.cache', 'ms-playwright'),
    path.join(homedir(), 'Library', 'Caches', 'ms-playwright'),
  ].filter((folder) => folder && existsSync(folder));
  return kept.flatMap((folder) =>
    readdirSync(folder).flatMap((name) =>
      name.startsWith('chromium') ? PLACES_OF_PLAYWRIGHT.map((place) => path.join(folder, name, place)) : [],
    ),
  );
}

const runs = (program, args) =>
  spawnSync(program, args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

/** The path of a Chromium. Throws where none is there and none can be installed. */
export function findChromium() {
  const given = process.env['CHROMIUM'];
  if (given) {
    if (!isProgram(given)) throw new Error(`CHROMIUM is ${given}, which cannot be run.`);
    return given;
  }
  const found = installed();
  if (found) {
    console.error(`Pages are tested in ${found}.`);
    return found;
  }
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    console.error('No Chromium is installed: apt-get installs it …');
    runs('apt-get', ['update', '-qq']);
    runs('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  } else {
    console.error('No Chromium is installed: Playwright downloads one …');
    runs(process.execPath, [
      path.resolve(import.meta.dirname, '..', 'node_modules', 'playwright-core', 'cli.js'),
      'install',
      'chromium',
    ]);
  }
  const now = installed();
  if (!now)
    throw new Error('No Chromium could be installed. Install Chromium or Chrome, or name one by CHROMIUM.');
  console.error(`Pages are tested in ${now}.`);
  return now;
}
