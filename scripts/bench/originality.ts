import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { projectPath } from '../../src/adapters/project-path.js';
import { align } from '../../src/originality/alignment.js';
import {
  localFeatures,
  type BothFeatures,
  type LocalFeatures,
} from '../../src/originality/local-features.js';
import { pairFeatures } from '../../src/originality/pair-features.js';
import { hammingDistance, pdq, type Pdq } from '../../src/originality/pdq.js';
import { openWordIndex } from '../../src/originality/word-index.js';
import { besidePeer, ownFigure, type Bench, type Result } from './bench.js';
import { judge, type Scored } from './judge-matches.js';
import { randomFrom } from './random.js';
import { TRANSFORMS } from './transforms.js';

const KNOWN_SIDE = 512;
const KNOWN_FEATURES = 500;
const ASKED_SIDE = 1024;
const ASKED_FEATURES = 1500;
/** Candidates of either handedness that are aligned. */
const SHORTLIST = 20;
/** Meta's own threshold: what plain PDQ calls the same picture. */
const PDQ_NEAR = 31;
/** Works of which only parts are shown in collages and behind pictures in pictures: they are not registered. */
const STRANGERS = 8;
const PICTURE = /\.(jpe?g|png|webp|tiff?|avif|gif)$/i;

/**
 * How many transformed copies are found among the works of a folder of pictures: half of the works choose the threshold,
 * and the other half's copies are asked for. Each is asked for twice, with its work among the known ones and without.
 */
export async function benchOriginality(bench: Bench): Promise<Result[]> {
  const folder = bench.images ?? projectPath('..', 'shared', 'corpus');
  const names = (await readdir(folder)).filter((name) => PICTURE.test(name)).toSorted();
  const order = shuffled(names, randomFrom('halves'));
  const strangers = await Promise.all(
    order.slice(0, STRANGERS).map((name) => readFile(path.join(folder, name))),
  );
  const works = order.slice(STRANGERS);
  bench.progress(`reading ${works.length} works of ${folder}`);
  const known: KnownPicture[] = [];
  const index = openWordIndex();
  for (const name of works) {
    const one = await knownPicture(await readFile(path.join(folder, name)));
    known.push(one);
    index.add(one.features);
  }
  const half = Math.floor(works.length / 2);
  const ours: Scored[] = [];
  const plain: Scored[] = [];
  for (const [at, name] of works.entries()) {
    const picture = await readFile(path.join(folder, name));
    for (const [transform, make] of Object.entries(TRANSFORMS)) {
      const others = [0, 1, 2].map((more) => strangers[(at + more) % STRANGERS] ?? picture);
      const copy = await make(picture, { random: randomFrom(`${transform} of ${name}`), others });
      const isCalibration = at < half;
      const asked = await askedPicture(copy);
      const query = { transform, work: at, isCalibration };
      ours.push(...scoreByFeatures({ asked, known, index }).map((one) => ({ ...query, ...one })));
      plain.push(...scoreByPdq(asked.pdq, known).map((one) => ({ ...query, ...one })));
    }
    if (at % 10 === 9) bench.progress(`${at + 1} works, ${Object.keys(TRANSFORMS).length} copies each`);
  }
  const sizes = { works: works.length, half, transforms: Object.keys(TRANSFORMS) };
  return resultsOf(judge(ours, sizes), judge(plain, { ...sizes, threshold: 256 - PDQ_NEAR }));
}

interface KnownPicture {
  readonly features: LocalFeatures;
  readonly pdq: Pdq;
}

interface AskedPicture {
  readonly features: BothFeatures;
  readonly pdq: Pdq;
}

async function knownPicture(bytes: Buffer): Promise<KnownPicture> {
  const { upright } = await featuresOf(bytes, KNOWN_SIDE, KNOWN_FEATURES);
  return { features: upright, pdq: await pdqOf(bytes) };
}

async function askedPicture(bytes: Buffer): Promise<AskedPicture> {
  return { features: await featuresOf(bytes, ASKED_SIDE, ASKED_FEATURES), pdq: await pdqOf(bytes) };
}

async function featuresOf(bytes: Buffer, side: number, most: number): Promise<BothFeatures> {
  const { data, info } = await sharp(bytes)
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .removeAlpha()
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return localFeatures({ width: info.width, height: info.height, grey: data }, most);
}

async function pdqOf(bytes: Buffer): Promise<Pdq> {
  const { data, info } = await sharp(bytes)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return pdq({ width: info.width, height: info.height, rgb: data });
}

interface Score {
  readonly found: number;
  readonly score: number;
}

function scoreByFeatures({
  asked,
  known,
  index,
}: {
  asked: AskedPicture;
  known: readonly KnownPicture[];
  index: ReturnType<typeof openWordIndex>;
}): Score[] {
  const best = new Map<number, number>();
  for (const features of [asked.features.upright, asked.features.mirrored]) {
    for (const { picture } of index.ask(features, SHORTLIST)) {
      const candidate = known[picture]?.features;
      if (!candidate) continue;
      const pairs = pairFeatures(features, candidate);
      const inliers = align({ asked: features, known: candidate, pairs })?.inliers.length ?? 0;
      if (inliers > (best.get(picture) ?? 0)) best.set(picture, inliers);
    }
  }
  return [...best].map(([found, score]) => ({ found, score }));
}

/** Plain PDQ: the picture as it is, not turned. */
const scoreByPdq = (asked: Pdq, known: readonly KnownPicture[]): Score[] =>
  known.map((one, found) => ({
    found,
    score: 256 - hammingDistance(asked.hash, one.pdq.hash),
  }));

function shuffled<Item>(items: readonly Item[], random: ReturnType<typeof randomFrom>): Item[] {
  const all = [...items];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    [all[at], all[other]] = [all[other] as Item, all[at] as Item]; // both are places of the list
  }
  return all;
}

function resultsOf(ours: ReturnType<typeof judge>, plain: ReturnType<typeof judge>): Result[] {
  const beside = (what: string, pick: (one: ReturnType<typeof judge>) => number, least?: number): Result => {
    const row = besidePeer(what, '', { ours: pick(ours), peer: pick(plain), peerName: 'plain PDQ' });
    return least === undefined ? row : { ...row, goal: `≥ ${least}`, reached: row.ours >= least };
  };
  return [
    beside('µAP', (one) => one.meanPrecision, 0.97),
    beside('R@P90', (one) => one.recallAtPrecision90, 0.97),
    beside('recall of all copies', (one) => one.recall, 0.97),
    beside('pairs called alike that are not', (one) => one.falsePairs),
    beside('copies without their work that raise an alarm', (one) => one.alarms),
    ...Object.keys(TRANSFORMS).map((name) => beside(`recall: ${name}`, (one) => one.recallOf[name] ?? 0)),
    ownFigure('threshold, chosen on the other half', 'inliers', { ours: ours.threshold }),
  ];
}
