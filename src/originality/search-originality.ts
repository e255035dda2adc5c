import { rectangle } from '../lib/polygon.js';
import type { ContentStore, Database, Staging } from '../ports.js';
import { newestCheckpoint, type Checkpoint } from '../register/checkpoint-store.js';
import { logHead } from '../register/statement-store.js';
import type { StoredFile } from '../works/file.js';
import { coverageOf } from './coverage.js';
import { currentModel, type EmbeddingModel } from './embedding.js';
import { withOwner } from './find-earlier-works.js';
import {
  FINGERPRINTS_VERSION,
  type ExaminedImage,
  type Fingerprints,
  type ImageReader,
} from './fingerprint.js';
import { exactFiles } from './fingerprint-store.js';
import { judgeComparison, mostFalsePairRate } from './judge-comparison.js';
import { isCertain, PDQ_LEAST_QUALITY, type EarlierMatch, type OriginalityAnswer } from './match.js';
import type { HashSearch } from './open-hash-search.js';
import type { LookSearch } from './open-look-search.js';
import { fingerprintsOf, saveFingerprints, searchedCount } from './picture-store.js';
import { shortlist, type Candidate, type Shortlist } from './shortlist.js';

export interface SearchNeeds {
  readonly database: Pick<Database, 'tables'>;
  readonly content: Pick<ContentStore, 'read'>;
  readonly staging: Staging;
  readonly images: ImageReader;
  readonly hashes: Pick<HashSearch, 'near'>;
  readonly looks: Pick<LookSearch, 'near' | 'size'>;
}

/** Where a search is; the words' index is read once after the start, which may take long. */
export type SearchStage =
  | { readonly stage: 'examining' | 'shortlisting' }
  | { readonly stage: 'comparing'; readonly candidates: number };

export interface Question {
  readonly file: StoredFile;
  /** Who asks: one of the person's keys. */
  readonly key: string | null;
  readonly onProgress?: (stage: SearchStage) => void;
}

/** An answer with all that it rests on. */
export interface OriginalityReport extends OriginalityAnswer {
  readonly file: StoredFile;
  readonly fingerprints: Pick<Fingerprints, 'trimmed' | 'imageCode'>;
  /** By which model pictures were embedded; null for none. */
  readonly model: EmbeddingModel | null;
  /** How many features of the asked picture were looked for. */
  readonly features: number;
  /** Version of the fingerprints and of the index over them. */
  readonly version: number;
  /** Registered pictures, and those of them that are searched by all their fingerprints; the others by PDQ alone. */
  readonly pictures: number;
  readonly searched: number;
  /** Entries of the register when it was asked, and the newest signed checkpoint then; null before the first. */
  readonly registerSize: bigint;
  readonly checkpoint: Checkpoint | null;
}

/** Fewer features are what a picture without structure has by chance. */
const LEAST_FEATURES = 40;

/**
 * Which registered works a stored picture is like, in whole or in part: by equal bytes, by PDQ in eight orientations and
 * within borders, by local features, and by a user's model where there is one, each match checked by the others. Nothing follows from it; the fingerprints of an
 * upload that is older than they are, are taken now and kept.
 */
export async function searchOriginality(
  needs: SearchNeeds,
  { file, key, onProgress = () => undefined }: Question,
): Promise<OriginalityReport> {
  const { images } = needs;
  const { tables } = needs.database;
  const head = await logHead(tables);
  const checkpoint = await newestCheckpoint(tables);
  const { pictures, searched } = await searchedCount(tables, currentModel(images));
  onProgress({ stage: 'examining' });
  const { fingerprints, examined } = await examine(needs, file);
  const asked = { file, fingerprints, examined };
  const tooPlain =
    (file.pdqQuality ?? 0) < PDQ_LEAST_QUALITY && examined.features.upright.count < LEAST_FEATURES;
  onProgress({ stage: 'shortlisting' });
  const { found, isTruncated } = tooPlain
    ? { found: [], isTruncated: false }
    : await compareShortlist(images, await shortlist({ ...needs, tables }, asked), {
        examined,
        pictures,
        onProgress,
      });
  const matches = withExact(found, await exactFiles(tables, file.cid), examined);
  return {
    file,
    fingerprints,
    model: images.model,
    features: examined.features.upright.count,
    version: FINGERPRINTS_VERSION,
    pictures,
    searched,
    registerSize: head?.size ?? 0n,
    checkpoint,
    matches: await withOwner(tables, matches, key),
    coverage: coverageOf(
      examined,
      matches.filter(isCertain).flatMap(({ overlap }) => (overlap ? [overlap.askedRegion] : [])),
    ),
    tooPlain,
    isTruncated,
  };
}

/** The picture's fingerprints, taken now where its upload is older than they are, and the picture as a search sees it. */
async function examine(
  { database: { tables }, content, staging, images }: SearchNeeds,
  file: StoredFile,
): Promise<{ fingerprints: Fingerprints; examined: ExaminedImage }> {
  const staged = await staging.receive(content.read(file.cid), file);
  try {
    const examined = await images.examine(staged.path);
    const [known] = await fingerprintsOf(tables, [file.cid]);
    const model = currentModel(images);
    if (known && (model === null || known.embedding?.model === model))
      return { fingerprints: known, examined };
    const { fingerprints } = await images.inspect(staged.path);
    await saveFingerprints(tables, file.cid, fingerprints);
    return { fingerprints, examined };
  } finally {
    await staged.discard();
  }
}

/**
 * Compares the shortlist, and more of it while what matches is not only among the likeliest: of a picture of which much was
 * registered after it, parts and edits, the picture itself may come late.
 */
async function compareShortlist(
  images: ImageReader,
  { nominated, nextByWords, isTruncated, isCutByWords }: Shortlist,
  { examined, pictures, onProgress }: Compared & Required<Pick<Question, 'onProgress'>>,
): Promise<{ found: EarlierMatch[]; isTruncated: boolean }> {
  let looked = 0;
  const compare = (some: readonly Candidate[]) => {
    looked += some.length;
    onProgress({ stage: 'comparing', candidates: looked });
    return compareAll(images, { examined, candidates: some, pictures });
  };
  const found = await compare(nominated);
  for (let goesOn = true; goesOn;) {
    const some = await nextByWords();
    if (some.length === 0) return { found, isTruncated: isTruncated || isCutByWords };
    const matches = await compare(some);
    found.push(...matches);
    const matched = new Set(matches.map(({ file }) => file));
    goesOn = some.slice(some.length / 2).some(({ file }) => matched.has(file));
  }
  return { found, isTruncated };
}

interface Compared {
  readonly examined: ExaminedImage;
  /** Registered pictures. */
  readonly pictures: number;
}

async function compareAll(
  images: ImageReader,
  { examined, candidates, pictures }: Compared & { readonly candidates: readonly Candidate[] },
): Promise<EarlierMatch[]> {
  const compared = candidates.flatMap((candidate) =>
    candidate.picture ? [{ candidate, picture: candidate.picture }] : [],
  );
  const comparisons =
    compared.length === 0
      ? []
      : await images.compare({
          asked: examined,
          candidates: compared.map(({ picture }) => picture),
          mostFalse: mostFalsePairRate(pictures),
        });
  const byFile = new Map(compared.map(({ candidate }, at) => [candidate.file, comparisons[at] ?? null]));
  return candidates.flatMap((candidate) => {
    const match = judgeComparison(candidate, byFile.get(candidate.file) ?? null, pictures);
    return match ? [match] : [];
  });
}

/** What is certain first, then what is likeliest no chance. */
const byStrength = (a: EarlierMatch, b: EarlierMatch): number =>
  Number(isCertain(b)) - Number(isCertain(a)) ||
  (a.falseAlarms ?? Number.MAX_VALUE) - (b.falseAlarms ?? Number.MAX_VALUE);

/** Of each work its best match, the earliest registered first; equal bytes before all. */
function withExact(
  found: readonly EarlierMatch[],
  exact: Awaited<ReturnType<typeof exactFiles>>,
  { width, height }: { readonly width: number; readonly height: number },
): EarlierMatch[] {
  const best = new Map<string, EarlierMatch>();
  for (const match of found.toSorted(byStrength)) if (!best.has(match.work)) best.set(match.work, match);
  const whole = rectangle(width, height);
  for (const one of exact) {
    const alike = found.find(({ file }) => file === one.file);
    best.set(one.work, {
      ...one,
      relation: 'exact-bytes',
      methods: ['sha-256', ...(alike?.methods ?? [])],
      pdqDistance: alike?.pdqDistance ?? null,
      embeddingSimilarity: alike?.embeddingSimilarity ?? null,
      orientation: 'original',
      overlap: {
        pairs: alike?.overlap?.pairs ?? 0,
        inliers: alike?.overlap?.inliers ?? 0,
        denseScore: alike?.overlap?.denseScore ?? null,
        matrix: [1, 0, 0, 0, 1, 0],
        askedRegion: whole,
        workRegion: whole,
        askedShare: 1,
        workShare: 1,
      },
      falseAlarms: 0,
    });
  }
  return [...best.values()].toSorted((a, b) => Number(a.statementIndex - b.statementIndex));
}
