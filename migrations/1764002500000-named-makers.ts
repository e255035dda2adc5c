import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Works are found by the keys of the makers whom their registrations name. */
export class NamedMakers1764002500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX "ix_works_named" ON "works" USING gin ((jsonb_path_query_array("makers", '$[*].person')))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_works_named"');
  }
}
