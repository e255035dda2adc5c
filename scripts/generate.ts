import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectPath } from '../src/adapters/project-path.js';
import { generatedFiles } from './generated-files.js';

for (const [name, content] of await generatedFiles()) {
  const file = projectPath(name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  console.log(name);
}
