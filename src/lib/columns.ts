/** Column types that several stores share. PostgreSQL's bigint comes as text; here it is a bigint. */
export const bigintColumn = {
  type: 'bigint',
  transformer: {
    to: (value: bigint | null | undefined) => value?.toString() ?? null,
    from: (value: string | number | null) => (value === null ? null : BigInt(value)),
  },
} as const;

/** Amounts of wei, which no bigint of PostgreSQL holds for certain. */
export const weiColumn = { ...bigintColumn, type: 'numeric', precision: 78, scale: 0 } as const;

/** Instants with milliseconds, as statements write them. */
export const instantColumn = { type: 'timestamp with time zone', precision: 3 } as const;

/** bytea: pg gives a Buffer and PGlite a Uint8Array; here it is always a Uint8Array. */
export const bytesColumn = {
  type: 'bytea',
  transformer: {
    to: (value: Uint8Array) => Buffer.from(value),
    from: (value: Uint8Array) => Uint8Array.from(value),
  },
} as const;

/** A primary key named as the migrations name it: pk_ and the table. */
export const keyOf = (table: string) => ({ primary: true, primaryKeyConstraintName: `pk_${table}` }) as const;

/** Whether a text can be in a row at all: PostgreSQL's text cannot hold U+0000, and a query for it fails. */
export const isStorable = (text: string): boolean => !text.includes('\0');
