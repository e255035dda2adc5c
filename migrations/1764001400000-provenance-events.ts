import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events of the history of works, as those state them who speak for the works, and tokens that are linked to works. */
export class ProvenanceEvents1764001400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "provenance_events" (
      "id" text NOT NULL,
      "statement_index" bigint NOT NULL,
      "position" integer NOT NULL,
      "work" text NOT NULL,
      "object" text,
      "event" jsonb NOT NULL,
      "recorded_by" text NOT NULL,
      "capacity" text NOT NULL,
      "recorded_at" timestamptz(3) NOT NULL,
      "ended_at" timestamptz(3),
      "ended_by" text,
      CONSTRAINT "pk_provenance_events" PRIMARY KEY ("id"),
      CONSTRAINT "uq_provenance_events_place" UNIQUE ("statement_index", "position")
    )`);
    await runner.query(
      'CREATE INDEX "ix_provenance_events_work" ON "provenance_events" ("work", "statement_index", "position")',
    );
    await runner.query(`CREATE TABLE "token_links" (
      "id" text NOT NULL,
      "statement_index" bigint NOT NULL,
      "work" text NOT NULL,
      "chain_id" text NOT NULL,
      "contract" text NOT NULL,
      "token_id" text NOT NULL,
      "owner" text NOT NULL,
      "block_number" bigint NOT NULL,
      "block_hash" text NOT NULL,
      "block_time" timestamptz(3) NOT NULL,
      "linked_by" text NOT NULL,
      "capacity" text NOT NULL,
      "linked_at" timestamptz(3) NOT NULL,
      CONSTRAINT "pk_token_links" PRIMARY KEY ("id"),
      CONSTRAINT "uq_token_links_index" UNIQUE ("statement_index")
    )`);
    await runner.query('CREATE INDEX "ix_token_links_work" ON "token_links" ("work", "statement_index")');
    await runner.query(
      'CREATE INDEX "ix_token_links_token" ON "token_links" ("chain_id", "contract", "token_id")',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "token_links"');
    await runner.query('DROP TABLE "provenance_events"');
  }
}
