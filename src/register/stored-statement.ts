import { leafHash } from '../lib/merkle.js';
import { entryBytes, entrySchema, type LogEntry, type Recorded } from './entry.js';
import type { StatementKind } from './statement-kind.js';
import { statementKind } from './statement-kinds.js';
import type { StoredStatement } from './statement-store.js';
import { readBody, readStatement } from './statement.js';

/** The entry of a leaf's bytes; null for bytes that are none. */
export function readEntry(bytes: Uint8Array): LogEntry | null {
  try {
    return entrySchema.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data ?? null;
  } catch {
    // No JSON: that is the answer.
    return null;
  }
}

/** The row of a statement, which follows from its entry and its canonical JSON. */
export function storedStatement(index: bigint, entry: LogEntry, canonical: string): StoredStatement {
  const { kind, subject, signer, nonce } = readStatement(JSON.parse(canonical));
  return {
    index,
    cid: entry.statement,
    kind,
    subject,
    signer,
    nonce,
    canonical,
    signature: entry.signature,
    recordedAt: new Date(entry.recordedAt),
    leafHash: leafHash(entryBytes(entry)),
    verifiedAt: entry.verifiedAt ?? null,
  };
}

/** A stored statement as its kind applies it. Refuses UNKNOWN_KIND, and OUT_OF_SCHEMA for what the kind cannot read. */
export function recordedAgain(stored: StoredStatement): {
  readonly kind: StatementKind<unknown, unknown>;
  readonly recorded: Recorded<unknown>;
} {
  const kind = statementKind(stored.kind);
  const statement = readStatement(JSON.parse(stored.canonical));
  const body = readBody(kind.body, statement.body, kind.kind);
  return { kind, recorded: { ...stored, statement: { ...statement, body } } };
}
