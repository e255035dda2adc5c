import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How pictures are turned to be shown upright. Of files from before it is null until they are looked at again. */
export class FileOrientation1764002000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "files" ADD COLUMN "orientation" integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "files" DROP COLUMN "orientation"');
  }
}
