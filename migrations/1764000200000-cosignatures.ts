import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Cosignatures1764000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "cosignatures" (
      "size" bigint NOT NULL,
      "witness" text NOT NULL,
      "line" text NOT NULL,
      "cosigned_at" timestamptz(3) NOT NULL,
      CONSTRAINT "pk_cosignatures" PRIMARY KEY ("size", "witness")
    )`);
    await runner.query('CREATE INDEX "ix_cosignatures_witness" ON "cosignatures" ("witness", "size")');
    await runner.query(`CREATE TABLE "witness_reports" (
      "witness" text NOT NULL,
      "asked_at" timestamptz(3) NOT NULL,
      "problem" text,
      CONSTRAINT "pk_witness_reports" PRIMARY KEY ("witness")
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "witness_reports"');
    await runner.query('DROP TABLE "cosignatures"');
  }
}
