import { EntitySchema } from 'typeorm';
import { bigintColumn, instantColumn } from '../../lib/columns.js';
import { readRows } from '../../lib/read-rows.js';
import type { Tables } from '../../ports.js';
import type { DisplayNotice } from './display-notice.js';

export const DisplayNotices = new EntitySchema<DisplayNotice>({
  name: 'display_notices',
  columns: {
    number: {
      ...bigintColumn,
      primary: true,
      primaryKeyConstraintName: 'pk_display_notices',
      generated: 'increment',
    },
    file: { type: 'text' },
    step: { type: 'text' },
    reason: { type: 'text' },
    document: { type: 'text', nullable: true },
    by: { type: 'text' },
    at: { ...instantColumn },
  },
  indices: [{ name: 'ix_display_notices_file', columns: ['file', 'number'] }],
});

export async function saveNotice(
  tables: Tables,
  { file, step, reason, document, by, at }: Omit<DisplayNotice, 'number'>,
): Promise<void> {
  await tables.query(
    'INSERT INTO display_notices (file, step, reason, document, by, at) VALUES ($1, $2, $3, $4, $5, $6)',
    [file, step, reason, document, by, at],
  );
}

/** What was said of the display of some files, the earliest first. */
export const noticesOfFiles = (tables: Tables, files: readonly string[]): Promise<DisplayNotice[]> =>
  readRows(tables, DisplayNotices, 'WHERE file = ANY($1) ORDER BY number', [files]);

/** The log of what was withheld, the newest first, before a line. */
export const noticesBefore = (
  tables: Tables,
  { before, limit }: { before: bigint | null; limit: number },
): Promise<DisplayNotice[]> =>
  readRows(tables, DisplayNotices, 'WHERE $1::bigint IS NULL OR number < $1 ORDER BY number DESC LIMIT $2', [
    before === null ? null : String(before),
    limit,
  ]);

export const noticeByNumber = (tables: Tables, number: bigint): Promise<DisplayNotice | null> =>
  tables.findOneBy(DisplayNotices, { number });

export async function eraseDocument(tables: Tables, number: bigint): Promise<void> {
  await tables.update(DisplayNotices, { number }, { document: null });
}
