import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wordsOf } from '../src/works/work-index.js';
import type { Work } from '../src/works/work.js';

const AT_ONCE = 1000;

/** Works are found by what their picture shows, as their alternative text has it: those that are registered already, too. */
export class WordsOfAltTexts1764002300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await fill(runner, (work) => wordsOf(work));
  }

  async down(runner: QueryRunner): Promise<void> {
    await fill(runner, (work) => wordsOf({ ...work, altText: null }));
  }
}

async function fill(runner: QueryRunner, words: (work: Work) => string): Promise<void> {
  for (let last = ''; ;) {
    const works = (await runner.query(
      `SELECT id, title, makers, description, alt_text AS "altText" FROM works
        WHERE id > $1 AND alt_text IS NOT NULL ORDER BY id LIMIT $2`,
      [last, AT_ONCE],
    )) as Work[];
    if (works.length === 0) return;
    await runner.query(
      `UPDATE works SET words = f.words::tsvector
         FROM unnest($1::text[], $2::text[]) AS f(id, words) WHERE works.id = f.id`,
      [works.map(({ id }) => id), works.map(words)],
    );
    last = works.at(-1)?.id ?? last;
  }
}
