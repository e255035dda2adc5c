import { EntitySchema } from 'typeorm';
import { instantColumn, keyOf } from '../lib/columns.js';
import { readRows } from '../lib/read-rows.js';
import type { Tables } from '../ports.js';
import type { DisclosedOpening } from './opening.js';

/** What opens a commitment, as its owner gave it to be told to others. It is in no backup. */
export interface KeptOpening extends DisclosedOpening {
  /** Id of the claim, the statement or the making that holds the commitment. */
  readonly about: string;
  /** Address of the key that gave it. */
  readonly owner: string;
  /** Of what it is, as a JSON Pointer: of a withheld field as the claim names it, otherwise where the commitment stands. */
  readonly path: string;
  /** Addresses of those to whom it is told. */
  readonly readers: readonly string[];
  readonly keptAt: Date;
}

export const Openings = new EntitySchema<KeptOpening>({
  name: 'openings',
  columns: {
    about: { type: 'text', ...keyOf('openings') },
    commitment: { type: 'text', ...keyOf('openings') },
    owner: { type: 'text', ...keyOf('openings') },
    path: { type: 'text' },
    salt: { type: 'text' },
    content: { type: 'jsonb' },
    readers: { type: 'jsonb' },
    keptAt: { ...instantColumn },
  },
});

/** That openings were erased, with the receipt that was given. */
export interface Erasure {
  readonly id: string;
  readonly about: string;
  readonly commitments: readonly string[];
  readonly receipt: string;
  readonly erasedAt: Date;
}

export const Erasures = new EntitySchema<Erasure>({
  name: 'erasures',
  columns: {
    id: { type: 'text', ...keyOf('erasures') },
    about: { type: 'text' },
    commitments: { type: 'jsonb' },
    receipt: { type: 'text' },
    erasedAt: { ...instantColumn },
  },
  indices: [{ name: 'ix_erasures_about', columns: ['about'] }],
});

/** Openings of one person: commitments are public, and others may have copied them. */
export interface OwnOpenings {
  readonly about: string;
  readonly commitments: readonly string[];
  /** All keys of the person. */
  readonly keys: readonly string[];
}

/** In the place of what the same person kept of the same commitments. */
export async function keepOpenings(
  tables: Tables,
  openings: readonly KeptOpening[],
  own: OwnOpenings,
): Promise<void> {
  await tables.query('DELETE FROM openings WHERE about = $1 AND commitment = ANY($2) AND owner = ANY($3)', [
    own.about,
    own.commitments,
    own.keys,
  ]);
  await tables.query(
    `INSERT INTO openings (about, commitment, owner, path, salt, content, readers, kept_at)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::jsonb[], $8::timestamptz[])`,
    [
      openings.map(({ about }) => about),
      openings.map(({ commitment }) => commitment),
      openings.map(({ owner }) => owner),
      openings.map(({ path }) => path),
      openings.map(({ salt }) => salt),
      openings.map(({ content }) => JSON.stringify(content)),
      openings.map(({ readers }) => JSON.stringify(readers)),
      openings.map(({ keptAt }) => keptAt),
    ],
  );
}

export const openingsAbout = (tables: Tables, about: string): Promise<KeptOpening[]> =>
  readRows(tables, Openings, 'WHERE about = $1 ORDER BY commitment, owner', [about]);

/**
 * Erases openings, and gives the commitments of those that were there. The rest goes into a new file and the old one is removed: a row that is
 * merely deleted keeps its bytes in the table's file.
 */
export async function eraseRows(
  tables: Tables,
  { about, commitments, keys }: OwnOpenings,
): Promise<string[]> {
  const gone = 'about = $1 AND commitment = ANY($2) AND owner = ANY($3)';
  await tables.query('LOCK TABLE openings IN ACCESS EXCLUSIVE MODE');
  const rows = await tables.query<{ commitment: string }[]>(
    `SELECT DISTINCT commitment FROM openings WHERE ${gone}`,
    [about, commitments, keys],
  );
  if (rows.length === 0) return [];
  await tables.query(
    `CREATE TEMPORARY TABLE openings_left ON COMMIT DROP AS SELECT * FROM openings WHERE NOT (${gone})`,
    [about, commitments, keys],
  );
  await tables.query('TRUNCATE openings');
  await tables.query('INSERT INTO openings SELECT * FROM openings_left');
  return rows.map(({ commitment }) => commitment);
}

/** Erases everything that opens commitments of a statement, whoever gave it; gives how many there were. Who calls it compacts the table. */
export async function openingsErasedFor(
  tables: Tables,
  { about, commitments }: { readonly about: string; readonly commitments: readonly string[] },
): Promise<number> {
  const rows = await tables.query<unknown[]>(
    `WITH gone AS (DELETE FROM openings WHERE about = $1 OR commitment = ANY($2) RETURNING 1) SELECT 1 FROM gone`,
    [about, commitments],
  );
  return rows.length;
}

export async function saveErasure(tables: Tables, erasure: Erasure): Promise<void> {
  await tables.insert(Erasures, { ...erasure, commitments: [...erasure.commitments] });
}

export const erasuresAbout = (tables: Tables, about: readonly string[]): Promise<Erasure[]> =>
  readRows(tables, Erasures, 'WHERE about = ANY($1) ORDER BY erased_at, id', [about]);
