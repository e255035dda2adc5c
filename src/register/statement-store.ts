import { EntitySchema, IsNull, MoreThan, MoreThanOrEqual, Not } from 'typeorm';
import { bigintColumn, bytesColumn, instantColumn, keyOf } from '../lib/columns.js';
import { readRows } from '../lib/read-rows.js';
import type { Tables } from '../ports.js';
import type { VerifiedAt } from './entry.js';
import type { Remains } from './forgetting/remains.js';

/** A log's identity and how many statements it has taken; one row, whose lock is the turn to append. */
export interface LogHead {
  readonly id: number;
  readonly origin: string;
  readonly verifierKey: string;
  readonly size: bigint;
}

/** A statement as the register keeps it. */
export interface StoredStatement {
  readonly index: bigint;
  readonly cid: string;
  readonly kind: string;
  readonly subject: string;
  readonly signer: string;
  readonly nonce: string;
  /** The canonical JSON, whose SHA-256 is the statement's digest; null where it was erased. */
  readonly canonical: string | null;
  /** What stays of a statement that was erased; null of every other. */
  readonly remains: Remains | null;
  readonly signature: string;
  /** The block at which a contract wallet accepted the signature; null for an ordinary key. */
  readonly verifiedAt: VerifiedAt | null;
  readonly recordedAt: Date;
  readonly leafHash: Uint8Array;
}

export const LogHeads = new EntitySchema<LogHead>({
  name: 'log_head',
  columns: {
    id: { type: 'integer', ...keyOf('log_head') },
    origin: { type: 'text' },
    verifierKey: { type: 'text' },
    size: { ...bigintColumn },
  },
});

export const LogStatements = new EntitySchema<StoredStatement>({
  name: 'log_statements',
  columns: {
    index: { ...bigintColumn, ...keyOf('log_statements') },
    cid: { type: 'text' },
    kind: { type: 'text' },
    subject: { type: 'text' },
    signer: { type: 'text' },
    nonce: { type: 'text' },
    canonical: { type: 'text', nullable: true },
    remains: { type: 'jsonb', nullable: true },
    signature: { type: 'text' },
    verifiedAt: { type: 'jsonb', nullable: true },
    recordedAt: { ...instantColumn },
    leafHash: { ...bytesColumn },
  },
  uniques: [
    { name: 'uq_log_statements_cid', columns: ['cid'] },
    { name: 'uq_log_statements_nonce', columns: ['signer', 'nonce'] },
  ],
  indices: [{ name: 'ix_log_statements_subject', columns: ['subject', 'index'] }],
});

const HEAD = 1;

export const logHead = (tables: Tables): Promise<LogHead | null> => tables.findOneBy(LogHeads, { id: HEAD });

/** The head, locked until the transaction ends: statements are appended one after the other. */
export const lockLogHead = (tables: Tables): Promise<LogHead> =>
  tables.findOneOrFail(LogHeads, { where: { id: HEAD }, lock: { mode: 'pessimistic_write' } });

/** Makes the head of a new log; a head that another process made first stays. */
export async function createLogHead(
  tables: Tables,
  log: { origin: string; verifierKey: string },
): Promise<void> {
  await tables
    .createQueryBuilder()
    .insert()
    .into(LogHeads)
    .values({ id: HEAD, ...log, size: 0n })
    .orIgnore()
    .execute();
}

/** Writes the head as it must be. The row stays, for others may wait for its lock. */
export async function setLogHead(tables: Tables, head: Omit<LogHead, 'id'>): Promise<void> {
  await tables.update(LogHeads, { id: HEAD }, head);
}

/** When the last statement was recorded; null before the first. */
export async function lastRecordedAt(tables: Tables, { size }: LogHead): Promise<Date | null> {
  const last = await tables.findOne(LogStatements, {
    where: { index: size - 1n },
    select: { index: true, recordedAt: true },
  });
  return last?.recordedAt ?? null;
}

/** Appends at the head, which must be locked; the indexes follow on it. */
export async function appendStatements(
  tables: Tables,
  statements: readonly StoredStatement[],
): Promise<void> {
  const last = statements.at(-1);
  if (!last) return;
  const column = (name: keyof StoredStatement) => statements.map((statement) => statement[name]);
  await tables.query(
    `INSERT INTO log_statements
            (index, cid, kind, subject, signer, nonce, canonical, signature, recorded_at, leaf_hash, verified_at, remains)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                          $8::text[], $9::timestamptz[], $10::bytea[], $11::jsonb[], $12::jsonb[])`,
    [
      column('index').map(String),
      column('cid'),
      column('kind'),
      column('subject'),
      column('signer'),
      column('nonce'),
      column('canonical'),
      column('signature'),
      column('recordedAt'),
      statements.map(({ leafHash }) => Buffer.from(leafHash)),
      statements.map(({ verifiedAt }) => verifiedAt && JSON.stringify(verifiedAt)),
      statements.map(({ remains }) => remains && JSON.stringify(remains)),
    ],
  );
  await tables.query('UPDATE log_head SET size = $1 WHERE id = $2', [String(last.index + 1n), HEAD]);
}

/** Writes rows in the place of those that are there. */
export async function putStatements(tables: Tables, statements: readonly StoredStatement[]): Promise<void> {
  if (statements.length === 0) return;
  const rows = statements.map((row) => ({ ...row, remains: row.remains as object | null })); // TypeORM's partial type cannot say any JSON
  await tables.upsert(LogStatements, rows, ['index']);
}

/**
 * Which of the statements' nonces were used by their signers before, as "signer nonce". One whose words were erased has lost its nonce, and is known by
 * its CID.
 */
export async function noncesSeen(
  tables: Tables,
  statements: readonly { readonly signer: string; readonly nonce: string; readonly cid: string }[],
): Promise<Set<string>> {
  const rows = await tables.query<{ seen: string }[]>(
    `SELECT s.signer || ' ' || s.nonce AS seen FROM log_statements s
       JOIN unnest($1::text[], $2::text[]) AS given(signer, nonce) USING (signer, nonce)
     UNION ALL
     SELECT given.signer || ' ' || given.nonce FROM log_statements s
       JOIN unnest($1::text[], $2::text[], $3::text[]) AS given(signer, nonce, cid) USING (cid)`,
    [
      statements.map(({ signer }) => signer),
      statements.map(({ nonce }) => nonce),
      statements.map(({ cid }) => cid),
    ],
  );
  return new Set(rows.map(({ seen }) => seen));
}

export const statementsByCid = (tables: Tables, cids: readonly string[]): Promise<StoredStatement[]> =>
  readRows(tables, LogStatements, 'WHERE cid = ANY($1)', [cids]);

/** Statements about something, of one kind or of all, the earliest first. */
export const statementsOfSubject = (
  tables: Tables,
  { subject, kind = null }: { readonly subject: string; readonly kind?: string | null },
): Promise<StoredStatement[]> =>
  readRows(tables, LogStatements, 'WHERE subject = $1 AND ($2::text IS NULL OR kind = $2) ORDER BY index', [
    subject,
    kind,
  ]);

/** Of one kind those whose words were erased. */
export const erasedStatementsOfSubject = (
  tables: Tables,
  { subject, kind }: { readonly subject: string; readonly kind: string },
): Promise<StoredStatement[]> =>
  readRows(tables, LogStatements, 'WHERE subject = $1 AND kind = $2 AND canonical IS NULL ORDER BY index', [
    subject,
    kind,
  ]);

export const statementsFrom = (tables: Tables, from: bigint, limit: number): Promise<StoredStatement[]> =>
  tables.find(LogStatements, {
    where: { index: MoreThanOrEqual(from) },
    order: { index: 'ASC' },
    take: limit,
  });

/** Statements that contract wallets signed, after a place. */
export const walletStatementsAfter = (
  tables: Tables,
  index: bigint,
  limit: number,
): Promise<StoredStatement[]> =>
  tables.find(LogStatements, {
    where: { index: MoreThan(index), verifiedAt: Not(IsNull()) },
    order: { index: 'ASC' },
    take: limit,
  });
