import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import { projectPath } from '../../src/adapters/project-path.js';

/** A command in a process of its own, as people run it. */
export async function raisonneProcess(
  line: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ exitCode: number | null; out: string }> {
  const child = spawn(process.execPath, [projectPath('scripts', 'raisonne.mjs'), ...line], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [out] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { exitCode: child.exitCode, out };
}
