import { EntitySchema, In, IsNull, LessThan } from 'typeorm';
import { instantColumn, keyOf } from '../lib/columns.js';
import type { Tables } from '../ports.js';
import type { StoredFile } from './file.js';
import type { Upload } from './upload.js';

export const Uploads = new EntitySchema<Upload>({
  name: 'uploads',
  columns: {
    id: { type: 'text', ...keyOf('uploads') },
    tokenHash: { type: 'text' },
    sizeBytes: {
      type: 'bigint',
      transformer: { to: (value: number) => value, from: (value: string) => Number(value) },
    },
    sha256: { type: 'text' },
    mediaType: { type: 'text' },
    expiresAt: { ...instantColumn },
    file: { type: 'jsonb', nullable: true },
  },
  uniques: [{ name: 'uq_uploads_token', columns: ['tokenHash'] }],
});

export async function saveUpload(tables: Tables, upload: Upload): Promise<void> {
  await tables.insert(Uploads, upload);
}

export const uploadByToken = (tables: Tables, tokenHash: string): Promise<Upload | null> =>
  tables.findOneBy(Uploads, { tokenHash });

export const uploadsById = (tables: Tables, ids: readonly string[]): Promise<Upload[]> =>
  tables.findBy(Uploads, { id: In([...ids]) });

/** Notes what arrived; false when something had arrived before. */
export async function completeUpload(
  tables: Tables,
  { id, file }: Pick<Upload, 'id' | 'file'>,
): Promise<boolean> {
  const { affected } = await tables.update(Uploads, { id, file: IsNull() }, { file });
  return affected === 1;
}

/** Deletes the uploads by which a file arrived; gives what they were of. */
export async function dropUploadsOf(tables: Tables, cid: string): Promise<StoredFile[]> {
  const rows = await tables.query<{ file: StoredFile }[]>(
    `WITH gone AS (DELETE FROM uploads WHERE file ->> 'cid' = $1 RETURNING file) SELECT file FROM gone`,
    [cid],
  );
  return rows.map(({ file }) => file);
}

/** Whether there were any. */
export async function removeExpiredUploads(tables: Tables, now: Date): Promise<boolean> {
  const { affected } = await tables.delete(Uploads, { expiresAt: LessThan(now) });
  return (affected ?? 0) > 0;
}
