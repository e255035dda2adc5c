import type { Tables } from '../ports.js';
import { filesByCid } from '../works/file-store.js';
import type { StoredFile } from '../works/file.js';
import { determinantOf } from './affine.js';
import type { Hand, HashAgreement } from './compare-pictures.js';
import type { CandidatePicture } from './compare-with-all.js';
import { similarityOf } from './embedding.js';
import { askedHashes } from './find-earlier-works.js';
import type { ExaminedImage, Fingerprints, ImageReader } from './fingerprint.js';
import type { AskedHash, HashForm, NearHash } from './hash-store.js';
import { PDQ_LEAST_QUALITY, PDQ_NEAR } from './match.js';
import type { HashSearch } from './open-hash-search.js';
import type { WordCandidate, LookSearch } from './open-look-search.js';
import { boxToBox } from './orientation-map.js';
import { hammingDistance, type PdqHash } from './pdq.js';
import { fingerprintsOf, worksOfFiles, type WorkOfFile } from './picture-store.js';
import type { Box } from './trim-border.js';

/** So many pictures that PDQ calls alike are compared, so many that a model finds nearest, and so many that share visual words: those some at once. */
const MOST_BY_HASH = 40;
const MOST_BY_MODEL = 20;
const WORDS_AT_ONCE = 20;
const MOST_BY_WORDS = 100;

/** The asked picture by its fingerprints and as it was examined. */
export interface AskedFingerprints {
  readonly file: StoredFile;
  readonly fingerprints: Pick<Fingerprints, 'trimmed' | 'embedding'>;
  readonly examined: ExaminedImage;
}

/** A registered picture that may be like the asked one. */
export interface Candidate {
  readonly file: string;
  /** The works that it is of, the earliest first; at least one. */
  readonly works: readonly WorkOfFile[];
  readonly byHash: HashAgreement | null;
  /** Hamming distance of the nearest two PDQ hashes, 0 to 256; null where one of the pictures is too plain for PDQ. */
  readonly pdqDistance: number | null;
  /** What the user's model says of the two; null where it says nothing. */
  readonly byModel: { readonly similarity: number; readonly isAlike: boolean } | null;
  /** Null where its fingerprints are not taken yet: then nothing but its hash can be compared. */
  readonly picture: CandidatePicture | null;
}

export interface Shortlist {
  /** By PDQ or a model. */
  readonly nominated: readonly Candidate[];
  /** The likeliest by words of those that were not given yet, some at once; none when it has no more. */
  readonly nextByWords: () => Promise<readonly Candidate[]>;
  /** PDQ calls more alike than are compared. */
  readonly isTruncated: boolean;
  /** More share words than are given at all. */
  readonly isCutByWords: boolean;
}

interface Needs {
  readonly tables: Tables;
  readonly hashes: Pick<HashSearch, 'near'>;
  readonly looks: Pick<LookSearch, 'near'>;
  readonly images: Pick<ImageReader, 'model'>;
}

/** Which registered pictures to look at: those that PDQ calls alike, those that share most visual words, and those that a model finds nearest. */
export async function shortlist(needs: Needs, asked: AskedFingerprints): Promise<Shortlist> {
  const hashesAsked = hashesOf(asked);
  const near = hashesAsked.length > 0 ? await needs.hashes.near(hashesAsked, PDQ_NEAR) : [];
  // Of a file's forms the nearest.
  const nearest = new Map<string, Near>();
  for (const one of near) if (!nearest.has(one.file)) nearest.set(one.file, one);
  const byHash = [...nearest.keys()];
  const { features } = asked.examined;
  const embedding = asked.fingerprints.embedding?.vector ?? null;
  const looks = await needs.looks.near({ features, embedding }, MOST_BY_WORDS);
  const byEmbedding = looks.byEmbedding.slice(0, MOST_BY_MODEL);
  const nominations = { asked, hashesAsked, nearest, byWords: looks.byWords, byEmbedding };
  const given = new Set([...byHash.slice(0, MOST_BY_HASH), ...byEmbedding]);
  const further = looks.byWords.map(({ file }) => file).filter((file) => !given.has(file));
  return {
    nominated: await candidatesOf(needs, [...given], nominations),
    nextByWords: async () => {
      // Of files that are gone meanwhile nothing is left; then the next.
      for (let some: Candidate[] = []; ;) {
        if (some.length > 0 || further.length === 0) return some;
        some = await candidatesOf(needs, further.splice(0, WORDS_AT_ONCE), nominations);
      }
    },
    isTruncated: byHash.length > MOST_BY_HASH,
    isCutByWords: looks.byWords.length === MOST_BY_WORDS,
  };
}

type Near = NearHash<AskedHash & { readonly form: HashForm }>;

/** By what pictures came to be candidates. */
interface Nominations {
  readonly asked: AskedFingerprints;
  readonly hashesAsked: readonly AskedHash[];
  /** By file. */
  readonly nearest: ReadonlyMap<string, Near>;
  readonly byWords: readonly WordCandidate[];
  readonly byEmbedding: readonly string[];
}

async function candidatesOf(
  { tables, images }: Needs,
  files: readonly string[],
  { asked, hashesAsked, nearest, byWords, byEmbedding }: Nominations,
): Promise<Candidate[]> {
  const known = await picturesOf(tables, files);
  const works = await worksOfFiles(tables, files);
  return files.flatMap((file): Candidate[] => {
    const stored = known.get(file);
    const ofFile = works.filter((one) => one.file === file);
    if (!stored || ofFile.length === 0) return [];
    const hit = nearest.get(file);
    const agreement = hit
      ? agreementOf(hit, { asked, known: stored, hashesAsked: hashesAsked.length })
      : null;
    const { fingerprints, width, height } = stored;
    const picture = fingerprints && {
      width,
      height,
      features: fingerprints.features,
      thumbnail: fingerprints.thumbnail,
      byHash: agreement,
      hands: handsOf({
        byHash: agreement,
        byWords: byWords.find((one) => one.file === file),
        isByEmbedding: byEmbedding.includes(file),
      }),
    };
    const pdqDistance = hit?.distance ?? distanceOf(hashesAsked, stored);
    const similarity = similarityOf(asked.fingerprints.embedding, fingerprints?.embedding ?? null);
    const byModel =
      images.model && similarity !== null ? { similarity, isAlike: similarity >= images.model.least } : null;
    return [{ file, works: ofFile, byHash: agreement, pdqDistance, byModel, picture }];
  });
}

/** As which the asked picture may lie on the known one: as what found it says. */
function handsOf({
  byHash,
  byWords,
  isByEmbedding,
}: {
  byHash: HashAgreement | null;
  byWords: WordCandidate | undefined;
  isByEmbedding: boolean;
}): Hand[] {
  // A model does not say which.
  const hands = new Set<Hand>(isByEmbedding ? ['upright', 'mirrored'] : []);
  if (byHash) hands.add(determinantOf(byHash.matrix) < 0 ? 'mirrored' : 'upright');
  if (byWords) hands.add(byWords.isMirrored ? 'mirrored' : 'upright');
  return [...hands];
}

/** All that say enough: of the whole picture and of what is within its border, in eight orientations each. */
function hashesOf({
  file,
  fingerprints: { trimmed },
}: AskedFingerprints): (AskedHash & { readonly form: HashForm })[] {
  const whole =
    file.pdqOrientations && (file.pdqQuality ?? 0) >= PDQ_LEAST_QUALITY
      ? askedHashes(file.pdqOrientations)
      : [];
  const within =
    trimmed && trimmed.pdq.quality >= PDQ_LEAST_QUALITY ? askedHashes(trimmed.pdq.orientations) : [];
  return [
    ...whole.map((one) => ({ ...one, form: 'whole' as const })),
    ...within.map((one) => ({ ...one, form: 'trimmed' as const })),
  ];
}

interface KnownFile {
  /** The hashes that say enough. */
  readonly hashes: readonly PdqHash[];
  readonly width: number;
  readonly height: number;
  readonly fingerprints: Fingerprints | null;
}

async function picturesOf(tables: Tables, files: readonly string[]): Promise<Map<string, KnownFile>> {
  const rows = await filesByCid(tables, files);
  const fingerprints = new Map((await fingerprintsOf(tables, files)).map((one) => [one.file, one]));
  return new Map(
    rows.flatMap(({ cid, width, height, pdq, pdqQuality }) => {
      if (width === null || height === null) return [];
      const stored = fingerprints.get(cid) ?? null;
      const hashes = [
        { hash: pdq, quality: pdqQuality ?? 0 },
        ...(stored?.trimmed ? [stored.trimmed.pdq] : []),
      ].flatMap(({ hash, quality }) => (hash !== null && quality >= PDQ_LEAST_QUALITY ? [hash] : []));
      return [[cid, { width, height, hashes, fingerprints: stored }] as const];
    }),
  );
}

function distanceOf(asked: readonly AskedHash[], { hashes }: KnownFile): number | null {
  const distances = asked.flatMap(({ hash }) => hashes.map((known) => hammingDistance(hash, known)));
  return distances.length === 0 ? null : Math.min(...distances);
}

/** How the two lie on one another when their hashes are right. */
function agreementOf(
  { asked: { form, orientation }, form: knownForm, distance }: Near,
  { asked, known, hashesAsked }: { asked: AskedFingerprints; known: KnownFile; hashesAsked: number },
): HashAgreement {
  const askedBox = boxOf(form, asked.examined, asked.fingerprints.trimmed);
  const knownBox = boxOf(knownForm, known, known.fingerprints?.trimmed ?? null);
  return { distance, hashPairs: 2 * hashesAsked, matrix: boxToBox(askedBox, knownBox, orientation) };
}

const boxOf = (
  form: HashForm,
  { width, height }: { readonly width: number; readonly height: number },
  trimmed: Fingerprints['trimmed'],
): Box => (form === 'trimmed' && trimmed ? trimmed.box : { left: 0, top: 0, width, height });
