import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { BuiltPages } from '../ports.js';
import { projectPath } from './project-path.js';

/** As Vite writes it (`build.manifest`): sources by their paths from src/web, and the files that were made of them. */
const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().default(false),
    imports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
  }),
);

type Manifest = z.infer<typeof manifestSchema>;

/** The pages in the folder in which they were built. */
export function builtPages(): BuiltPages {
  const folder = projectPath('dist', 'web');
  const manifest = manifestSchema.parse(
    JSON.parse(readFileSync(path.join(folder, '.vite', 'manifest.json'), 'utf8')),
  );
  const entries = Object.keys(manifest).filter((name) => manifest[name]?.isEntry);
  const ofDocument = filesOf(manifest, entries);
  return {
    folder,
    filesOf: (source) => [...filesOf(manifest, [source])].filter((file) => !ofDocument.has(file)),
  };
}

/** Files that are loaded for sources, each before what it imports. */
function filesOf(manifest: Manifest, sources: readonly string[]): Set<string> {
  const files = new Set<string>();
  const waiting = [...sources];
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const made = manifest[name];
    if (!made) throw new Error(`The pages were built without ${name}: build them anew.`);
    if (files.has(made.file)) continue;
    [made.file, ...made.css].forEach((file) => files.add(file));
    waiting.push(...made.imports);
  }
  return files;
}
