import type { Tables } from '../ports.js';
import { keysOfPersons } from '../people/key-store.js';
import type { StoredFile } from '../works/file.js';
import { worksById } from '../works/work-store.js';
import { exactFiles, nearFiles, type NearFile } from './fingerprint-store.js';
import type { AskedHash } from './hash-store.js';
import {
  PDQ_LEAST_QUALITY,
  PDQ_NEAR,
  relationOf,
  type EarlierMatch,
  type JudgedMatch,
  type OriginalityAnswer,
} from './match.js';
import type { Orientation, PdqHash } from './pdq.js';

type Asked = Pick<StoredFile, 'cid' | 'pdqQuality' | 'pdqOrientations'>;

/** Works that could be given for one question; beyond them the answer says that it is truncated. */
const MOST_MATCHES = 100;

/**
 * Registered works that hold the same bytes, or a picture within PDQ distance 31 in any of the eight
 * orientations. It reads only; a match by itself changes nothing. Of each it says whether the person to whom `key`
 * belongs registered it, where one is given.
 */
export async function findEarlierWorks(
  tables: Tables,
  asked: readonly Asked[],
  key: string | null,
): Promise<OriginalityAnswer> {
  const best = new Map<string, EarlierMatch>();
  let isTruncated = false;
  for (const file of asked) {
    const near = await nearMatches(tables, file);
    const exact = await exactFiles(tables, file.cid);
    isTruncated ||= near.length > MOST_MATCHES;
    for (const match of near.slice(0, MOST_MATCHES)) keepBetter(best, match);
    for (const found of exact) {
      const alsoNear = near.find(({ work, file: cid }) => work === found.work && cid === found.file);
      best.set(found.work, {
        ...found,
        relation: 'exact-bytes',
        methods: alsoNear ? ['sha-256', 'pdq'] : ['sha-256'],
        pdqDistance: alsoNear ? 0 : null,
        embeddingSimilarity: null,
        orientation: 'original',
        overlap: null,
        falseAlarms: 0,
      });
    }
  }
  const matches = [...best.values()].toSorted((a, b) => Number(a.statementIndex - b.statementIndex));
  const tooPlain = asked.some(({ pdqQuality }) => pdqQuality === null || pdqQuality < PDQ_LEAST_QUALITY);
  return {
    matches: await withOwner(tables, matches, key),
    coverage: matches.length > 0 ? 1 : 0,
    tooPlain,
    isTruncated,
  };
}

/** A picture's hashes as they are asked for. A record's entries are its own names and texts; Object.entries widens the names. */
export const askedHashes = (orientations: Readonly<Record<Orientation, PdqHash>>): AskedHash[] =>
  (Object.entries(orientations) as [Orientation, PdqHash][]).map(([orientation, hash]) => ({
    orientation,
    hash,
  }));

async function nearMatches(tables: Tables, { pdqQuality, pdqOrientations }: Asked): Promise<EarlierMatch[]> {
  if (pdqOrientations === null || pdqQuality === null || pdqQuality < PDQ_LEAST_QUALITY) return [];
  const near = await nearFiles(tables, {
    asked: askedHashes(pdqOrientations),
    within: PDQ_NEAR,
    limit: MOST_MATCHES + 1,
  });
  return near.map(({ distance, orientation, ...found }: NearFile) => ({
    ...found,
    relation: relationOf(orientation),
    methods: ['pdq'],
    pdqDistance: distance,
    embeddingSimilarity: null,
    orientation,
    overlap: null,
    falseAlarms: null,
  }));
}

function keepBetter(best: Map<string, EarlierMatch>, match: EarlierMatch): void {
  const known = best.get(match.work);
  if (!known || (match.pdqDistance ?? 256) < (known.pdqDistance ?? 0)) best.set(match.work, match);
}

export async function withOwner(
  tables: Tables,
  matches: readonly EarlierMatch[],
  key: string | null,
): Promise<JudgedMatch[]> {
  if (key === null || matches.length === 0) return matches.map((match) => ({ ...match, isOwn: null }));
  const keys = (await keysOfPersons(tables, [key]))(key);
  const works = await worksById(
    tables,
    matches.map(({ work }) => work),
  );
  const own = new Set(works.filter(({ registrant }) => keys.includes(registrant)).map(({ id }) => id));
  return matches.map((match) => ({ ...match, isOwn: own.has(match.work) }));
}
