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
    fingerprints: { trimmed, imageCode, features, thumbnail, embedding },
    where,
  }: { file: string; fingerprints: Fingerprints; where: 'true' | 'f.searched_xid IS NULL' },
): Promise<void> {
  await tables.query(
    `INSERT INTO fingerprints AS f (file, version, trimmed, image_code, features, thumbnail, embedding_model, embedding)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (file) DO UPDATE
        SET version = excluded.version, trimmed = excluded.trimmed, image_code = excluded.image_code,
            features = excluded.features, thumbnail = excluded.thumbnail,
            embedding_model = excluded.embedding_model, embedding = excluded.embedding, comparisons_due = f.comparisons_due + 1,
            searched_xid = CASE WHEN f.searched_xid IS NOT NULL THEN pg_current_xact_id() END
      WHERE (f.version <> excluded.version OR f.embedding_model IS DISTINCT FROM excluded.embedding_model) AND ${where}`,
    [
      file,
      FINGERPRINTS_VERSION,
      trimmed === null ? null : JSON.stringify(trimmed),
      imageCode,
      Buffer.from(packFeatures(features)),
      Buffer.from(packThumbnail(thumbnail)),
      embedding?.model ?? null,
      embedding?.vector ? packVector(embedding.vector) : null,
    ],
  );
}

/** Lets files be found by their fingerprints, where those are there. */
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
    'SELECT file, trimmed, image_code, features, thumbnail, embedding_model, embedding FROM fingerprints WHERE file = ANY($1) AND version = $2',
    [files, FINGERPRINTS_VERSION],
  );
  return rows.map(({ file, trimmed, image_code, features, thumbnail, embedding_model, embedding }) => ({
    file,
    trimmed,
    imageCode: image_code,
    features: unpackFeatures(features),
    thumbnail: unpackThumbnail(thumbnail),
    embedding:
      embedding_model === null
        ? null
        : { model: embedding_model, vector: embedding && unpackVector(embedding) },
  }));
}

interface FingerprintRow {
  readonly file: string;
  readonly trimmed: Fingerprints['trimmed'];
  readonly image_code: string;
  readonly features: Uint8Array;
  readonly thumbnail: Uint8Array;
  readonly embedding_model: string | null;
  readonly embedding: Uint8Array | null;
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

/** What is in memory of a searched file. */
export interface FileLook {
  readonly file: string;
  /** Its features; see `packed-features.ts`. */
  readonly packed: Uint8Array;
  /** By the model that is asked for; null where there is none, or it gives nothing for the picture. */
  readonly embedding: Float32Array | null;
}

const ROWS_AT_ONCE = 200;

/** Whether there is any file that is searched. */
export async function isAnySearched(tables: Tables): Promise<boolean> {
  const [row] = await tables.query<{ is_any: boolean }[]>(
    'SELECT EXISTS (SELECT FROM fingerprints WHERE searched_xid IS NOT NULL) AS is_any',
  );
  return row?.is_any ?? false;
}

export async function currentSnapshot(tables: Tables): Promise<Snapshot> {
  const [row] = await tables.query<{ seen: Snapshot }[]>('SELECT pg_current_snapshot()::text AS seen');
  if (!row) throw new Error('there is always a snapshot');
  return row.seen;
}

/**
 * The looks of all files that are searched and that a snapshot saw, some hundreds at once, in the order in which they came
 * to be searched; with `unseen`, only of those which that earlier snapshot did not see. Embeddings are those of `model`.
 */
export async function* searchedLooks(
  tables: Tables,
  {
    seen,
    unseen,
    model,
  }: { readonly seen: Snapshot; readonly unseen: Snapshot | null; readonly model: string | null },
): AsyncGenerator<FileLook[]> {
  // Of transactions older than xmin a snapshot sees all.
  const younger =
    unseen === null
      ? ''
      : 'AND searched_xid >= pg_snapshot_xmin($7::pg_snapshot) AND NOT pg_visible_in_snapshot(searched_xid, $7::pg_snapshot)';
  for (let last = { xid: '0', file: '' }, isMore = true; isMore;) {
    const rows = await tables.query<LookRow[]>(
      `SELECT searched_xid::text AS xid, file, features,
              CASE WHEN embedding_model = $6 THEN embedding END AS embedding
         FROM fingerprints
        WHERE (searched_xid, file) > ($1::xid8, $2) AND version = $3
          AND pg_visible_in_snapshot(searched_xid, $4::pg_snapshot) ${younger}
        ORDER BY searched_xid, file LIMIT $5`,
      [
        last.xid,
        last.file,
        FINGERPRINTS_VERSION,
        seen,
        ROWS_AT_ONCE,
        model,
        ...(unseen === null ? [] : [unseen]),
      ],
    );
    if (rows.length > 0) yield rows.map(lookOf);
    isMore = rows.length === ROWS_AT_ONCE;
    last = rows.at(-1) ?? last;
  }
}

interface LookRow extends Pick<FingerprintRow, 'file' | 'features' | 'embedding'> {
  readonly xid: string;
}

const lookOf = ({ file, features, embedding }: LookRow): FileLook => ({
  file,
  packed: features,
  embedding: embedding && unpackVector(embedding),
});

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

/** That a row p is of the version $1, and of the model $2 where that is not null. */
const CURRENT = 'p.version = $1 AND ($2::text IS NULL OR p.embedding_model = $2)';

/** That a row f is of a work's picture. */
const IS_PICTURE = 'f.pdq IS NOT NULL AND EXISTS (SELECT FROM work_files w WHERE w.file = f.cid)';

/**
 * Registered pictures without fingerprints of this version and of the model, where there is one, or whose fingerprints came
 * too late for their registration to let them be searched, or that nobody looked at since more is kept of them; at most so many.
 */
export async function filesToFingerprint(
  tables: Tables,
  model: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await tables.query<{ cid: string }[]>(
    `SELECT f.cid FROM files f
       LEFT JOIN fingerprints p ON p.file = f.cid AND p.searched_xid IS NOT NULL AND ${CURRENT}
      WHERE ${IS_PICTURE} AND (p.file IS NULL OR f.orientation IS NULL OR f.colours IS NULL) ORDER BY f.cid LIMIT $3`,
    [FINGERPRINTS_VERSION, model, limit],
  );
  return rows.map(({ cid }) => cid);
}

/** How many registered pictures are searched by all their fingerprints, and how many there are. */
export async function searchedCount(
  tables: Tables,
  model: string | null,
): Promise<{ searched: number; pictures: number }> {
  const [row] = await tables.query<{ searched: number; pictures: number }[]>(
    `SELECT (SELECT count(*)::integer FROM fingerprints p WHERE searched_xid IS NOT NULL AND ${CURRENT}) AS searched,
            (SELECT count(*)::integer FROM files f WHERE ${IS_PICTURE}) AS pictures`,
    [FINGERPRINTS_VERSION, model],
  );
  return row ?? { searched: 0, pictures: 0 };
}

/** Float32 values, little-endian. */
function packVector(vector: Float32Array): Buffer {
  const packed = Buffer.alloc(4 * vector.length);
  vector.forEach((value, at) => packed.writeFloatLE(value, 4 * at));
  return packed;
}

function unpackVector(packed: Uint8Array): Float32Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return Float32Array.from({ length: packed.length / 4 }, (_, at) => view.getFloat32(4 * at, true));
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
