import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the model of whoever keeps the register makes of pictures; `embedding` is float32 values, little-endian. */
export class Embeddings1764000700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE "fingerprints" ADD COLUMN "embedding_model" text, ADD COLUMN "embedding" bytea',
    );
    await runner.query('ALTER TABLE "fingerprints" ALTER COLUMN "embedding" SET STORAGE EXTERNAL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "fingerprints" DROP COLUMN "embedding", DROP COLUMN "embedding_model"');
  }
}
