import { EntitySchema, IsNull, Not } from 'typeorm';
import { keyOf } from '../lib/columns.js';
import { readRows } from '../lib/read-rows.js';
import { readTogether } from '../lib/together.js';
import type { Tables } from '../ports.js';
import type { StoredFile } from './file.js';

/** PostgreSQL writes bit(256) as 256 digits; a fingerprint is 64 hex digits everywhere else. */
export const toBits = (hex: string): string => BigInt(`0x${hex}`).toString(2).padStart(256, '0');
const fromBits = (bits: string): string => BigInt(`0b${bits}`).toString(16).padStart(64, '0');

export const FileRows = new EntitySchema<StoredFile>({
  name: 'files',
  columns: {
    cid: { type: 'text', ...keyOf('files') },
    sha256: { type: 'text' },
    mediaType: { type: 'text' },
    sizeBytes: {
      type: 'bigint',
      transformer: { to: (value: number) => value, from: (value: string) => Number(value) },
    },
    width: { type: 'integer', nullable: true },
    height: { type: 'integer', nullable: true },
    orientation: { type: 'integer', nullable: true },
    colours: { type: 'jsonb', nullable: true },
    pdq: {
      type: 'bit',
      length: 256,
      nullable: true,
      transformer: {
        to: (hex: string | null) => (hex === null ? null : toBits(hex)),
        from: (bits: string | null) => (bits === null ? null : fromBits(bits)),
      },
    },
    pdqQuality: { type: 'integer', nullable: true },
    pdqOrientations: { type: 'jsonb', nullable: true },
  },
});

export const filesByCid = readTogether(
  async (tables: Tables, cids: readonly string[]): Promise<StoredFile[]> =>
    cids.length === 0 ? [] : readRows(tables, FileRows, 'WHERE cid = ANY($1)', [cids]),
  ({ cid }) => cid,
);

/** Rows of files; what is known already stays, since it follows from the bytes. */
export async function saveFiles(tables: Tables, files: readonly StoredFile[]): Promise<void> {
  if (files.length > 0)
    await tables
      .createQueryBuilder()
      .insert()
      .into(FileRows)
      .values([...files])
      .orIgnore()
      .execute();
}

/** Notes what was not kept of a file yet when it came; its bytes may have been erased meanwhile. */
export async function noteLook(tables: Tables, { cid, orientation, colours }: StoredFile): Promise<void> {
  const found = { orientation, colours: colours && [...colours] };
  await tables.update(FileRows, { cid, width: Not(IsNull()) }, found);
}

/** Puts the row of a file in the place of the one that is there. */
export async function replaceFile(tables: Tables, file: StoredFile): Promise<void> {
  await tables.delete(FileRows, { cid: file.cid });
  await saveFiles(tables, [file]);
}

/** A file of a work, at its place: the first is the work's picture. */
export interface WorkFile {
  readonly work: string;
  readonly position: number;
  readonly file: string;
}

export const WorkFiles = new EntitySchema<WorkFile>({
  name: 'work_files',
  columns: {
    work: { type: 'text', ...keyOf('work_files') },
    position: { type: 'integer', ...keyOf('work_files') },
    file: { type: 'text' },
  },
  indices: [{ name: 'ix_work_files_file', columns: ['file'] }],
});

export async function saveWorkFiles(tables: Tables, files: readonly WorkFile[]): Promise<void> {
  await tables.insert(WorkFiles, [...files]);
}

/** The files of several works, in their order. */
export async function filesOfWorks(
  tables: Tables,
  works: readonly string[],
): Promise<(WorkFile & { stored: StoredFile })[]> {
  const links = await readRows<WorkFile>(tables, WorkFiles, 'WHERE work = ANY($1) ORDER BY work, position', [
    works,
  ]);
  const files = await filesByCid(tables, [...new Set(links.map(({ file }) => file))]);
  const byCid = new Map(files.map((file) => [file.cid, file]));
  return links.flatMap((link) => {
    const stored = byCid.get(link.file);
    return stored ? [{ ...link, stored }] : [];
  });
}

/** Ids of the works of which a file is, the earliest registered first; at most 100. */
export async function worksOfFile(tables: Tables, file: string): Promise<string[]> {
  const rows = await tables.query<{ work: string }[]>(
    'SELECT f.work FROM work_files f JOIN works w ON w.id = f.work WHERE f.file = $1 ORDER BY w.statement_index LIMIT 100',
    [file],
  );
  return rows.map(({ work }) => work);
}
