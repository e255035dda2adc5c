import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which tools works were made, by the claims on them that stand: to count them, all claims had to be read. */
export class WorkTools1764002400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "work_tools" (
      "work" text NOT NULL,
      "tool" text NOT NULL,
      CONSTRAINT "pk_work_tools" PRIMARY KEY ("work", "tool")
    )`);
    await runner.query(`INSERT INTO "work_tools" ("work", "tool")
      SELECT DISTINCT c.work, g ->> 'tool' FROM claims c CROSS JOIN jsonb_array_elements(c.body -> 'generations') g
       WHERE EXISTS (SELECT FROM claimants p WHERE p.claim = c.id AND p.signed_at IS NOT NULL AND p.withdrawn_at IS NULL)`);
    await runner.query('CREATE INDEX "ix_work_tools_tool" ON "work_tools" ("tool", "work")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "work_tools"');
  }
}
