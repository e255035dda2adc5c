// What `npm start`, `npm test` and the commands need before they can go: installs what is missing and builds what is
// stale. It uses nothing but Node's own modules, since it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const inRoot = (...parts) => path.join(ROOT, ...parts);
const LOCK_STAMP = inRoot('node_modules', '.raisonne-lock');
const BUILD_STAMP = inRoot('dist', '.stamp');

/** Runs a program with its output on standard error, so that standard output stays a command's own; throws when it fails. */
export function run(program, args, options = {}) {
  const { status, error } = spawnSync(program, args, { cwd: ROOT, stdio: ['ignore', 2, 2], ...options });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}`);
}

/** Installs and builds what is wanted; where that fails, says why in a line and ends the process. */
export async function setUp() {
  try {
    install();
    await build();
  } catch (error) {
    console.error(
      `raisonne: it could not be set up: ${error instanceof Error ? error.message : String(error)}.`,
    );
    process.exit(1);
  }
}

/** A folder that whoever installs or builds has, with who that is. */
const TURN = inRoot('.setting-up');
const ASK_EVERY_MS = 200;

/** Waits for whoever is setting up: two that install at once leave neither's packages whole. */
function takeTurn() {
  const draft = `${TURN}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  writeFileSync(path.join(draft, 'owner'), ownerOf(process.pid));
  try {
    let isTold = false;
    while (!moved(draft, TURN)) {
      if (putAside()) continue;
      if (!isTold) console.error('Another command is setting up; waiting until it is done …');
      isTold = true;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ASK_EVERY_MS);
    }
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

const endTurn = () => rmSync(TURN, { recursive: true, force: true });

/** Whether a folder has another name now, which only one of several can give: none that has files in it is written over. */
function moved(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    // The last is Windows'; that a folder is gone means that another was faster.
    if (['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(error.code) || (error.code === 'EPERM' && existsSync(to)))
      return false;
    throw error;
  }
}

/** A process by its number, and where the system tells it by when it began: numbers are given again. */
function ownerOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return `${pid}`;
  }
}

function isRunning(owner) {
  const pid = Number(owner.split(' ')[0]);
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
  }
  return ownerOf(pid) === owner;
}

/** Takes the turn from a process that is gone. Whether there may be none now. */
function putAside() {
  const owner = ownerIn(TURN);
  if (owner === null) return !existsSync(TURN);
  if (isRunning(owner)) return false;
  const aside = `${TURN}.gone.${process.pid}`;
  if (!moved(TURN, aside)) return false;
  // Another may have put it aside and taken its turn in between: that one keeps it.
  if (ownerIn(aside) !== owner && moved(aside, TURN)) return false;
  rmSync(aside, { recursive: true, force: true });
  return true;
}

function ownerIn(folder) {
  try {
    return readFileSync(path.join(folder, 'owner'), 'utf8');
  } catch {
    return null;
  }
}

/** The packages of the lock file, when they are not there or others are. */
export function install() {
  const lock = digestOf([inRoot('package-lock.json')]);
  const isDone = () => existsSync(LOCK_STAMP) && readFileSync(LOCK_STAMP, 'utf8') === lock;
  if (isDone()) return;
  takeTurn();
  try {
    if (!isDone()) installNow(lock);
  } finally {
    endTurn();
  }
}

function installNow(lock) {
  // What is interrupted from here on is done again.
  rmSync(LOCK_STAMP, { force: true });
  if (!isInstalled()) {
    console.error('Installing what is missing …');
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      env: { ...process.env, NODE_ENV: '' },
    });
  }
  writeFileSync(LOCK_STAMP, lock);
}

/**
 * Whether somebody else's npm ci has installed them already. Each package is looked at, which takes its time and so has a stamp: npm's own
 * list of what is installed is written by `npm install --package-lock-only`, too. What is optional may be for other machines.
 */
function isInstalled() {
  // Which comes last: without it npm was interrupted.
  if (!existsSync(inRoot('node_modules', '.package-lock.json'))) return false;
  const { packages } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'));
  return Object.entries(packages).every(([name, { version, optional }]) => {
    const file = inRoot(name, 'package.json');
    if (!existsSync(file)) return optional === true;
    return JSON.parse(readFileSync(file, 'utf8')).version === version;
  });
}

/** The compiled code, when its sources are others than those of the last build. */
export async function build() {
  const sources = ['src', 'migrations', 'scripts'].flatMap((folder) => filesBelow(inRoot(folder)));
  const stamp = digestOf([...sources, inRoot('tsconfig.json'), inRoot('package-lock.json')]);
  const isBuilt = () => existsSync(BUILD_STAMP) && readFileSync(BUILD_STAMP, 'utf8') === stamp;
  if (isBuilt()) return;
  takeTurn();
  try {
    if (!isBuilt()) buildNow(stamp);
  } finally {
    endTurn();
  }
}

function buildNow(stamp) {
  rmSync(BUILD_STAMP, { force: true });
  console.error('Building what is stale …');
  compile();
  for (const name of ['build-seed.mjs', 'build-verifier.mjs', 'build-pages.mjs'])
    run(process.execPath, [inRoot('scripts', name)]);
  writeFileSync(BUILD_STAMP, stamp);
}

function compile() {
  run(process.execPath, [
    inRoot('node_modules', 'typescript', 'bin', 'tsc'),
    '-p',
    'scripts/tsconfig.build.json',
  ]);
}

/** Whatever is made of sources and kept with them. The pages come last: they ask by what is made here. */
async function generate() {
  install();
  compile();
  for (const script of [
    ['scripts', 'compile-contracts.mjs'],
    ['scripts', 'compile-assembly.mjs'],
    ['dist', 'scripts', 'generate.js'],
    ['scripts', 'generate-questions.mjs'],
  ])
    run(process.execPath, [inRoot(...script)]);
  await build();
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(file) : [file];
    })
    .toSorted((a, b) => (a < b ? -1 : 1));
}

function digestOf(files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash.update(`${path.relative(ROOT, file)} ${statSync(file).size}\n`).update(readFileSync(file));
  return hash.digest('hex');
}

const isMain = process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isMain) {
  if (process.argv[2] === 'generate') await generate();
  else await setUp();
}
