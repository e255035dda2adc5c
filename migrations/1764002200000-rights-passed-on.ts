import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Transfers of rights are found by who gave and who received them, too. */
export class RightsPassedOn1764002200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX "ix_right_transfers_by" ON "right_transfers" ("transferred_by", "statement_index")',
    );
    await runner.query(`CREATE INDEX "ix_right_transfers_to" ON "right_transfers" (("body" ->> 'to'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_right_transfers_to"');
    await runner.query('DROP INDEX "ix_right_transfers_by"');
  }
}
