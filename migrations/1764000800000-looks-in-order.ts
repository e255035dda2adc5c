import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Looks are read in the order in which they came to be searched: as they lie on disk, and those since a moment together.
 * What is not of a work is not searched any more.
 */
export class LooksInOrder1764000800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_fingerprints_searched"');
    await runner.query(
      'CREATE INDEX "ix_fingerprints_searched" ON "fingerprints" ("searched_xid", "file") WHERE "searched_xid" IS NOT NULL',
    );
    await runner.query(
      'CREATE INDEX "ix_fingerprints_unsearched" ON "fingerprints" ("file") WHERE "searched_xid" IS NULL',
    );
    await runner.query(
      `DELETE FROM "picture_hashes" h WHERE NOT EXISTS (SELECT FROM "work_files" w WHERE w."file" = h."file")`,
    );
    await runner.query(
      `UPDATE "fingerprints" f SET "searched_xid" = NULL
        WHERE "searched_xid" IS NOT NULL AND NOT EXISTS (SELECT FROM "work_files" w WHERE w."file" = f."file")`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_fingerprints_unsearched"');
    await runner.query('DROP INDEX "ix_fingerprints_searched"');
    await runner.query('CREATE INDEX "ix_fingerprints_searched" ON "fingerprints" ("searched_xid")');
  }
}
