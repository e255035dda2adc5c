import { Reports } from '../claims/reports/report-store.js';
import type { Tables } from '../ports.js';
import { Erasures } from '../disclosure/opening-store.js';
import { AnchorAttempts, Anchors } from './anchor-store.js';
import { Cosignatures } from './cosignature-store.js';
import { DisplayNotices } from '../works/display/display-store.js';
import { TakenRequests } from './taken-request-store.js';
import { Timestamps } from './timestamp-store.js';

/** Tables of the register whose rows the log does not hold, each with the rows that belong to its first entries, or all. */
const KEPT = [
  { name: Anchors.options.name, where: 'to_size <= $1' },
  {
    name: AnchorAttempts.options.name,
    where: 'anchor IN (SELECT id FROM anchors WHERE to_size <= $1)',
  },
  { name: Cosignatures.options.name, where: 'size <= $1' },
  { name: Timestamps.options.name, where: 'size <= $1' },
  // Of requests, which no log holds: that something was erased, and that none is taken twice. What was disclosed is in no backup.
  { name: Erasures.options.name, where: '$1::bigint IS NOT NULL' },
  { name: TakenRequests.options.name, where: '$1::bigint IS NOT NULL' },
  // What is withheld must not be served again, and what was reported to the operator stays reported; both as the database has them.
  { name: DisplayNotices.options.name, where: '$1::bigint IS NOT NULL' },
  { name: Reports.options.name, where: '$1::bigint IS NOT NULL' },
];

export const KEPT_TABLES: readonly string[] = KEPT.map(({ name }) => name);

/** The rows of each table that belong to the log's first entries, as lines of JSON. */
export async function keptRows(tables: Tables, size: bigint): Promise<{ name: string; lines: string[] }[]> {
  const all = [];
  for (const { name, where } of KEPT) {
    const rows = await tables.query<{ line: string }[]>(
      `SELECT row_to_json(t)::text AS line FROM "${name}" t WHERE ${where} ORDER BY 1`,
      [String(size)],
    );
    all.push({ name, lines: rows.map(({ line }) => line) });
  }
  return all;
}

/** Tables whose rows the database numbers. */
const NUMBERED = new Set([DisplayNotices, Reports].map(({ options }) => options.name));

/** Puts rows back as they were. */
export async function putKeptRows(tables: Tables, name: string, lines: readonly string[]): Promise<void> {
  // As text: JSON.parse would round what a bigint or a numeric holds.
  for (const line of lines)
    await tables.query(
      `INSERT INTO "${name}" SELECT * FROM json_populate_record(NULL::"${name}", $1::json)`,
      [line],
    );
  // Rows that come with their numbers do not move the counter: the next would get the number of one of them.
  if (NUMBERED.has(name) && lines.length > 0)
    await tables.query(
      `SELECT setval(pg_get_serial_sequence('"${name}"', 'number'), (SELECT max(number) FROM "${name}"))`,
    );
}
