import type { Tables } from '../ports.js';
import { toBits } from '../works/file-store.js';
import type { StoredFile } from '../works/file.js';
import { RECORD_BYTES } from './hash-index.js';
import { PDQ_LEAST_QUALITY } from './match.js';
import type { Orientation, PdqHash } from './pdq.js';

/** What of a picture a hash is of: all of it, or what is within a plain border. */
export type HashForm = 'whole' | 'trimmed';

/** A hash of a file that a recorded statement names. */
export interface PictureHash {
  readonly file: string;
  readonly form: HashForm;
  readonly hash: PdqHash;
  /** PDQ's quality, 0 to 100. */
  readonly quality: number;
}

/** A hash that is asked for: of which form of the asked picture, and how that was turned. */
export interface AskedHash {
  readonly form?: HashForm;
  readonly orientation: Orientation;
  readonly hash: PdqHash;
}

/** A row that is near to one of the asked hashes. */
export interface NearHash<Asked extends AskedHash = AskedHash> {
  /** The row's own; another after a rebuild. */
  readonly id: number;
  readonly file: string;
  /** Of which form of the file the row is. */
  readonly form: HashForm;
  /** The asked hash that is nearest, and of several as near the first. */
  readonly asked: Asked;
  /** In how many bits they differ. */
  readonly distance: number;
}

/** The hashes of whole pictures, of those files that are pictures. */
export const wholeHashes = (files: readonly StoredFile[]): PictureHash[] =>
  files.flatMap(({ cid, pdq, pdqQuality }) =>
    pdq === null || pdqQuality === null
      ? []
      : [{ file: cid, form: 'whole' as const, hash: pdq, quality: pdqQuality }],
  );

/** Rows for the hashes that say enough, PDQ_LEAST_QUALITY; what is there already stays, since it follows from the bytes. */
export async function saveHashes(tables: Tables, rows: readonly PictureHash[]): Promise<void> {
  const kept = rows.filter(({ quality }) => quality >= PDQ_LEAST_QUALITY);
  if (kept.length === 0) return;
  await tables.query(
    `INSERT INTO picture_hashes (file, form, hash)
     SELECT * FROM unnest($1::text[], $2::text[], $3::bit(256)[]) ON CONFLICT DO NOTHING`,
    [kept.map(({ file }) => file), kept.map(({ form }) => form), kept.map(({ hash }) => toBits(hash))],
  );
}

export async function dropHash(tables: Tables, file: string, form: HashForm): Promise<void> {
  await tables.query('DELETE FROM picture_hashes WHERE file = $1 AND form = $2', [file, form]);
}

/** Empties the table; whoever holds rows of before finds none of them, and finds the new ones, which are younger. */
export async function clearHashes(tables: Tables): Promise<void> {
  await tables.query('DELETE FROM picture_hashes');
}

interface FoundRow {
  readonly id: number;
  readonly file: string;
  readonly form: HashForm;
  readonly place: number;
  readonly distance: number;
}

/**
 * Every row within a Hamming distance of one of the asked hashes, the nearest first: exact, and by PostgreSQL alone, so that
 * rows of its own transaction are found too. Up to a distance of 31 by indexes, as soon as they pay; beyond that, by reading
 * all rows.
 */
export async function nearHashes<Asked extends AskedHash>(
  tables: Tables,
  asked: readonly Asked[],
  within: number,
): Promise<NearHash<Asked>[]> {
  const rows = await tables.query<FoundRow[]>('SELECT * FROM near_picture_hashes($1::bit(256)[], $2)', [
    asked.map(({ hash }) => toBits(hash)),
    within,
  ]);
  return nearestOfEach(rows, asked);
}

/** What somebody knows of the table: all rows that a snapshot saw, of which those in `known` may be near. */
interface Known {
  readonly known: readonly number[];
  readonly seen: HashSnapshot;
}

/**
 * The same for whoever knows the rows that a snapshot saw: looks again at those that may be near, which may be gone by now,
 * and at all others. Tells how many those others are, up to 5,001; beyond 5,000 it searches as `nearHashes` does.
 */
export async function nearKnownHashes<Asked extends AskedHash>(
  tables: Tables,
  asked: readonly Asked[],
  within: number,
  { known, seen }: Known,
): Promise<{ near: NearHash<Asked>[]; younger: number }> {
  const rows = await tables.query<((FoundRow | { readonly id: null }) & { readonly younger: number })[]>(
    'SELECT * FROM near_known_picture_hashes($1::bit(256)[], $2, $3::integer[], $4::pg_snapshot)',
    [asked.map(({ hash }) => toBits(hash)), within, known, seen],
  );
  const found = rows.filter((row) => row.id !== null);
  return { near: nearestOfEach(found, asked), younger: rows[0]?.younger ?? 0 };
}

function nearestOfEach<Asked extends AskedHash>(
  rows: readonly FoundRow[],
  asked: readonly Asked[],
): NearHash<Asked>[] {
  const nearest = new Map<number, NearHash<Asked>>();
  // Pairs come in the order of the asked hashes.
  for (const { id, file, form, place, distance } of rows.toSorted((a, b) => a.place - b.place)) {
    const of = asked[place - 1];
    const before = nearest.get(id);
    if (of && (!before || distance < before.distance))
      nearest.set(id, { id, file, form, asked: of, distance });
  }
  return [...nearest.values()].toSorted((a, b) => a.distance - b.distance || a.id - b.id);
}

/**
 * A moment of the database, as PostgreSQL writes a pg_snapshot: which transactions had ended by then. Each row says by which
 * it was written, so that at any later time each is either one that the snapshot saw or one that it did not: no transaction
 * that had ended ever writes more.
 */
export type HashSnapshot = string;

export async function hashSnapshot(tables: Tables): Promise<HashSnapshot> {
  const [row] = await tables.query<{ seen: string }[]>('SELECT pg_current_snapshot()::text AS seen');
  if (!row) throw new Error('there is always a snapshot');
  return row.seen;
}

/** How many rows a snapshot saw, at most `most`. */
export async function countHashes(tables: Tables, seen: HashSnapshot, most: number): Promise<number> {
  const [row] = await tables.query<{ count: number }[]>(
    `SELECT count(*)::integer AS count
       FROM (SELECT FROM picture_hashes WHERE pg_visible_in_snapshot(xid, $1::pg_snapshot) LIMIT $2) part`,
    [seen, most],
  );
  return row?.count ?? 0;
}

/** So many rows take a few milliseconds to read, in which nothing else is done. */
const ROWS_AT_ONCE = 5000;

/**
 * The rows that a snapshot saw, as records of RECORD_BYTES each, some thousands at once. Each part is read by itself, so that
 * the snapshot need not be held: a row never changes, and one that is deleted meanwhile may be missing, as for whoever asks
 * later.
 */
export async function* hashRecords(tables: Tables, seen: HashSnapshot): AsyncGenerator<Uint8Array> {
  for (let last = 0, isMore = true; isMore;) {
    const [row] = await tables.query<{ records: Uint8Array | null; last: number | null }[]>(
      `SELECT string_agg(int4send(id) || bit_send(hash), ''::bytea) AS records, max(id) AS last
         FROM (SELECT id, hash FROM picture_hashes
                WHERE id > $1 AND pg_visible_in_snapshot(xid, $2::pg_snapshot) ORDER BY id LIMIT $3) part`,
      [last, seen, ROWS_AT_ONCE],
    );
    if (row?.records) yield row.records;
    isMore = row?.records?.length === ROWS_AT_ONCE * RECORD_BYTES;
    last = row?.last ?? last;
  }
}

/** The rows that a snapshot saw and an earlier one did not, as records; null where they are more than `most`. */
export async function youngerHashRecords(
  tables: Tables,
  { seen, unseen }: { readonly seen: HashSnapshot; readonly unseen: HashSnapshot },
  most: number,
): Promise<Uint8Array | null> {
  const [row] = await tables.query<{ records: Uint8Array | null }[]>(
    `SELECT string_agg(int4send(id) || bit_send(hash), ''::bytea) AS records
       FROM (SELECT id, hash
               FROM (SELECT * FROM picture_hashes WHERE xid >= pg_snapshot_xmax($1::pg_snapshot)
                     UNION ALL
                     SELECT * FROM picture_hashes WHERE xid = ANY (ARRAY(SELECT pg_snapshot_xip($1::pg_snapshot)))) younger
              WHERE pg_visible_in_snapshot(xid, $2::pg_snapshot) LIMIT $3) part`,
    [unseen, seen, most + 1],
  );
  const records = row?.records ?? new Uint8Array();
  return records.length > most * RECORD_BYTES ? null : records;
}
