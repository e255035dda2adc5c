import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Headers of the blocks that hold anchors. Of anchors from before it is null. */
export class BlockHeaders1764001900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "anchors" ADD COLUMN "block_header" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "anchors" DROP COLUMN "block_header"');
  }
}
