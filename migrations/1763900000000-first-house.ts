import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FirstHouse1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of TABLES) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of NAMES.toReversed()) await runner.query(`DROP TABLE "${table}"`);
  }
}

const NAMES = [
  'log_head',
  'log_statements',
  'log_tiles',
  'checkpoints',
  'anchors',
  'uploads',
  'files',
  'works',
  'work_files',
  'claims',
  'claimants',
  'transfers',
  'holdings',
];

const TABLES = [
  // The register: what is recorded, and nothing that follows from it.
  `CREATE TABLE "log_head" (
    "id" integer NOT NULL,
    "origin" text NOT NULL,
    "verifier_key" text NOT NULL,
    "size" bigint NOT NULL,
    CONSTRAINT "pk_log_head" PRIMARY KEY ("id")
  )`,
  `CREATE TABLE "log_statements" (
    "index" bigint NOT NULL,
    "cid" text NOT NULL,
    "kind" text NOT NULL,
    "subject" text NOT NULL,
    "signer" text NOT NULL,
    "nonce" text NOT NULL,
    "canonical" text NOT NULL,
    "signature" text NOT NULL,
    "recorded_at" timestamptz(3) NOT NULL,
    "leaf_hash" bytea NOT NULL,
    CONSTRAINT "pk_log_statements" PRIMARY KEY ("index"),
    CONSTRAINT "uq_log_statements_cid" UNIQUE ("cid"),
    CONSTRAINT "uq_log_statements_nonce" UNIQUE ("signer", "nonce")
  )`,
  'CREATE INDEX "ix_log_statements_subject" ON "log_statements" ("subject", "index")',
  `CREATE TABLE "log_tiles" (
    "level" integer NOT NULL,
    "position" bigint NOT NULL,
    "hashes" bytea NOT NULL,
    CONSTRAINT "pk_log_tiles" PRIMARY KEY ("level", "position")
  )`,
  `CREATE TABLE "checkpoints" (
    "size" bigint NOT NULL,
    "root" text NOT NULL,
    "note" text NOT NULL,
    "signed_at" timestamptz(3) NOT NULL,
    CONSTRAINT "pk_checkpoints" PRIMARY KEY ("size")
  )`,
  `CREATE TABLE "anchors" (
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
    CONSTRAINT "pk_anchors" PRIMARY KEY ("hash")
  )`,
  'CREATE INDEX "ix_anchors_size" ON "anchors" ("to_size")',
  // What is on its way in.
  `CREATE TABLE "uploads" (
    "id" text NOT NULL,
    "token_hash" text NOT NULL,
    "size_bytes" bigint NOT NULL,
    "sha256" text NOT NULL,
    "media_type" text NOT NULL,
    "expires_at" timestamptz(3) NOT NULL,
    "file" jsonb,
    CONSTRAINT "pk_uploads" PRIMARY KEY ("id"),
    CONSTRAINT "uq_uploads_token" UNIQUE ("token_hash")
  )`,
  // What follows from the bytes of a file alone.
  `CREATE TABLE "files" (
    "cid" text NOT NULL,
    "sha256" text NOT NULL,
    "media_type" text NOT NULL,
    "size_bytes" bigint NOT NULL,
    "width" integer,
    "height" integer,
    "pdq" bit(256),
    "pdq_quality" integer,
    "pdq_orientations" jsonb,
    CONSTRAINT "pk_files" PRIMARY KEY ("cid")
  )`,
  // What the statements add up to; raisonne rebuild makes these again.
  `CREATE TABLE "works" (
    "id" text NOT NULL,
    "statement_index" bigint NOT NULL,
    "title" text NOT NULL,
    "makers" jsonb NOT NULL,
    "date_made" text,
    "medium" text,
    "description" text,
    "alt_text" text,
    "registrant" text NOT NULL,
    "registered_at" timestamptz(3) NOT NULL,
    CONSTRAINT "pk_works" PRIMARY KEY ("id"),
    CONSTRAINT "uq_works_index" UNIQUE ("statement_index")
  )`,
  'CREATE INDEX "ix_works_registrant" ON "works" ("registrant", "statement_index")',
  `CREATE TABLE "work_files" (
    "work" text NOT NULL,
    "position" integer NOT NULL,
    "file" text NOT NULL,
    CONSTRAINT "pk_work_files" PRIMARY KEY ("work", "position")
  )`,
  'CREATE INDEX "ix_work_files_file" ON "work_files" ("file")',
  `CREATE TABLE "claims" (
    "id" text NOT NULL,
    "statement_index" bigint NOT NULL,
    "work" text NOT NULL,
    "claimed_at" timestamptz(3) NOT NULL,
    "competes_with" text,
    "body" jsonb NOT NULL,
    CONSTRAINT "pk_claims" PRIMARY KEY ("id"),
    CONSTRAINT "uq_claims_index" UNIQUE ("statement_index")
  )`,
  'CREATE INDEX "ix_claims_work" ON "claims" ("work", "statement_index")',
  `CREATE TABLE "claimants" (
    "claim" text NOT NULL,
    "person" text NOT NULL,
    "position" integer NOT NULL,
    "signed_at" timestamptz(3),
    "withdrawn_at" timestamptz(3),
    CONSTRAINT "pk_claimants" PRIMARY KEY ("claim", "person")
  )`,
  'CREATE INDEX "ix_claimants_person" ON "claimants" ("person")',
  `CREATE TABLE "transfers" (
    "id" text NOT NULL,
    "statement_index" bigint NOT NULL,
    "work" text NOT NULL,
    "from" text,
    "to" jsonb NOT NULL,
    "method" text NOT NULL,
    "date" text,
    "note" text,
    "recorded_at" timestamptz(3) NOT NULL,
    CONSTRAINT "pk_transfers" PRIMARY KEY ("id")
  )`,
  'CREATE INDEX "ix_transfers_work" ON "transfers" ("work", "statement_index")',
  `CREATE TABLE "holdings" (
    "work" text NOT NULL,
    "owner" text NOT NULL,
    "share" text NOT NULL,
    "from_index" bigint NOT NULL,
    "held_from" timestamptz(3) NOT NULL,
    "until_index" bigint,
    "held_until" timestamptz(3),
    CONSTRAINT "pk_holdings" PRIMARY KEY ("work", "owner", "from_index")
  )`,
  'CREATE INDEX "ix_holdings_owner" ON "holdings" ("owner")',
];
