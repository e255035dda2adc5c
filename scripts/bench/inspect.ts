import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mediaTypeOf, SIGNATURE_BYTES } from '../../src/adapters/images/media-type.js';
import { readAccount } from '../../src/adapters/images/read-account.js';
import { signPicture } from '../../src/adapters/images/sign-picture.js';
import { ownCredentialKey } from '../../src/adapters/open-credential-key.js';
import { projectPath } from '../../src/adapters/project-path.js';
import type { CarriedText } from '../../src/creation/carriers/carried.js';
import { readCarried } from '../../src/creation/carriers/read-carried.js';
import { credentialDefinition } from '../../src/creation/credential-definition.js';
import { recordXmp } from '../../src/creation/record-xmp.js';
import { examineAccount } from '../../src/creation/examine-account.js';
import { fileBytesOf } from '../../src/lib/file-bytes.js';
import { besidePeer, median, ownFigure, type Bench, type Result } from './bench.js';
import { openExiftool, type Exiftool } from './exiftool.js';
import { cpuMsOf } from './process-cost.js';

const LIMITS = { limitPixels: 50e6, timeoutMs: 20_000 };
const ROUNDS = 10;
/** Of a service's picture with content credentials. */
const CREDENTIALS = '../shared/vectors/c2pa/sd-metadata__chatgpt-image2.png';
const VECTORS = '../shared/vectors/ai-metadata';
const HOSTILE_BYTES = 60_000;
const MOST_HOSTILE_MS = 20;
const MOST_CREDENTIALS_MS = 30;
const MOST_SIGNING_MS = 60;

/**
 * What reading a file's account costs beside exiftool in one process, on a folder of files with generation records; what hostile texts
 * cost every reader; and what content credentials cost.
 */
export async function benchInspect({ images, progress, scope }: Bench): Promise<Result[]> {
  const files = filesBelow(images ?? projectPath(VECTORS));
  if (files.length === 0)
    throw new Error(`There is no picture in ${images ?? VECTORS}. Name a folder by --images DIR.`);
  const exiftool = openExiftool(scope);
  progress(
    `${files.length} files; ${exiftool ? `exiftool ${exiftool.version}` : 'exiftool is not installed'}`,
  );
  const results = await benchFiles(files, exiftool);
  progress('hostile texts');
  results.push(...benchHostile());
  const credentials = projectPath(CREDENTIALS);
  if (existsSync(credentials)) {
    progress('content credentials');
    results.push(await benchCredentials(credentials), await benchSigning(credentials, scope));
  }
  return results;
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(png|jpe?g|webp|avif|tiff?)$/i.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}

async function benchFiles(files: readonly string[], exiftool: Exiftool | null): Promise<Result[]> {
  const texts = await costOf(files, process.pid, async (file) => {
    const bytes = readFileSync(file);
    const mediaType = mediaTypeOf(bytes.subarray(0, SIGNATURE_BYTES));
    if (mediaType === null) return;
    const carried = readCarried(fileBytesOf(bytes), mediaType);
    examineAccount({ carried, picture: { width: 1, height: 1 }, novelai: null, credentials: null });
  });
  const whole = await costOf(files, process.pid, async (file) => {
    await readAccount(file, LIMITS);
  });
  const peer = exiftool && (await costOf(files, exiftool.pid, (file) => exiftool.read(file)));
  const named = `exiftool ${exiftool?.version ?? ''} -stay_open, all tags as JSON`;
  const figure = (what: string, ours: number, theirs: number | null, most?: number): Result =>
    theirs === null
      ? ownFigure(what, 'ms', { ours })
      : besidePeer(what, 'ms', { ours, peer: theirs, peerName: named, ...(most !== undefined && { most }) });
  return [
    figure(
      'all that a file carries, read, understood and checked: median of the files',
      texts.ms,
      peer?.ms ?? null,
      1,
    ),
    figure('the same, CPU a file', texts.cpuMs, peer?.cpuMs ?? null, 1),
    figure(
      'the same with what hides in pixels, signatures over them, which exiftool does not look for: median of the files',
      whole.ms,
      peer?.ms ?? null,
    ),
    figure('the same with pixels, CPU a file', whole.cpuMs, peer?.cpuMs ?? null),
  ];
}

/** Of a round over all files, after one that warms up: the median file's time, and the process's CPU a file. */
async function costOf(
  files: readonly string[],
  pid: number,
  read: (file: string) => Promise<unknown>,
): Promise<{ ms: number; cpuMs: number }> {
  for (const file of files) await read(file);
  const times = new Map(files.map((file) => [file, [] as number[]]));
  const cpuBefore = cpuMsOf(pid);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const file of files) {
      const started = performance.now();
      await read(file);
      times.get(file)?.push(performance.now() - started);
    }
  return {
    ms: median([...times.values()].map(median)),
    cpuMs: (cpuMsOf(pid) - cpuBefore) / (ROUNDS * files.length),
  };
}

const repeated = (text: string): string =>
  text.repeat(Math.ceil(HOSTILE_BYTES / text.length)).slice(0, HOSTILE_BYTES);

/** Texts by which readers that look ahead again and again take seconds. */
const HOSTILE: readonly string[] = [
  'a', 'word, ', 'a:', 'a: b, ', 'a: ", ', 'a:[,', '{"a":', '["', '\\"', '\n', 'Negative prompt:\n', ' ', '<lora:', '--a ', ' Job ID: ', '[', '(((', '//', 'C:\\', 'http://a@', 'https://a.b?', '0', 'x1x', '"Dream [', 'sk-', '&amp;', '\0',
].map(repeated); // prettier-ignore
const PLACES: readonly Pick<CarriedText, 'carrier' | 'name'>[] = [
  ...['parameters', 'prompt', 'workflow', 'Comment', 'Description', 'Dream', 'sd-metadata', 'invokeai_metadata', 'generation_data', 'Software', 'use_stable_diffusion_model'].map((name) => ({ carrier: 'PNG' as const, name })),
  { carrier: 'EXIF', name: 'UserComment' },
  { carrier: 'EXIF', name: 'Make' },
  { carrier: 'XMP', name: 'exif:UserComment' },
  { carrier: 'stealth', name: 'parameters' },
]; // prettier-ignore

function benchHostile(): Result[] {
  let slowest = { ms: 0, what: '' };
  for (const text of HOSTILE)
    for (const { carrier, name } of PLACES) {
      const carried = {
        texts: [{ carrier, name, where: `${carrier} ${name}`, text, raw: Buffer.from(text) }],
        unread: [],
        hasManifestStore: false,
      };
      const examine = () =>
        examineAccount({ carried, picture: { width: 1, height: 1 }, novelai: null, credentials: null });
      examine();
      const started = performance.now();
      examine();
      const ms = performance.now() - started;
      if (ms > slowest.ms)
        slowest = { ms, what: `${carrier} ${name} of ${JSON.stringify(text.slice(0, 8))}` };
    }
  return [
    ownFigure(
      `hostile text of ${HOSTILE_BYTES / 1000} kB, ${HOSTILE.length} of them in ${PLACES.length} places: the slowest, ${slowest.what}`,
      'ms',
      { ours: slowest.ms, most: MOST_HOSTILE_MS },
    ),
  ];
}

async function benchCredentials(file: string): Promise<Result> {
  const times: number[] = [];
  for (let round = 0; round <= 2 * ROUNDS; round += 1) {
    const started = performance.now();
    await readAccount(file, LIMITS);
    if (round > 0) times.push(performance.now() - started);
  }
  return ownFigure('content credentials of a PNG of 2.6 MB, read and verified: median', 'ms', {
    ours: median(times),
    most: MOST_CREDENTIALS_MS,
  });
}

async function benchSigning(file: string, scope: Bench['scope']): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-bench-key-'));
  scope.defer(() => rm(folder, { recursive: true, force: true }));
  const key = await ownCredentialKey(folder);
  const record = {
    work: 'work:x',
    url: 'https://a.example/',
    title: 'A picture',
    makers: ['Ada'],
    digitalSourceType: null,
    generations: [],
    training: null,
  };
  const question = {
    path: file,
    mediaType: 'image/png',
    xmp: recordXmp(record),
    identities: [{ address: `0x${'ab'.repeat(20)}`, verifiedAt: new Date() }],
    provider: { id: 'https://a.example', name: 'Raisonne' },
    ...credentialDefinition({
      ...record,
      claimed: {
        work: record.work,
        claim: 'claim:x',
        url: record.url,
        signatories: [],
        generations: [],
        acts: [],
      },
      acts: [],
      hasCredentials: true,
    }),
  } as const;
  const times: number[] = [];
  for (let round = 0; round <= 2 * ROUNDS; round += 1) {
    const started = performance.now();
    await signPicture(question, key, { limitPixels: 50e6 });
    if (round > 0) times.push(performance.now() - started);
  }
  return ownFigure('the same PNG given XMP and signed, its credentials an ingredient: median', 'ms', {
    ours: median(times),
    most: MOST_SIGNING_MS,
  });
}
