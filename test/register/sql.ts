import type { QueryRunner } from 'typeorm';
import type { Database } from '../../src/ports.js';

/** Called around every SQL statement: may throw before it runs, or after, when its answer is lost. */
export interface SqlWatch {
  before?(sql: string): void;
  after?(sql: string): void;
}

/** Watches every SQL statement of a database, within transactions and without, until the returned function is called. */
export function watchSql({ tables }: Database, watch: SqlWatch): () => void {
  const source = tables.dataSource;
  const createQueryRunner = source.createQueryRunner.bind(source);
  source.createQueryRunner = (mode) => {
    const runner = createQueryRunner(mode);
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>; // all its overloads alike
    const watched = async (sql: string, ...rest: unknown[]): Promise<unknown> => {
      watch.before?.(sql);
      const answer = await query(sql, ...rest);
      watch.after?.(sql);
      return answer;
    };
    runner.query = watched as QueryRunner['query'];
    return runner;
  };
  return () => {
    source.createQueryRunner = createQueryRunner;
  };
}
