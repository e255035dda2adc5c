import { EntitySchema } from 'typeorm';
import { bigintColumn, instantColumn } from '../../lib/columns.js';
import { readRows } from '../../lib/read-rows.js';
import type { Tables } from '../../ports.js';
import type { Report } from './report.js';

export const Reports = new EntitySchema<Report>({
  name: 'reports',
  columns: {
    number: {
      ...bigintColumn,
      primary: true,
      primaryKeyConstraintName: 'pk_reports',
      generated: 'increment',
    },
    subject: { type: 'text' },
    ground: { type: 'text' },
    account: { type: 'text' },
    contact: { type: 'text', nullable: true },
    at: { ...instantColumn },
  },
  indices: [{ name: 'ix_reports_at', columns: ['at'] }],
});

export async function saveReport(
  tables: Tables,
  { subject, ground, account, contact, at }: Omit<Report, 'number'>,
): Promise<void> {
  await tables.query(
    'INSERT INTO reports (subject, ground, account, contact, at) VALUES ($1, $2, $3, $4, $5)',
    [subject, ground, account, contact, at],
  );
}

/** How many reports came since an instant: of a subject, and of all. */
export async function countReports(
  tables: Tables,
  { subject, since }: { subject: string; since: Date },
): Promise<{ readonly ofSubject: number; readonly all: number }> {
  const [row] = await tables.query<{ own: number; all: number }[]>(
    'SELECT count(*) FILTER (WHERE subject = $1)::integer AS own, count(*)::integer AS all FROM reports WHERE at > $2',
    [subject, since],
  );
  return { ofSubject: row?.own ?? 0, all: row?.all ?? 0 };
}

/** Reports after a number, the earliest first. */
export const reportsAfter = (
  tables: Tables,
  { after, limit }: { after: bigint; limit: number },
): Promise<Report[]> =>
  readRows(tables, Reports, 'WHERE number > $1 ORDER BY number LIMIT $2', [String(after), limit]);

/** Whether there was one. */
export async function deleteReport(tables: Tables, number: bigint): Promise<boolean> {
  const deleted = await tables.delete(Reports, { number });
  return deleted.affected === 1;
}
