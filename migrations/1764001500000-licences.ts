import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Licences and transfers of rights in works, as those state them who hold the rights. */
export class Licences1764001500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "licences" (
      "id" text NOT NULL,
      "statement_index" bigint NOT NULL,
      "work" text NOT NULL,
      "body" jsonb NOT NULL,
      "granted_by" text NOT NULL,
      "granted_at" timestamptz(3) NOT NULL,
      "withdrawn_at" timestamptz(3),
      "withdrawal" text,
      CONSTRAINT "pk_licences" PRIMARY KEY ("id"),
      CONSTRAINT "uq_licences_index" UNIQUE ("statement_index")
    )`);
    await runner.query('CREATE INDEX "ix_licences_work" ON "licences" ("work", "statement_index")');
    await runner.query(`CREATE TABLE "right_transfers" (
      "id" text NOT NULL,
      "statement_index" bigint NOT NULL,
      "work" text NOT NULL,
      "body" jsonb NOT NULL,
      "transferred_by" text NOT NULL,
      "transferred_at" timestamptz(3) NOT NULL,
      CONSTRAINT "pk_right_transfers" PRIMARY KEY ("id"),
      CONSTRAINT "uq_right_transfers_index" UNIQUE ("statement_index")
    )`);
    await runner.query(
      'CREATE INDEX "ix_right_transfers_work" ON "right_transfers" ("work", "statement_index")',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "right_transfers"');
    await runner.query('DROP TABLE "licences"');
  }
}
