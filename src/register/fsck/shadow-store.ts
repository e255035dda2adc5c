import type { Tables } from '../../ports.js';
import type { FileReference } from '../../works/file.js';

interface Table {
  readonly options: { readonly name: string };
}

/** Where a table's row and the one that follows from the log differ; `key` is the row's primary key. */
export interface Difference {
  readonly key: string;
  readonly is: 'missing' | 'surplus' | 'altered';
}

/** More are counted and not named. */
const MOST_NAMED = 1000;

/**
 * Makes the transaction, of which this must be the first statement, see one state of the database, and puts empty
 * tables in the place of the given ones: whatever is applied in it lands there. They are gone when it ends, and the
 * database itself refuses every write to another table. Gives the schema of the real ones.
 */
export async function shadowTables(tables: Tables, shadowed: readonly Table[]): Promise<string> {
  await tables.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  const [row] = await tables.query<{ schema: string }[]>('SELECT current_schema() AS schema');
  const schema = row?.schema ?? 'public';
  // pg_temp comes first in the search path, so that the same unqualified names mean these.
  for (const { options } of shadowed)
    await tables.query(
      `CREATE TEMP TABLE "${options.name}" (LIKE "${schema}"."${options.name}" INCLUDING ALL) ON COMMIT DROP`,
    );
  await tables.query(
    'CREATE TEMP TABLE named_files (cid text PRIMARY KEY, reference jsonb NOT NULL) ON COMMIT DROP',
  );
  await tables.query('SET TRANSACTION READ ONLY');
  return schema;
}

/** The rows of a real table that are not those of its shadow, by their keys. */
export async function shadowDifferences(
  tables: Tables,
  schema: string,
  { options: { name } }: Table,
): Promise<Difference[]> {
  const keys = tables.connection
    .getMetadata(name)
    .primaryColumns.map(({ databaseName }) => `"${databaseName}"`);
  return tables.query<Difference[]>(
    `SELECT concat_ws(' ', ${keys.join(', ')}) AS key,
            CASE WHEN is_real IS NULL THEN 'missing' WHEN is_shadow IS NULL THEN 'surplus' ELSE 'altered' END AS is
       FROM (SELECT ${keys.join(', ')}, r::text AS real, true AS is_real FROM "${schema}"."${name}" r) a
       FULL JOIN (SELECT ${keys.join(', ')}, s::text AS shadow, true AS is_shadow FROM pg_temp."${name}" s) b
      USING (${keys.join(', ')})
      WHERE real IS DISTINCT FROM shadow
      ORDER BY ${keys.join(', ')} LIMIT ${MOST_NAMED}`,
  );
}

export async function noteNamedFiles(tables: Tables, files: readonly FileReference[]): Promise<void> {
  if (files.length === 0) return;
  await tables.query(
    `INSERT INTO named_files SELECT * FROM unnest($1::text[], $2::jsonb[]) ON CONFLICT DO NOTHING`,
    [files.map(({ cid }) => cid), files.map((file) => JSON.stringify(file))],
  );
}

/** The files that statements name, in the order of their CIDs. */
export async function namedFilesAfter(tables: Tables, cid: string, limit: number): Promise<FileReference[]> {
  const rows = await tables.query<{ reference: FileReference }[]>(
    'SELECT reference FROM named_files WHERE cid > $1 ORDER BY cid LIMIT $2',
    [cid, limit],
  );
  return rows.map(({ reference }) => reference);
}

/** CIDs of rows of files that no statement names. */
export async function unnamedFiles(tables: Tables): Promise<string[]> {
  const rows = await tables.query<{ cid: string }[]>(
    `SELECT cid FROM files WHERE cid NOT IN (SELECT cid FROM named_files) ORDER BY cid LIMIT ${MOST_NAMED}`,
  );
  return rows.map(({ cid }) => cid);
}

/** How the rows of statements lie: their number, and the first and the last of them. */
export async function statementRows(tables: Tables): Promise<{ count: bigint; first: bigint; last: bigint }> {
  const [row] = await tables.query<{ count: string; first: string | null; last: string | null }[]>(
    'SELECT count(*)::text AS count, min(index)::text AS first, max(index)::text AS last FROM log_statements',
  );
  return { count: BigInt(row?.count ?? 0), first: BigInt(row?.first ?? 0), last: BigInt(row?.last ?? -1) };
}

/** Places of rows of statements that are outside of the log. */
export async function rowsOutside(tables: Tables, size: bigint): Promise<bigint[]> {
  const rows = await tables.query<{ index: string }[]>(
    `SELECT index::text FROM log_statements WHERE index < 0 OR index >= $1 ORDER BY index LIMIT ${MOST_NAMED}`,
    [String(size)],
  );
  return rows.map(({ index }) => BigInt(index));
}
