import type { Database, Tables } from '../ports.js';
import type { Recorded } from './entry.js';
import { statementKind } from './statement-kinds.js';
import { lockLogHead, statementsFrom, type StoredStatement } from './statement-store.js';
import { clearDerivedTables } from './derived-store.js';
import { readBody, readStatement } from './statement.js';

const BATCH = 500;

/**
 * Empties the tables that follow from the statements and applies every statement again, in order and in one
 * transaction; gives the number of statements. The same `apply` ran when they were recorded.
 */
export function rebuild(
  database: Database,
  onProgress: (done: bigint) => void = () => undefined,
): Promise<bigint> {
  return database.transaction(async (tables) => {
    // What another process records meanwhile waits, or it would be applied twice.
    await lockLogHead(tables);
    await clearDerivedTables(tables);
    let done = 0n;
    for (;;) {
      const statements = await statementsFrom(tables, done, BATCH);
      if (statements.length === 0) return done;
      for (const stored of statements) await applyAgain(tables, stored);
      done += BigInt(statements.length);
      onProgress(done);
    }
  });
}

async function applyAgain(tables: Tables, stored: StoredStatement): Promise<void> {
  const kind = statementKind(stored.kind);
  const statement = readStatement(JSON.parse(stored.canonical));
  const body = readBody(kind.body, statement.body, kind.kind);
  const recorded: Recorded<unknown> = { ...stored, statement: { ...statement, body } };
  await kind.apply(tables, recorded);
}
