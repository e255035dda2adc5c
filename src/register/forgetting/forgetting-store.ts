import { EntitySchema } from 'typeorm';
import { instantColumn, keyOf } from '../../lib/columns.js';
import { readRows } from '../../lib/read-rows.js';
import type { Tables } from '../../ports.js';

/** That a statement's words or a file's bytes were erased. It follows from no statement; the receipt vouches for it. */
export interface Forgetting {
  /** Id of the statement, or of the file. */
  readonly id: string;
  /** Of a file's bytes in hex, so that they are not taken again; null of a statement. */
  readonly sha256: string | null;
  readonly receipt: string;
  readonly forgottenAt: Date;
}

export const Forgettings = new EntitySchema<Forgetting>({
  name: 'forgettings',
  columns: {
    id: { type: 'text', ...keyOf('forgettings') },
    sha256: { type: 'text', nullable: true },
    receipt: { type: 'text' },
    forgottenAt: { ...instantColumn },
  },
  indices: [{ name: 'ix_forgettings_sha256', columns: ['sha256'] }],
});

export const allForgettings = (tables: Tables): Promise<Forgetting[]> =>
  readRows(tables, Forgettings, 'ORDER BY forgotten_at, id', []);

export const forgettingsById = (tables: Tables, ids: readonly string[]): Promise<Forgetting[]> =>
  readRows(tables, Forgettings, 'WHERE id = ANY($1)', [ids]);

/** Whether bytes of a SHA-256 were erased here as a file. */
export const forgettingOfBytes = async (tables: Tables, sha256: string): Promise<Forgetting | null> =>
  (await readRows<Forgetting>(tables, Forgettings, 'WHERE sha256 = $1 LIMIT 1', [sha256]))[0] ?? null;

/** Keeps those that are not there. */
export async function saveForgettings(tables: Tables, forgettings: readonly Forgetting[]): Promise<void> {
  if (forgettings.length > 0)
    await tables
      .createQueryBuilder()
      .insert()
      .into(Forgettings)
      .values([...forgettings])
      .orIgnore()
      .execute();
}
