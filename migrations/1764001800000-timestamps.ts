import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a timestamp authority answered over checkpoints. */
export class Timestamps1764001800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "timestamps" (
      "size" bigint NOT NULL,
      "authority" text NOT NULL,
      "response" bytea NOT NULL,
      "stamped_at" timestamptz(3) NOT NULL,
      CONSTRAINT "pk_timestamps" PRIMARY KEY ("size")
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "timestamps"');
  }
}
