import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * That a picture is to be compared is counted, not flagged: what becomes due while it is compared is not lost when that ends. What is
 * searched by nothing, such as evidence, has been compared with nothing, and is once it is a work's picture.
 */
export class ComparisonsDue1764000900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "fingerprints" ADD COLUMN "comparisons_due" integer NOT NULL DEFAULT 1,
         ADD COLUMN "comparisons_done" integer NOT NULL DEFAULT 0`,
    );
    await runner.query(
      'UPDATE "fingerprints" SET "comparisons_done" = 1 WHERE "is_compared" AND "searched_xid" IS NOT NULL',
    );
    await runner.query('DROP INDEX "ix_fingerprints_uncompared"');
    await runner.query('ALTER TABLE "fingerprints" DROP COLUMN "is_compared"');
    await runner.query(
      'CREATE INDEX "ix_fingerprints_uncompared" ON "fingerprints" ("file") WHERE "searched_xid" IS NOT NULL AND "comparisons_done" < "comparisons_due"',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_fingerprints_uncompared"');
    await runner.query('ALTER TABLE "fingerprints" ADD COLUMN "is_compared" boolean NOT NULL DEFAULT false');
    await runner.query('UPDATE "fingerprints" SET "is_compared" = "comparisons_done" >= "comparisons_due"');
    await runner.query(
      'ALTER TABLE "fingerprints" DROP COLUMN "comparisons_due", DROP COLUMN "comparisons_done"',
    );
    await runner.query(
      'CREATE INDEX "ix_fingerprints_uncompared" ON "fingerprints" ("file") WHERE "searched_xid" IS NOT NULL AND NOT "is_compared"',
    );
  }
}
