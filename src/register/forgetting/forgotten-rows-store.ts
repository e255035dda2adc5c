import type { EntitySchema, QueryDeepPartialEntity } from 'typeorm';
import type { Tables } from '../../ports.js';

/** Rows that an erasure deleted or rewrote, by table. */
export type RowCounts = Readonly<Record<string, number>>;

interface Made {
  readonly statementIndex: bigint;
}

const counted = (table: { readonly options: { readonly name: string } }, count: number): RowCounts =>
  count > 0 ? { [table.options.name]: count } : {};

/** Rewrites what a statement made in a table. */
export async function rewriteMade<Row extends Made>(
  tables: Tables,
  table: EntitySchema<Row>,
  { index, to }: { readonly index: bigint; readonly to: Partial<Row> },
): Promise<RowCounts> {
  const { affected } = await tables
    .createQueryBuilder()
    .update(table)
    .set(to as QueryDeepPartialEntity<Row>) // TypeORM's partial type cannot say any JSON
    .where('statement_index = :index', { index: String(index) })
    .execute();
  return counted(table, affected ?? 0);
}

/** Deletes what a statement made in a table. */
export async function dropMade<Row extends Made>(
  tables: Tables,
  table: EntitySchema<Row>,
  index: bigint,
): Promise<RowCounts> {
  const { affected } = await tables
    .createQueryBuilder()
    .delete()
    .from(table)
    .where('statement_index = :index', { index: String(index) })
    .execute();
  return counted(table, affected ?? 0);
}
