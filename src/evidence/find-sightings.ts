import { filesOfClaim } from '../claims/claim.js';
import { standingClaims } from '../claims/standing-claims.js';
import { isLayeredType } from '../creation/layered/layered-file.js';
import { pairOf, standingBetween } from '../originality/derivation-store.js';
import type { ImageReader } from '../originality/fingerprint.js';
import { likenessesOfWorks } from '../originality/likeness-store.js';
import { isCertain } from '../originality/match.js';
import type { ContentStore, Database, Staging, Tables } from '../ports.js';
import { forgettingsById } from '../register/forgetting/forgetting-store.js';
import { idOf } from '../lib/ids.js';
import { filesByCid, filesOfWorks } from '../works/file-store.js';
import type { StoredFile } from '../works/file.js';
import { saidOfMachine } from './said-of-machine.js';
import type { SamePicture, Sightings } from './documents/requested/sightings.js';

export interface SightingNeeds {
  readonly database: Pick<Database, 'tables'>;
  readonly content: Pick<ContentStore, 'read'>;
  readonly images: Pick<ImageReader, 'readAccount'>;
  readonly staging: Staging;
}

const MOST_LIKENESSES = 100;

/**
 * Reads the files of a work and those that standing claims on it bring, and which registered pictures are the same as its own. Takes as long as an
 * inspection of each file that was not read before. Refuses TOO_BUSY.
 */
export async function findSightings(needs: SightingNeeds, work: string): Promise<Sightings> {
  const { tables } = needs.database;
  const stored = await filesToRead(tables, work);
  const erased = await forgettingsById(
    tables,
    stored.map(({ cid }) => idOf('file', cid)),
  );
  const gone = new Set(erased.map(({ id }) => id));
  const machineMade: { file: string; tool: string | null }[] = [];
  const unread: { file: string; why: string }[] = [];
  // One after the other: each keeps a whole file in work.
  for (const file of stored.filter(isInspected)) {
    const seen = gone.has(idOf('file', file.cid))
      ? { unread: 'Its bytes were erased on demand.' }
      : await saidOfMachine(needs, file);
    if ('unread' in seen) unread.push({ file: file.cid, why: seen.unread });
    else if (seen.isMachineMade) machineMade.push({ file: file.cid, tool: seen.tool });
  }
  return { machineMade, unread, samePictures: await samePictures(tables, work) };
}

/** Each once, those of the registration first. */
async function filesToRead(tables: Tables, work: string): Promise<StoredFile[]> {
  const own = (await filesOfWorks(tables, [work])).map(({ stored }) => stored);
  const known = new Set(own.map(({ cid }) => cid));
  const brought = (await standingClaims(tables, [work])).flatMap(({ body }) => filesOfClaim(body));
  const more = new Set(brought.flatMap(({ cid }) => (known.has(cid) ? [] : [cid])));
  return [...own, ...(await filesByCid(tables, [...more]))];
}

const isInspected = ({ mediaType }: StoredFile): boolean =>
  mediaType.startsWith('image/') || isLayeredType(mediaType);

const SAME: ReadonlySet<string> = new Set(['exact-bytes', 'near-duplicate', 'mirrored-or-rotated']);

/**
 * Works whose picture is certainly the same, and of which nobody declares that one derives from the other. Where claims stand on one of the two
 * alone, nothing is left to ask: on the other nobody claims anything, or no more.
 */
async function samePictures(tables: Tables, work: string): Promise<SamePicture[]> {
  const found = (await likenessesOfWorks(tables, [work], MOST_LIKENESSES)).filter(
    ({ match }) => SAME.has(match.relation) && isCertain(match),
  );
  const pairs = found.map(({ laterWork, earlierWork }) => pairOf({ work: laterWork, source: earlierWork }));
  const declared = new Set((await standingBetween(tables, pairs)).map(pairOf));
  const works = [...new Set(found.flatMap(({ laterWork, earlierWork }) => [laterWork, earlierWork]))];
  const claimed = new Set((await standingClaims(tables, works)).map((claim) => claim.work));
  return found.flatMap(({ laterWork, earlierWork, match }, at) =>
    declared.has(pairs[at] ?? '') || claimed.has(laterWork) !== claimed.has(earlierWork)
      ? []
      : [
          {
            work: laterWork === work ? earlierWork : laterWork,
            isEarlier: laterWork === work,
            relation: match.relation,
          },
        ],
  );
}
