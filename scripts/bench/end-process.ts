import type { ChildProcess } from 'node:child_process';

const PATIENCE_MS = 20_000;

/** How to end a child and wait until it is gone; one that does not listen is killed. */
export function endProcess(child: ChildProcess): () => Promise<void> {
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return async () => {
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    await ended;
    clearTimeout(force);
  };
}
