import { Transaction } from 'ethers';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An anchor and its transactions become two tables, because a transaction may be replaced by one with higher fees. */
export class AnchorAttempts1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "anchors" RENAME TO "anchors_before"');
    await runner.query('ALTER TABLE "anchors_before" RENAME CONSTRAINT "pk_anchors" TO "pk_anchors_before"');
    await runner.query('DROP INDEX "ix_anchors_size"');
    for (const sql of TABLES) await runner.query(sql);
    await runner.query(COPY);
    for (const row of (await runner.query('SELECT * FROM "anchors_before"')) as Before[]) {
      await runner.query(
        `INSERT INTO "anchor_attempts" ("hash", "anchor", "raw", "gas_limit", "max_fee_per_gas", "max_priority_fee_per_gas", "signed_at")
         VALUES ($1, $1, $2, $3, $4, $5, $6)`,
        [row.hash, row.raw, ...termsOf(row.raw), row.signed_at],
      );
      await runner.query('UPDATE "anchors" SET "paid_wei" = $2 WHERE "id" = $1', [row.hash, paidOf(row)]);
    }
    await runner.query('DROP TABLE "anchors_before"');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const sql of BACK) await runner.query(sql);
  }
}

interface Before {
  readonly hash: string;
  readonly raw: string;
  readonly signed_at: Date;
  readonly receipt: { readonly gasUsed?: string; readonly effectiveGasPrice?: string } | null;
}

function termsOf(raw: string): string[] {
  const { gasLimit, maxFeePerGas, maxPriorityFeePerGas } = Transaction.from(raw);
  return [gasLimit, maxFeePerGas ?? 0n, maxPriorityFeePerGas ?? 0n].map(String);
}

function paidOf({ receipt }: Before): string | null {
  if (!receipt?.gasUsed || !receipt.effectiveGasPrice) return null;
  return String(BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice));
}

const TABLES = [
  `CREATE TABLE "anchors" (
    "id" text NOT NULL,
    "chain_id" text NOT NULL,
    "registry" text NOT NULL,
    "log_id" text NOT NULL,
    "sender" text NOT NULL,
    "from_size" bigint NOT NULL,
    "to_size" bigint NOT NULL,
    "root" text NOT NULL,
    "nonce" integer NOT NULL,
    "state" text NOT NULL,
    "hash" text NOT NULL,
    "signed_at" timestamptz(3) NOT NULL,
    "broadcast_at" timestamptz(3),
    "mined_at" timestamptz(3),
    "final_at" timestamptz(3),
    "failed_at" timestamptz(3),
    "reorged_at" timestamptz(3),
    "failure" text,
    "block_number" bigint,
    "block_hash" text,
    "paid_wei" numeric(78,0),
    "receipt" jsonb,
    CONSTRAINT "pk_anchors" PRIMARY KEY ("id")
  )`,
  'CREATE INDEX "ix_anchors_size" ON "anchors" ("to_size")',
  'CREATE INDEX "ix_anchors_unsettled" ON "anchors" ("nonce") WHERE final_at IS NULL',
  `CREATE TABLE "anchor_attempts" (
    "hash" text NOT NULL,
    "anchor" text NOT NULL,
    "raw" text NOT NULL,
    "gas_limit" bigint NOT NULL,
    "max_fee_per_gas" numeric(78,0) NOT NULL,
    "max_priority_fee_per_gas" numeric(78,0) NOT NULL,
    "signed_at" timestamptz(3) NOT NULL,
    "broadcast_at" timestamptz(3),
    "complaint" text,
    CONSTRAINT "pk_anchor_attempts" PRIMARY KEY ("hash")
  )`,
  'CREATE INDEX "ix_anchor_attempts_anchor" ON "anchor_attempts" ("anchor")',
  `CREATE TABLE "anchor_senders" (
    "chain_id" text NOT NULL,
    "sender" text NOT NULL,
    "token" bigint NOT NULL,
    "holder" text NOT NULL,
    "renewed_at" timestamptz(3) NOT NULL,
    "leased_until" timestamptz(3) NOT NULL,
    "waiting" text,
    CONSTRAINT "pk_anchor_senders" PRIMARY KEY ("chain_id", "sender")
  )`,
];

/** When a transaction was taken was not kept; and that a block is final was not asked, so the chain is asked again. */
const COPY = `INSERT INTO "anchors" ("id", "chain_id", "registry", "log_id", "sender", "from_size", "to_size", "root", "nonce",
    "state", "hash", "signed_at", "mined_at", "failed_at", "failure", "block_number", "block_hash", "receipt")
  SELECT "hash", "chain_id", "registry", "log_id", "sender", "from_size", "to_size", "root", "nonce",
    CASE "state" WHEN 'signed' THEN 'tx-signed' ELSE "state" END, "hash", "signed_at", "mined_at",
    CASE "state" WHEN 'failed' THEN "mined_at" END,
    CASE "state" WHEN 'failed' THEN 'The registry reverted the transaction.' END,
    "block_number", "block_hash", "receipt"
  FROM "anchors_before"`;

/** Of an anchor's attempts the one that counts; the others, and what the old table had no place for, are lost. */
const BACK = [
  `CREATE TABLE "anchors_before" (
    "hash" text NOT NULL,
    "chain_id" text NOT NULL,
    "registry" text NOT NULL,
    "log_id" text NOT NULL,
    "sender" text NOT NULL,
    "from_size" bigint NOT NULL,
    "to_size" bigint NOT NULL,
    "root" text NOT NULL,
    "raw" text NOT NULL,
    "nonce" integer NOT NULL,
    "state" text NOT NULL,
    "signed_at" timestamptz(3) NOT NULL,
    "mined_at" timestamptz(3),
    "block_number" bigint,
    "block_hash" text,
    "receipt" jsonb,
    CONSTRAINT "pk_anchors_before" PRIMARY KEY ("hash")
  )`,
  `INSERT INTO "anchors_before"
    SELECT a."hash", a."chain_id", a."registry", a."log_id", a."sender", a."from_size", a."to_size", a."root", t."raw", a."nonce",
      CASE a."state" WHEN 'tx-signed' THEN 'signed' WHEN 'broadcast' THEN 'signed' WHEN 'final' THEN 'mined' ELSE a."state" END,
      t."signed_at", a."mined_at", a."block_number", a."block_hash", a."receipt"
    FROM "anchors" a JOIN "anchor_attempts" t ON t."hash" = a."hash"`,
  'DROP TABLE "anchor_senders"',
  'DROP TABLE "anchor_attempts"',
  'DROP TABLE "anchors"',
  'ALTER TABLE "anchors_before" RENAME TO "anchors"',
  'ALTER TABLE "anchors" RENAME CONSTRAINT "pk_anchors_before" TO "pk_anchors"',
  'CREATE INDEX "ix_anchors_size" ON "anchors" ("to_size")',
];
