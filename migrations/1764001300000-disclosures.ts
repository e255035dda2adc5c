import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What opens commitments, for those to whom its owners disclose it; receipts of erasures; and the requests that were taken. */
export class Disclosures1764001300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "openings" (
      "commitment" text NOT NULL,
      "about" text NOT NULL,
      "owner" text NOT NULL,
      "path" text NOT NULL,
      "salt" text NOT NULL,
      "content" jsonb NOT NULL,
      "readers" jsonb NOT NULL,
      "kept_at" timestamptz(3) NOT NULL,
      CONSTRAINT "pk_openings" PRIMARY KEY ("about", "commitment", "owner")
    )`);
    await runner.query(`CREATE TABLE "erasures" (
      "id" text NOT NULL,
      "about" text NOT NULL,
      "commitments" jsonb NOT NULL,
      "receipt" text NOT NULL,
      "erased_at" timestamptz(3) NOT NULL,
      CONSTRAINT "pk_erasures" PRIMARY KEY ("id")
    )`);
    await runner.query('CREATE INDEX "ix_erasures_about" ON "erasures" ("about")');
    await runner.query(`CREATE TABLE "taken_requests" (
      "signer" text NOT NULL,
      "nonce" text NOT NULL,
      "submit_before" timestamptz(3) NOT NULL,
      CONSTRAINT "pk_taken_requests" PRIMARY KEY ("signer", "nonce")
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "taken_requests"');
    await runner.query('DROP TABLE "erasures"');
    await runner.query('DROP TABLE "openings"');
  }
}
