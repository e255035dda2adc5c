import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which work derives from which, as persons declare it, and whom they permit to derive. */
export class Derivations1764000500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "derivation_permissions"');
    await runner.query('DROP TABLE "derivations"');
  }
}

const UP = [
  `CREATE TABLE "derivations" (
    "id" text NOT NULL,
    "statement_index" bigint NOT NULL,
    "work" text NOT NULL,
    "source" text NOT NULL,
    "how" text NOT NULL,
    "note" text,
    "declared_by" text NOT NULL,
    "capacity" text NOT NULL,
    "declared_at" timestamptz(3) NOT NULL,
    "withdrawn_at" timestamptz(3),
    "withdrawal" text,
    CONSTRAINT "pk_derivations" PRIMARY KEY ("id"),
    CONSTRAINT "uq_derivations_index" UNIQUE ("statement_index")
  )`,
  'CREATE INDEX "ix_derivations_work" ON "derivations" ("work", "statement_index")',
  'CREATE INDEX "ix_derivations_source" ON "derivations" ("source", "statement_index")',
  `CREATE TABLE "derivation_permissions" (
    "id" text NOT NULL,
    "statement_index" bigint NOT NULL,
    "source" text NOT NULL,
    "to_key" text NOT NULL,
    "how" jsonb,
    "terms" text NOT NULL,
    "until" text,
    "permitted_by" text NOT NULL,
    "capacity" text NOT NULL,
    "permitted_at" timestamptz(3) NOT NULL,
    "withdrawn_at" timestamptz(3),
    "withdrawal" text,
    CONSTRAINT "pk_derivation_permissions" PRIMARY KEY ("id"),
    CONSTRAINT "uq_derivation_permissions_index" UNIQUE ("statement_index")
  )`,
  'CREATE INDEX "ix_derivation_permissions_source" ON "derivation_permissions" ("source", "statement_index")',
  'CREATE INDEX "ix_derivation_permissions_to" ON "derivation_permissions" ("to_key", "source")',
];
