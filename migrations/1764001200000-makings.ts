import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ledgers of acts that are kept while works are made, and the claims that name them. */
export class Makings1764001200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "makings" (
      "id" text NOT NULL,
      "statement_index" bigint NOT NULL,
      "name" text,
      "makers" jsonb NOT NULL,
      "begun_at" timestamptz(3) NOT NULL,
      CONSTRAINT "pk_makings" PRIMARY KEY ("id"),
      CONSTRAINT "uq_makings_index" UNIQUE ("statement_index")
    )`);
    await runner.query(`CREATE TABLE "making_steps" (
      "statement_index" bigint NOT NULL,
      "position" integer NOT NULL,
      "making" text NOT NULL,
      "maker" text NOT NULL,
      "statement" text NOT NULL,
      "recorded_at" timestamptz(3) NOT NULL,
      "head" text NOT NULL,
      "file" text NOT NULL,
      "step" jsonb NOT NULL,
      CONSTRAINT "pk_making_steps" PRIMARY KEY ("statement_index", "position")
    )`);
    await runner.query(
      'CREATE INDEX "ix_making_steps_making" ON "making_steps" ("making", "statement_index", "position")',
    );
    await runner.query('CREATE INDEX "ix_making_steps_file" ON "making_steps" ("file", "making")');
    await runner.query(
      `CREATE INDEX "ix_claims_makings" ON "claims" USING gin (("body" -> 'makings') jsonb_path_ops)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_claims_makings"');
    await runner.query('DROP TABLE "making_steps"');
    await runner.query('DROP TABLE "makings"');
  }
}
