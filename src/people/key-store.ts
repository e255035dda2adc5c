import { EntitySchema } from 'typeorm';
import { bigintColumn, instantColumn, keyOf } from '../lib/columns.js';
import { readRows } from '../lib/read-rows.js';
import { readTogether, writeTogether } from '../lib/together.js';
import type { Tables } from '../ports.js';
import { keysBy, type KeyRotation, type KeysOf } from './key-rotation.js';

/** The newest list of a key: who may rotate it. */
export interface RecoveryList {
  readonly key: string;
  readonly recoveryKeys: readonly string[];
  /** CID of the statement that made it. */
  readonly statement: string;
}

export const RecoveryLists = new EntitySchema<RecoveryList>({
  name: 'recovery_keys',
  columns: {
    key: { type: 'text', ...keyOf('recovery_keys') },
    recoveryKeys: { type: 'jsonb' },
    statement: { type: 'text' },
  },
});

export const KeyRotations = new EntitySchema<KeyRotation>({
  name: 'key_rotations',
  columns: {
    fromKey: { type: 'text', ...keyOf('key_rotations') },
    toKey: { type: 'text' },
    firstKey: { type: 'text' },
    signer: { type: 'text' },
    reason: { type: 'text' },
    note: { type: 'text', nullable: true },
    statementIndex: { ...bigintColumn },
    statement: { type: 'text' },
    rotatedAt: { ...instantColumn },
  },
  uniques: [{ name: 'uq_key_rotations_to', columns: ['toKey'] }],
  indices: [{ name: 'ix_key_rotations_first', columns: ['firstKey', 'statementIndex'] }],
});

/** Puts lists in the place of those before; each is of another key. */
export const saveRecoveryList = writeTogether(async (tables: Tables, lists: readonly RecoveryList[]) => {
  await tables.query(
    `INSERT INTO recovery_keys (key, recovery_keys, statement)
     SELECT * FROM unnest($1::text[], $2::jsonb[], $3::text[])
     ON CONFLICT (key) DO UPDATE SET recovery_keys = excluded.recovery_keys, statement = excluded.statement`,
    [
      lists.map(({ key }) => key),
      lists.map(({ recoveryKeys }) => JSON.stringify(recoveryKeys)),
      lists.map(({ statement }) => statement),
    ],
  );
});

/** The newest lists of several keys; none for a key that never named any. */
export const recoveryListsOf = (tables: Tables, keys: readonly string[]): Promise<RecoveryList[]> =>
  readRows(tables, RecoveryLists, 'WHERE key = ANY($1)', [keys]);

export async function saveRotation(tables: Tables, rotation: KeyRotation): Promise<void> {
  await tables.insert(KeyRotations, rotation);
}

/** Every rotation of the persons to whom some keys belong, in the order of the register; perhaps of others too. */
export const rotationsOf = readTogether((tables: Tables, keys: readonly string[]): Promise<KeyRotation[]> =>
  readRows(
    tables,
    KeyRotations,
    `WHERE first_key IN (SELECT first_key FROM key_rotations WHERE from_key = ANY($1)
                           UNION ALL SELECT first_key FROM key_rotations WHERE to_key = ANY($1))
       ORDER BY statement_index`,
    [keys],
  ),
);

/** Which keys are one person, for the persons of some keys. */
export const keysOfPersons = async (tables: Tables, keys: readonly string[]): Promise<KeysOf> =>
  keysBy(await rotationsOf(tables, keys));
