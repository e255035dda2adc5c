import type { Tables } from '../ports.js';
import { FINGERPRINTS_VERSION, type Fingerprints } from './fingerprint.js';
import type { GreyPicture } from './local-features.js';
import { packFeatures, unpackFeatures } from './packed-features.js';

/**
 * Notes the fingerprints of a file, in place of an earlier version's. Those by which a file is searched already stay: they
 * change together with all that belongs to them (`searchAnew`).
 */
export const saveFingerprints = (tables: Tables, file: string, fingerprints: Fingerprints): Promise<void> =>
  writeFingerprints(tables, { file, fingerprints, where: 'f.searched_xid IS NULL' });

/** Notes the fingerprints of a file in place of an earlier version's; a searched file is searched by them from now on. */
export const replaceFingerprints = (
  tables: Tables,
  file: string,
  fingerprints: Fingerprints,
): Promise<void> => writeFingerprints(tables, { file, fingerprints, where: 'true' });

async function writeFingerprints(
  tables: Tables,
  {
    file,
    fingerprints: { trimmed, imageCode, features, thumbnail },
    where,
  }: { file: string; fingerprints: Fingerprints; where: 'true' | 'f.searched_xid IS NULL' },
): Promise<void> {
  await tables.query(
    `INSERT INTO fingerprints AS f (file, version, trimmed, image_code, features, thumbnail)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (file) DO UPDATE
        SET version = excluded.version, trimmed = excluded.trimmed, image_code = excluded.image_code,
            features = excluded.features, thumbnail = excluded.thumbnail, is_compared = false,
            searched_xid = CASE WHEN f.searched_xid IS NOT NULL THEN pg_current_xact_id() END
      WHERE f.version <> excluded.version AND ${where}`,
    [
      file,
      FINGERPRINTS_VERSION,
      trimmed === null ? null : JSON.stringify(trimmed),
      imageCode,
      Buffer.from(packFeatures(features)),
      Buffer.from(packThumbnail(thumbnail)),
    ],
  );
}

/** Lets files that a recorded statement names be found, those whose fingerprints are there. */
export async function markSearched(tables: Tables, files: readonly string[]): Promise<void> {
  if (files.length > 0)
    await tables.query(
      `UPDATE fingerprints SET searched_xid = pg_current_xact_id() WHERE file = ANY($1) AND searched_xid IS NULL`,
      [files],
    );
}

export const clearFingerprints = async (tables: Tables): Promise<void> => {
  await tables.query('DELETE FROM fingerprints');
};

/** Takes out the fingerprints of files that came by uploads which have expired and were never registered. */
export async function removeUnnamedFingerprints(tables: Tables): Promise<void> {
  await tables.query(
    `DELETE FROM fingerprints f
      WHERE f.searched_xid IS NULL
        AND NOT EXISTS (SELECT FROM uploads u WHERE u.file ->> 'cid' = f.file)
        AND NOT EXISTS (SELECT FROM files WHERE cid = f.file)`,
  );
}

/** A file's fingerprints of this version. */
export interface StoredFingerprints extends Fingerprints {
  readonly file: string;
}

/** Of the named files those whose fingerprints are there and of this version. */
export async function fingerprintsOf(
  tables: Tables,
  files: readonly string[],
): Promise<StoredFingerprints[]> {
  if (files.length === 0) return [];
  const rows = await tables.query<FingerprintRow[]>(
    'SELECT file, trimmed, image_code, features, thumbnail FROM fingerprints WHERE file = ANY($1) AND version = $2',
    [files, FINGERPRINTS_VERSION],
  );
  return rows.map(({ file, trimmed, image_code, features, thumbnail }) => ({
    file,
    trimmed,
    imageCode: image_code,
    features: unpackFeatures(features),
    thumbnail: unpackThumbnail(thumbnail),
  }));
}

interface FingerprintRow {
  readonly file: string;
  readonly trimmed: Fingerprints['trimmed'];
  readonly image_code: string;
  readonly features: Uint8Array;
  readonly thumbnail: Uint8Array;
}

/** What is within the borders of those of the named files that have one. */
export const trimmedOfFiles = (
  tables: Tables,
  files: readonly string[],
): Promise<Pick<StoredFingerprints, 'file' | 'trimmed'>[]> =>
  tables.query(
    'SELECT file, trimmed FROM fingerprints WHERE file = ANY($1) AND version = $2 AND trimmed IS NOT NULL',
    [files, FINGERPRINTS_VERSION],
  );

/** A moment of the database, as PostgreSQL writes a pg_snapshot. */
export type Snapshot = string;

/** The features of a searched file. */
export interface SearchedFeatures {
  readonly file: string;
  /** See `packed-features.ts`. */
  readonly packed: Uint8Array;
}

const ROWS_AT_ONCE = 200;
/** The rows that the snapshot $5 did not see, by the index: ordered by file, all rows would be looked at. */
const YOUNGER = `WITH younger AS MATERIALIZED (
  SELECT file FROM fingerprints
   WHERE searched_xid >= pg_snapshot_xmax($5::pg_snapshot)
      OR searched_xid = ANY (ARRAY(SELECT pg_snapshot_xip($5::pg_snapshot)))) `;

export async function currentSnapshot(tables: Tables): Promise<Snapshot> {
  const [row] = await tables.query<{ seen: Snapshot }[]>('SELECT pg_current_snapshot()::text AS seen');
  if (!row) throw new Error('there is always a snapshot');
  return row.seen;
}

/**
 * The features of all files that are searched and that a snapshot saw, some hundreds at once; with `unseen`, only of those
 * which that earlier snapshot did not see.
 */
export async function* searchedFeatures(
  tables: Tables,
  { seen, unseen }: { readonly seen: Snapshot; readonly unseen: Snapshot | null },
): AsyncGenerator<SearchedFeatures[]> {
  for (let last = '', isMore = true; isMore;) {
    const rows = await tables.query<{ file: string; features: Uint8Array }[]>(
      `${unseen === null ? '' : YOUNGER}SELECT file, features FROM fingerprints
        WHERE file > $1 AND version = $2 AND pg_visible_in_snapshot(searched_xid, $3::pg_snapshot)
          ${unseen === null ? '' : 'AND file IN (SELECT file FROM younger)'}
        ORDER BY file LIMIT $4`,
      [last, FINGERPRINTS_VERSION, seen, ROWS_AT_ONCE, ...(unseen === null ? [] : [unseen])],
    );
    if (rows.length > 0) yield rows.map(({ file, features }) => ({ file, packed: features }));
    isMore = rows.length === ROWS_AT_ONCE;
    last = rows.at(-1)?.file ?? last;
  }
}

/** Of which registered works the named files are, and since when. */
export interface WorkOfFile {
  readonly file: string;
  readonly work: string;
  readonly statementIndex: bigint;
}

export async function worksOfFiles(tables: Tables, files: readonly string[]): Promise<WorkOfFile[]> {
  if (files.length === 0) return [];
  const rows = await tables.query<{ file: string; work: string; statement_index: string }[]>(
    `SELECT wf.file, wf.work, w.statement_index::text
       FROM work_files wf JOIN works w ON w.id = wf.work
      WHERE wf.file = ANY($1) ORDER BY w.statement_index`,
    [files],
  );
  return rows.map(({ file, work, statement_index }) => ({
    file,
    work,
    statementIndex: BigInt(statement_index),
  }));
}

/**
 * Registered pictures without fingerprints of this version, or whose fingerprints came too late for their registration to
 * let them be searched; at most so many.
 */
export async function filesToFingerprint(tables: Tables, limit: number): Promise<string[]> {
  const rows = await tables.query<{ cid: string }[]>(
    `SELECT f.cid FROM files f
       LEFT JOIN fingerprints p ON p.file = f.cid AND p.version = $1 AND p.searched_xid IS NOT NULL
      WHERE f.pdq IS NOT NULL AND p.file IS NULL ORDER BY f.cid LIMIT $2`,
    [FINGERPRINTS_VERSION, limit],
  );
  return rows.map(({ cid }) => cid);
}

/** How many registered pictures are searched by all their fingerprints, and how many there are. */
export async function searchedCount(tables: Tables): Promise<{ searched: number; pictures: number }> {
  const [row] = await tables.query<{ searched: number; pictures: number }[]>(
    `SELECT (SELECT count(*)::integer FROM fingerprints WHERE searched_xid IS NOT NULL AND version = $1) AS searched,
            (SELECT count(*)::integer FROM files WHERE pdq IS NOT NULL) AS pictures`,
    [FINGERPRINTS_VERSION],
  );
  return row ?? { searched: 0, pictures: 0 };
}

/** Width and height, 16 bits each, little-endian, and then a byte a pixel. */
function packThumbnail({ width, height, grey }: GreyPicture): Uint8Array {
  const packed = new Uint8Array(4 + grey.length);
  const view = new DataView(packed.buffer);
  view.setUint16(0, width, true);
  view.setUint16(2, height, true);
  packed.set(grey, 4);
  return packed;
}

function unpackThumbnail(packed: Uint8Array): GreyPicture {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return { width: view.getUint16(0, true), height: view.getUint16(2, true), grey: packed.slice(4) };
}
