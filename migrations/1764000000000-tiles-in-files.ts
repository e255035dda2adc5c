import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tiles follow from the statements and are files now; the first checkpoint after this writes them. */
export class TilesInFiles1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "log_tiles"');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "log_tiles" (
      "level" integer NOT NULL,
      "position" bigint NOT NULL,
      "hashes" bytea NOT NULL,
      CONSTRAINT "pk_log_tiles" PRIMARY KEY ("level", "position")
    )`);
  }
}
