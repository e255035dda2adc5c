import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openLocalBlocks } from '../../src/adapters/content/open-local-blocks.js';
import { openPglite } from '../../src/adapters/database/open-pglite.js';
import { openPostgres } from '../../src/adapters/database/open-postgres.js';
import { openHashThread } from '../../src/adapters/hashes/open-hash-thread.js';
import { mediaTypeOf } from '../../src/adapters/images/media-type.js';
import { openImageReader } from '../../src/adapters/images/open-image-reader.js';
import { openStaging } from '../../src/adapters/open-staging.js';
import { openLookThread } from '../../src/adapters/looks/open-look-thread.js';
import { noteSigner } from '../../src/lib/signed-note.js';
import { idOf } from '../../src/lib/ids.js';
import { makeSearchable } from '../../src/originality/make-searchable.js';
import { openHashSearch } from '../../src/originality/open-hash-search.js';
import { openLookSearch } from '../../src/originality/open-look-search.js';
import { saveFingerprints } from '../../src/originality/picture-store.js';
import { reportOriginality, type SignedReport } from '../../src/originality/report-originality.js';
import type { Database, Tables } from '../../src/ports.js';
import { saveFiles, saveWorkFiles } from '../../src/works/file-store.js';
import type { StoredFile } from '../../src/works/file.js';
import { inspectContent } from '../../src/works/inspect-content.js';
import type { SeenFile } from '../../src/works/look-at-file.js';
import { saveWork } from '../../src/works/work-store.js';
import type { Bench } from './bench.js';

/** Registered pictures and the search over them, as a server has them, without a log: what is searched is the same. */
export interface Gallery {
  readonly database: Database;
  /** Looks at a picture's bytes as an upload's are looked at. */
  see(bytes: Uint8Array): Promise<SeenFile>;
  /** Leaves the rows that a registration leaves; gives the work's id. */
  register(seen: SeenFile): Promise<string>;
  search(file: StoredFile): Promise<SignedReport>;
}

interface Options {
  /** A database of its own on PostgreSQL; embedded where it is null. */
  readonly postgresUrl: string | null;
  readonly workers: number;
}

export async function openGallery(
  { scope }: Pick<Bench, 'scope'>,
  { postgresUrl, workers }: Options,
): Promise<Gallery> {
  const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-bench-gallery-'));
  scope.defer(() => rm(folder, { recursive: true, force: true }));
  const database =
    postgresUrl === null
      ? await openPglite({ folder: path.join(folder, 'database') })
      : await openPostgres({ url: postgresUrl });
  scope.defer(() => database.close());
  const content = await openLocalBlocks({ folder: path.join(folder, 'blocks') });
  const staging = await openStaging({ folder: path.join(folder, 'staging') });
  const images = openImageReader({ workers });
  const log = noteSigner('bench.example', new Uint8Array(32).fill(1));
  const clock = { now: () => new Date() };
  const onError = (error: unknown) => {
    throw error;
  };
  const hashes = openHashSearch({ database, openThread: openHashThread, onError });
  const looks = openLookSearch({ database, openThread: openLookThread, images, onError });
  scope.defer(async () => {
    await images.close();
    await hashes.close();
    await looks.close();
  });
  let registered = 0;
  return {
    database,
    async see(bytes) {
      const cid = await content.put([bytes]);
      return inspectContent(
        { content, staging, images },
        {
          cid,
          sha256: createHash('sha256').update(bytes).digest('hex'),
          mediaType: mediaTypeOf(bytes) ?? 'application/octet-stream',
          sizeBytes: bytes.length,
        },
      );
    },
    async register(seen) {
      const at = registered++;
      await database.transaction((tables) => saveRegistration(tables, seen, at));
      return workId(at);
    },
    search: (file) =>
      reportOriginality(
        { database, content, staging, images, hashes, looks, log, clock, isHalted: () => false },
        { file, key: ASKING },
      ),
  };
}

/** Somebody for whom it is asked, so that permissions are looked up. */
const ASKING = `0x${'1'.repeat(40)}`;

/** A CID of its own for each, of nothing. */
const workId = (at: number): string => idOf('work', `bench-${at}`);

export async function saveRegistration(
  tables: Tables,
  { file, fingerprints }: SeenFile,
  at: number,
): Promise<void> {
  const id = workId(at);
  await saveWork(tables, {
    id,
    statementIndex: BigInt(at),
    title: `Work ${at}`,
    makers: [],
    dateMade: null,
    medium: null,
    description: null,
    altText: null,
    registrant: `0x${'0'.repeat(40)}`,
    registeredAt: new Date(0),
  });
  await saveFiles(tables, [file]);
  await saveWorkFiles(tables, [{ work: id, position: 0, file: file.cid }]);
  if (fingerprints) await saveFingerprints(tables, file.cid, fingerprints);
  await makeSearchable(tables, [file]);
}
