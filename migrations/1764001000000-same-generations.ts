import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Claims are found by the seed and the prompt of their generation records: who else states the same. */
export class SameGenerations1764001000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX "ix_claims_generations" ON "claims" USING gin (("body" -> 'generations') jsonb_path_ops)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_claims_generations"');
  }
}
