import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
// Compiled code is in dist/src/adapters, the source in src/adapters; both find the project's root.
const ROOT = path.resolve(
  HERE,
  HERE.includes(`${path.sep}dist${path.sep}src${path.sep}`) ? '../../..' : '../..',
);

export const projectPath = (...parts: readonly string[]): string => path.join(ROOT, ...parts);
