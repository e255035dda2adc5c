import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Statements and files whose words or bytes were erased, by receipts that the log signed; what stays of such a statement. */
export class Forgettings1764001700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "forgettings" (
      "id" text NOT NULL,
      "sha256" text,
      "receipt" text NOT NULL,
      "forgotten_at" timestamptz(3) NOT NULL,
      CONSTRAINT "pk_forgettings" PRIMARY KEY ("id")
    )`);
    await runner.query('CREATE INDEX "ix_forgettings_sha256" ON "forgettings" ("sha256")');
    await runner.query('ALTER TABLE "log_statements" ALTER COLUMN "canonical" DROP NOT NULL');
    await runner.query('ALTER TABLE "log_statements" ADD COLUMN "remains" jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "log_statements" DROP COLUMN "remains"');
    await runner.query('ALTER TABLE "log_statements" ALTER COLUMN "canonical" SET NOT NULL');
    await runner.query('DROP TABLE "forgettings"');
  }
}
