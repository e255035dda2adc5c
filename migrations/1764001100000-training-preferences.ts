import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What may be mined of works and what models may learn from them, as those state it who speak for the works. */
export class TrainingPreferences1764001100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "training_preferences" (
      "statement" text NOT NULL,
      "statement_index" bigint NOT NULL,
      "work" text NOT NULL,
      "uses" jsonb NOT NULL,
      "constraints" text,
      "policy_url" text,
      "stated_by" text NOT NULL,
      "capacity" text NOT NULL,
      "stated_at" timestamptz(3) NOT NULL,
      CONSTRAINT "pk_training_preferences" PRIMARY KEY ("statement"),
      CONSTRAINT "uq_training_preferences_index" UNIQUE ("statement_index")
    )`);
    await runner.query(
      'CREATE INDEX "ix_training_preferences_work" ON "training_preferences" ("work", "statement_index")',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "training_preferences"');
  }
}
