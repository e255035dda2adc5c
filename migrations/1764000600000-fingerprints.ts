import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of pictures is searched besides their hashes, and what was found by it among registered works. */
export class Fingerprints1764000600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "found_likenesses"');
    await runner.query('DROP TABLE "fingerprints"');
  }
}

const UP = [
  `CREATE TABLE "fingerprints" (
    "file" text NOT NULL,
    "version" integer NOT NULL,
    "trimmed" jsonb,
    "image_code" text NOT NULL,
    "features" bytea NOT NULL,
    "thumbnail" bytea NOT NULL,
    "searched_xid" xid8,
    "is_compared" boolean NOT NULL DEFAULT false,
    CONSTRAINT "pk_fingerprints" PRIMARY KEY ("file")
  )`,
  // Bits look like noise: trying to compress them costs time and gains nothing.
  'ALTER TABLE "fingerprints" ALTER COLUMN "features" SET STORAGE EXTERNAL',
  'CREATE INDEX "ix_fingerprints_searched" ON "fingerprints" ("searched_xid")',
  'CREATE INDEX "ix_fingerprints_uncompared" ON "fingerprints" ("file") WHERE "searched_xid" IS NOT NULL AND NOT "is_compared"',
  `CREATE TABLE "found_likenesses" (
    "later" text NOT NULL,
    "earlier" text NOT NULL,
    "match" jsonb NOT NULL,
    CONSTRAINT "pk_found_likenesses" PRIMARY KEY ("later", "earlier")
  )`,
  'CREATE INDEX "ix_found_likenesses_earlier" ON "found_likenesses" ("earlier")',
];
