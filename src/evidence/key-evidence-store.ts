import { recoveryListsOf, rotationsOf } from '../people/key-store.js';
import type { KeyRotation } from '../people/key-rotation.js';
import type { Tables } from '../ports.js';
import { statementsByCid, type StoredStatement } from '../register/statement-store.js';

/**
 * The statements that say which keys are one person with some keys: every rotation of those persons, the lists of
 * recovery keys on which they rest, and the same of the recovery keys that signed.
 */
export async function keyStatements(tables: Tables, keys: readonly string[]): Promise<StoredStatement[]> {
  const found = new Map<string, KeyRotation>();
  for (let asked = keys; asked.length > 0;) {
    const rotations = await rotationsOf(tables, asked);
    const added = rotations.filter(({ statement }) => !found.has(statement));
    for (const rotation of added) found.set(rotation.statement, rotation);
    asked = added.map(({ signer }) => signer);
  }
  const byRecovery = [...found.values()].filter(({ signer, fromKey }) => signer !== fromKey);
  // A key that was rotated names nobody more: its newest list is the one that held.
  const lists = await recoveryListsOf(
    tables,
    byRecovery.map(({ fromKey }) => fromKey),
  );
  return statementsByCid(tables, [...found.keys(), ...lists.map(({ statement }) => statement)]);
}
