import type { MigrationInterface, QueryRunner } from 'typeorm';
import { workIndex } from '../src/works/work-index.js';
import type { Work } from '../src/works/work.js';

const AT_ONCE = 1000;

/**
 * What works are found by in a list: words, years, the colours of their pictures, tools and licences. The colours of pictures that are
 * registered already are taken by the server, one by one.
 */
export class BrowsedWorks1764002100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
    await fill(runner);
    for (const sql of INDEXES) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_licences_standard"');
    await runner.query('DROP TABLE "picture_colours"');
    await runner.query('ALTER TABLE "files" DROP COLUMN "colours"');
    for (const column of ['words', 'made_from', 'made_to'])
      await runner.query(`ALTER TABLE "works" DROP COLUMN "${column}"`);
  }
}

const UP = [
  'ALTER TABLE "files" ADD COLUMN "colours" jsonb',
  // Colours of works' pictures in OKLab.
  `CREATE TABLE "picture_colours" (
    "file" text NOT NULL,
    "place" smallint NOT NULL,
    "l" real NOT NULL,
    "a" real NOT NULL,
    "b" real NOT NULL,
    CONSTRAINT "pk_picture_colours" PRIMARY KEY ("file", "place")
  )`,
  `ALTER TABLE "works" ADD COLUMN "words" tsvector NOT NULL DEFAULT ''`,
  'ALTER TABLE "works" ADD COLUMN "made_from" integer',
  'ALTER TABLE "works" ADD COLUMN "made_to" integer',
];

const INDEXES = [
  'CREATE INDEX "ix_picture_colours_lab" ON "picture_colours" ("l", "a", "b", "file")',
  'CREATE INDEX "ix_works_words" ON "works" USING gin ("words")',
  `CREATE INDEX "ix_works_made" ON "works" USING gist (int4range("made_from", "made_to", '[]')) WHERE "made_from" IS NOT NULL`,
  `CREATE INDEX "ix_licences_standard" ON "licences" (("body" ->> 'standard')) WHERE "withdrawn_at" IS NULL`,
];

async function fill(runner: QueryRunner): Promise<void> {
  for (let last = ''; ;) {
    const works = (await runner.query(
      'SELECT id, title, makers, description, date_made AS "dateMade" FROM works WHERE id > $1 ORDER BY id LIMIT $2',
      [last, AT_ONCE],
    )) as Work[];
    if (works.length === 0) return;
    const found = works.map(workIndex);
    await runner.query(
      `UPDATE works SET words = f.words::tsvector, made_from = f.made_from, made_to = f.made_to
         FROM unnest($1::text[], $2::text[], $3::integer[], $4::integer[]) AS f(id, words, made_from, made_to) WHERE works.id = f.id`,
      [
        works.map(({ id }) => id),
        found.map(({ words }) => words),
        found.map(({ madeFrom }) => madeFrom),
        found.map(({ madeTo }) => madeTo),
      ],
    );
    last = works.at(-1)?.id ?? last;
  }
}
