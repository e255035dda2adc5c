import { spawn, spawnSync } from 'node:child_process';
import type { Scope } from './scope.js';

/** exiftool in one process that answers for file after file (`-stay_open`). */
export interface Exiftool {
  readonly version: string;
  readonly pid: number;
  /** All that it finds in a file, as JSON. */
  read(file: string): Promise<string>;
}

/** Null where it is not installed (Debian: libimage-exiftool-perl). */
export function openExiftool({ defer }: Pick<Scope, 'defer'>): Exiftool | null {
  const { status, stdout } = spawnSync('exiftool', ['-ver'], { encoding: 'utf8' });
  if (status !== 0) return null;
  const child = spawn('exiftool', ['-stay_open', 'True', '-@', '-'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  defer(async () => {
    child.stdin.end('-stay_open\nFalse\n');
    await ended;
  });
  if (child.pid === undefined) throw new Error('exiftool has no process number');
  let answer = '';
  let deliver: (answer: string) => void = () => undefined;
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    answer += part;
    if (!/\{ready\}\r?\n$/.test(answer)) return;
    deliver(answer);
    answer = '';
  });
  return {
    version: stdout.trim(),
    pid: child.pid,
    read: (file) =>
      new Promise((resolve) => {
        deliver = resolve;
        // All groups, unknown tags too, and binary texts whole: what our readers read.
        child.stdin.write(`-json\n-a\n-G1\n-u\n${file}\n-execute\n`);
      }),
  };
}
