import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { inspectImage } from '../../src/adapters/images/inspect-image.js';
import { projectPath } from '../../src/adapters/project-path.js';
import { isCertain, PDQ_NEAR, type EarlierMatch } from '../../src/originality/match.js';
import { hammingDistance } from '../../src/originality/pdq.js';
import { saveFingerprints } from '../../src/originality/picture-store.js';
import type { OriginalityReport } from '../../src/originality/search-originality.js';
import { besidePeer, ownFigure, type Bench, type Result } from './bench.js';
import { openGallery, type Gallery } from './gallery.js';
import { judge, type Judgement, type Scored } from './judge-matches.js';
import { forEachAtOnce } from './participant.js';
import { randomFrom } from './random.js';
import { TRANSFORMS } from './transforms.js';

/** Works of which only parts are shown in collages and behind pictures in pictures: they are not registered. */
const STRANGERS = 8;
const PICTURE = /\.(jpe?g|png|webp|tiff?|avif|gif)$/i;
/** So that a match that two methods found goes before every one that a single method did. */
const CERTAIN = 100;
const WORKERS = 2;
/** With fewer works a half of them says nothing. */
const LEAST_PICTURES = 28;
const LIMITS = { limitPixels: 50e6, timeoutMs: 60_000 };

/**
 * How many transformed copies the search finds among the works of a folder of pictures: half of the works choose the
 * threshold, and the other half's copies are asked for. Each copy counts twice, with its work among the registered ones
 * and without.
 */
export async function benchOriginality(bench: Bench): Promise<Result[]> {
  const folder = bench.images ?? projectPath('..', 'shared', 'corpus');
  const read = (name: string) => readFile(path.join(folder, name));
  const order = shuffled(await picturesOf(bench, folder), randomFrom('halves'));
  const strangers = await Promise.all(order.slice(0, STRANGERS).map(read));
  const works = order.slice(STRANGERS);
  const gallery = await openGallery(bench, { postgresUrl: null, workers: WORKERS });
  bench.progress(`registering ${works.length} works of ${folder}`);
  const known: Known[] = [];
  for (const name of works) {
    const seen = await gallery.see(await read(name));
    known.push({ work: await gallery.register(seen), pdq: seen.file.pdq ?? '' });
  }
  const half = Math.floor(works.length / 2);
  const ours: Scored[] = [];
  const decided: Scored[] = [];
  const plain: Scored[] = [];
  let done = 0;
  const copies = works.flatMap((name, at) =>
    Object.keys(TRANSFORMS).map((transform) => ({ name, at, transform })),
  );
  await forEachAtOnce(copies, WORKERS + 1, async ({ name, at, transform }) => {
    const picture = await read(name);
    const others = [0, 1, 2].map((more) => strangers[(at + more) % STRANGERS] ?? picture);
    const copy = await TRANSFORMS[transform]?.(picture, {
      random: randomFrom(`${transform} of ${name}`),
      others,
    });
    const { report, pdq } = await askFor(gallery, copy ?? picture);
    const query = { transform, work: at, isCalibration: at < half };
    const number = new Map(known.map(({ work }, place) => [work, place]));
    for (const match of report.matches) {
      const found = number.get(match.work) ?? -1;
      ours.push({ ...query, found, score: scoreOf(match, report) });
      if (isCertain(match)) decided.push({ ...query, found, score: 1 });
    }
    plain.push(
      ...known.map((one, found) => ({ ...query, found, score: 256 - hammingDistance(pdq, one.pdq) })),
    );
    done += 1;
    if (done % 300 === 0) bench.progress(`${done} of ${copies.length} copies searched`);
  });
  const sizes = { works: works.length, half, transforms: Object.keys(TRANSFORMS) };
  return resultsOf({
    ours: judge(ours, sizes),
    decided: judge(decided, { ...sizes, threshold: 1 }),
    plain: judge(plain, { ...sizes, threshold: 256 - PDQ_NEAR }),
  });
}

/** The names of a folder's pictures, below it too, each picture once; what cannot be read is told and left out. */
async function picturesOf({ progress }: Pick<Bench, 'progress'>, folder: string): Promise<string[]> {
  if (!existsSync(folder))
    throw new Error(`There is no folder ${folder}. Name one of pictures: --images FOLDER`);
  const names = (await readdir(folder, { recursive: true })).filter((name) => PICTURE.test(name)).toSorted();
  const byBytes = new Map<string, string>();
  for (const name of names) {
    try {
      await inspectImage(path.join(folder, name), LIMITS);
    } catch (error) {
      progress(`leaving out ${name}: ${String(error)}`);
      continue;
    }
    const digest = createHash('sha256')
      .update(await readFile(path.join(folder, name)))
      .digest('hex');
    if (!byBytes.has(digest)) byBytes.set(digest, name);
  }
  if (byBytes.size < LEAST_PICTURES)
    throw new Error(
      `${folder} has ${byBytes.size} different pictures; at least ${LEAST_PICTURES} are needed.`,
    );
  return [...byBytes.values()];
}

interface Known {
  readonly work: string;
  readonly pdq: string;
}

/** As an upload is seen and then searched. */
async function askFor(
  gallery: Gallery,
  copy: Uint8Array,
): Promise<{ report: OriginalityReport; pdq: string }> {
  const { file, fingerprints } = await gallery.see(copy);
  if (fingerprints) await saveFingerprints(gallery.database.tables, file.cid, fingerprints);
  return { report: await gallery.search(file), pdq: file.pdq ?? '' };
}

/** How unlikely by chance, in powers of ten. */
const scoreOf = (match: EarlierMatch, { pictures }: OriginalityReport): number =>
  (isCertain(match) ? CERTAIN : 0) - Math.log10(Math.max(1e-30, (match.falseAlarms ?? 1) / pictures));

function shuffled<Item>(items: readonly Item[], random: ReturnType<typeof randomFrom>): Item[] {
  const all = [...items];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    [all[at], all[other]] = [all[other] as Item, all[at] as Item]; // both are places of the list
  }
  return all;
}

interface Judgements {
  readonly ours: Judgement;
  /** By what the search itself calls certain, without a threshold of the benchmark's. */
  readonly decided: Judgement;
  readonly plain: Judgement;
}

/** What the issue of the originality engine wants of single transforms. */
const LEAST: Readonly<Record<string, number>> = {
  'page screenshot': 0.95,
  'text overlay': 0.95,
  'picture in picture': 0.95,
  'crop keeping 25 %': 0.88,
};

function resultsOf({ ours, decided, plain }: Judgements): Result[] {
  const beside = (
    what: string,
    pick: (one: Judgement) => number,
    { least, most }: { least?: number | undefined; most?: number } = {},
  ): Result => {
    const row = besidePeer(what, '', { ours: pick(ours), peer: pick(plain), peerName: 'plain PDQ' });
    if (least !== undefined) return { ...row, goal: `≥ ${least}`, reached: pick(ours) >= least };
    return most === undefined ? row : { ...row, goal: `≤ ${most}`, reached: pick(ours) <= most };
  };
  return [
    beside('µAP', (one) => one.meanPrecision, { least: 0.97 }),
    beside('R@P90', (one) => one.recallAtPrecision90, { least: 0.97 }),
    beside('recall of all copies', (one) => one.recall, { least: 0.97 }),
    beside('pairs called alike that are not', (one) => one.falsePairs, { most: 1e-5 }),
    beside('copies without their work that raise an alarm', (one) => one.alarms, { most: 0.003 }),
    ...Object.keys(TRANSFORMS).map((name) =>
      beside(`recall: ${name}`, (one) => one.recallOf[name] ?? 0, { least: LEAST[name] }),
    ),
    ownFigure('recall of what the search itself calls certain', '', { ours: decided.recall, least: 0.97 }),
    ownFigure('pairs that it calls alike for certain and are not', '', {
      ours: decided.falsePairs,
      most: 1e-5,
    }),
    ownFigure('copies without their work of which it calls another certain', '', {
      ours: decided.alarms,
      most: 0.003,
    }),
    ownFigure('threshold, chosen on the other half', 'score', { ours: ours.threshold }),
  ];
}
