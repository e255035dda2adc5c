import { writeFileSync } from 'node:fs';
import type { QueryRunner } from 'typeorm';
import { openAdapters } from '../../src/adapters/open-adapters.js';
import { serve } from '../../src/api/serve.js';
import { readConfig } from '../../src/config.js';
import type { Ports } from '../../src/ports.js';

/** Where a process is killed: at the n-th time that it comes to a call of a port, or to a kind of SQL statement. */
export interface KillPoint {
  /** "logFiles.replace", "ledger.broadcast" and the like, or "sql" with the beginning of a statement. */
  readonly call: string;
  /** A value that the SQL statement writes; of COMMIT, one that its transaction wrote. */
  readonly writing?: string;
  readonly when: 'before' | 'after';
  /** From 1. */
  readonly nth: number;
}

/**
 * A server that kills itself, as kill -9 does, at the point of KILL_AT, and notes in the file KILL_NOTE that it came there;
 * without a point, an ordinary server.
 */
async function main(): Promise<void> {
  const config = readConfig();
  const text = process.env['KILL_AT'];
  const point = text ? (JSON.parse(text) as KillPoint) : null; // the test's own
  const ports = await openAdapters(config);
  const serving = await serve(point ? withKill(ports, point) : ports, {
    ...config,
    onError: (error) => console.error(error),
  });
  console.log(`Raisonné is ready at ${serving.url}`);
  process.once('SIGTERM', () => {
    void serving.close().then(() => ports.close());
  });
}

function withKill(ports: Ports, point: KillPoint): Ports {
  let passed = 0;
  const pass: Pass = (call, when, written = []) => {
    if (when !== point.when || !call.startsWith(point.call)) return;
    if (point.writing !== undefined && !written.includes(point.writing)) return;
    passed += 1;
    if (passed !== point.nth) return;
    writeFileSync(process.env['KILL_NOTE'] ?? '', JSON.stringify(point));
    process.kill(process.pid, 'SIGKILL');
  };
  watchSql(ports, pass);
  return {
    ...ports,
    content: watched(ports.content, 'content', pass),
    logFiles: watched(ports.logFiles, 'logFiles', pass),
    ledger: watched(ports.ledger, 'ledger', pass),
  };
}

type Pass = (call: string, when: KillPoint['when'], written?: readonly unknown[]) => void;

function watched<Part extends object>(part: Part, label: string, pass: Pass): Part {
  return new Proxy(part, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]): unknown => {
        pass(`${label}.${String(name)}`, 'before');
        const answer: unknown = Reflect.apply(method, target, args);
        if (!(answer instanceof Promise)) return answer;
        return answer.then((value: unknown) => {
          pass(`${label}.${String(name)}`, 'after');
          return value;
        });
      };
    },
  });
}

function watchSql({ database }: Ports, pass: Pass): void {
  const source = database.tables.dataSource;
  const createQueryRunner = source.createQueryRunner.bind(source);
  source.createQueryRunner = (mode) => {
    const runner = createQueryRunner(mode);
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>; // all its overloads alike
    let inTransaction: unknown[] = [];
    const asked = async (sql: string, ...rest: unknown[]): Promise<unknown> => {
      if (sql.startsWith('START')) inTransaction = [];
      const [values] = rest;
      const own = /^(INSERT|UPDATE)/.test(sql) && Array.isArray(values) ? (values as unknown[]) : [];
      inTransaction.push(...own);
      const written = sql === 'COMMIT' ? inTransaction : own;
      pass(`sql ${sql}`, 'before', written);
      const answer = await query(sql, ...rest);
      pass(`sql ${sql}`, 'after', written);
      return answer;
    };
    runner.query = asked as QueryRunner['query'];
    return runner;
  };
}

await main();
