import { leafHash } from '../lib/merkle.js';
import type { FileReference } from '../works/file.js';
import { entryBytes, entrySchema, type LogEntry, type Recorded } from './entry.js';
import type { StatementKind } from './statement-kind.js';
import type { Remains } from './forgetting/remains.js';
import { statementKind } from './statement-kinds.js';
import type { StoredStatement } from './statement-store.js';
import { readStored } from './read-stored.js';
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
    remains: null,
  };
}

/** What is in the place of the nonce of a statement whose words were erased: the rows of a signer have none twice. */
export const nonceOfErased = ({ cid }: Pick<StoredStatement, 'cid'>): string => cid;

/** The row of a statement whose words were erased, which follows from its entry and from what stays. */
export function forgottenStatement(index: bigint, entry: LogEntry, remains: Remains): StoredStatement {
  const { kind, subject, signer } = remains;
  return {
    index,
    cid: entry.statement,
    kind,
    subject,
    signer,
    nonce: nonceOfErased({ cid: entry.statement }),
    canonical: null,
    signature: entry.signature,
    recordedAt: new Date(entry.recordedAt),
    leafHash: leafHash(entryBytes(entry)),
    verifiedAt: entry.verifiedAt ?? null,
    remains,
  };
}

/**
 * A stored statement as its kind applies it, with the files that it names; of one whose words were erased it is what stays. Refuses
 * UNKNOWN_KIND, and OUT_OF_SCHEMA for what the kind cannot read.
 */
export function recordedAgain(stored: StoredStatement): {
  readonly kind: StatementKind<unknown, unknown>;
  readonly recorded: Recorded<unknown>;
  readonly files: readonly FileReference[];
  /** Whether anything follows from it. */
  readonly hasEffect: boolean;
} {
  const kind = statementKind(stored.kind);
  const statement = readStored(stored);
  if (stored.canonical === null) {
    const { body = null, files = [] } = stored.remains ?? {};
    return {
      kind,
      recorded: { ...stored, statement: { ...statement, body } },
      files,
      hasEffect: body !== null,
    };
  }
  const body = readBody(kind.body, statement.body, kind.kind);
  return {
    kind,
    recorded: { ...stored, statement: { ...statement, body } },
    files: kind.files(body),
    hasEffect: true,
  };
}
