import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which keys are one person, who may say so, and at which block a contract wallet's signature was checked. */
export class Keys1764000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "key_rotations"');
    await runner.query('DROP TABLE "recovery_keys"');
    await runner.query('ALTER TABLE "log_statements" DROP COLUMN "verified_at"');
  }
}

const UP = [
  'ALTER TABLE "log_statements" ADD COLUMN "verified_at" jsonb',
  `CREATE TABLE "recovery_keys" (
    "key" text NOT NULL,
    "recovery_keys" jsonb NOT NULL,
    "statement" text NOT NULL,
    CONSTRAINT "pk_recovery_keys" PRIMARY KEY ("key")
  )`,
  `CREATE TABLE "key_rotations" (
    "from_key" text NOT NULL,
    "to_key" text NOT NULL,
    "first_key" text NOT NULL,
    "signer" text NOT NULL,
    "reason" text NOT NULL,
    "note" text,
    "statement_index" bigint NOT NULL,
    "statement" text NOT NULL,
    "rotated_at" timestamptz(3) NOT NULL,
    CONSTRAINT "pk_key_rotations" PRIMARY KEY ("from_key"),
    CONSTRAINT "uq_key_rotations_to" UNIQUE ("to_key")
  )`,
  'CREATE INDEX "ix_key_rotations_first" ON "key_rotations" ("first_key", "statement_index")',
];
