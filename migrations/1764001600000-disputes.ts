import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Disputes of claims and what was said in them; files that the operator withholds from display; reports to the operator. */
export class Disputes1764001600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "disputes" (
      "id" text NOT NULL,
      "statement_index" bigint NOT NULL,
      "claim" text NOT NULL,
      "work" text NOT NULL,
      "body" jsonb NOT NULL,
      "raised_by" text NOT NULL,
      "raised_at" timestamptz(3) NOT NULL,
      "withdrawn_at" timestamptz(3),
      "withdrawal" text,
      CONSTRAINT "pk_disputes" PRIMARY KEY ("id"),
      CONSTRAINT "uq_disputes_index" UNIQUE ("statement_index")
    )`);
    await runner.query('CREATE INDEX "ix_disputes_claim" ON "disputes" ("claim", "statement_index")');
    await runner.query('CREATE INDEX "ix_disputes_work" ON "disputes" ("work", "statement_index")');
    await runner.query('CREATE INDEX "ix_disputes_raised_by" ON "disputes" ("raised_by")');
    await runner.query(`CREATE TABLE "dispute_entries" (
      "statement" text NOT NULL,
      "statement_index" bigint NOT NULL,
      "dispute" text NOT NULL,
      "body" jsonb NOT NULL,
      "side" text NOT NULL,
      "stated_by" text NOT NULL,
      "stated_at" timestamptz(3) NOT NULL,
      CONSTRAINT "pk_dispute_entries" PRIMARY KEY ("statement"),
      CONSTRAINT "uq_dispute_entries_index" UNIQUE ("statement_index")
    )`);
    await runner.query(
      'CREATE INDEX "ix_dispute_entries_dispute" ON "dispute_entries" ("dispute", "statement_index")',
    );
    await runner.query(`CREATE TABLE "display_notices" (
      "number" BIGSERIAL NOT NULL,
      "file" text NOT NULL,
      "step" text NOT NULL,
      "reason" text NOT NULL,
      "document" text,
      "by" text NOT NULL,
      "at" timestamptz(3) NOT NULL,
      CONSTRAINT "pk_display_notices" PRIMARY KEY ("number")
    )`);
    await runner.query('CREATE INDEX "ix_display_notices_file" ON "display_notices" ("file", "number")');
    await runner.query(`CREATE TABLE "reports" (
      "number" BIGSERIAL NOT NULL,
      "subject" text NOT NULL,
      "ground" text NOT NULL,
      "account" text NOT NULL,
      "contact" text,
      "at" timestamptz(3) NOT NULL,
      CONSTRAINT "pk_reports" PRIMARY KEY ("number")
    )`);
    await runner.query('CREATE INDEX "ix_reports_at" ON "reports" ("at")');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['reports', 'display_notices', 'dispute_entries', 'disputes'])
      await runner.query(`DROP TABLE "${table}"`);
  }
}
