/** A table as its store declares it: TypeORM's EntitySchema, of which this needs no more. */
interface Table {
  readonly options: { readonly name: string };
}

/** What of TypeORM's manager a read needs. */
interface Reader {
  readonly connection: { getMetadata(table: never): TableMetadata };
  query<Rows>(sql: string, parameters: unknown[]): Promise<Rows>;
}

interface TableMetadata {
  readonly columns: readonly {
    readonly databaseName: string;
    readonly propertyName: string;
    /** Whether it is read with the others. */
    readonly isSelect: boolean;
    /** As `columns.ts` writes them; TypeORM would take a list of them too. */
    readonly transformer?: unknown;
  }[];
}

interface Plan {
  readonly select: string;
  readonly convert: (row: Record<string, unknown>) => void;
}

const plans = new WeakMap<TableMetadata, Plan>();

/**
 * The rows of a table that `tail` chooses (WHERE …, ORDER BY …, with the columns' names in SQL; `before` may hold what WITH names): what TypeORM's find
 * gives, at a fraction of its cost, for find plans every query anew and builds every row value by value. Names and
 * conversions are those of TypeORM's own metadata, so that reads and writes cannot differ.
 */
export async function readRows<Row>(
  tables: Reader,
  table: Table,
  tail: string,
  parameters: unknown[],
  before = '',
): Promise<Row[]> {
  const { select, convert } = planOf(tables, table);
  const rows = await tables.query<Record<string, unknown>[]>(`${before} ${select} ${tail}`, parameters);
  for (const row of rows) convert(row);
  return rows as Row[]; // the columns are those of Row, by its EntitySchema
}

function planOf(tables: Reader, table: Table): Plan {
  const metadata = tables.connection.getMetadata(table as never); // TypeORM's own union cannot be named here
  const known = plans.get(metadata);
  if (known) return known;
  const columns = metadata.columns
    .filter(({ isSelect }) => isSelect)
    .map(({ databaseName, propertyName }) => `"${databaseName}" AS "${propertyName}"`);
  const plan = {
    select: `SELECT ${columns.join(', ')} FROM "${table.options.name}"`,
    convert: conversionOf(metadata),
  };
  plans.set(metadata, plan);
  return plan;
}

function conversionOf({ columns }: TableMetadata): Plan['convert'] {
  const conversions = columns.flatMap(({ propertyName: name, transformer }) =>
    transformer ? [{ name, from: (transformer as { from: (value: unknown) => unknown }).from }] : [],
  );
  return (row) => {
    for (const { name, from } of conversions) row[name] = from(row[name]);
  };
}
