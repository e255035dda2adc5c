import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looks are read in the order in which they came to be searched: as they lie on disk, and those since a moment together. */
export class LooksInOrder1764000800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_fingerprints_searched"');
    await runner.query(
      'CREATE INDEX "ix_fingerprints_searched" ON "fingerprints" ("searched_xid", "file") WHERE "searched_xid" IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_fingerprints_searched"');
    await runner.query('CREATE INDEX "ix_fingerprints_searched" ON "fingerprints" ("searched_xid")');
  }
}
