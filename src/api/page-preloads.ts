import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

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

/**
 * What a page loads beyond the document's own scripts, as `Link` headers (RFC 8288) tell it: so a browser asks for it together with these, and
 * not when they have run. The sources of pages are named by their paths from src/web.
 */
export function pagePreloads(folder: string): (source: string) => string[] {
  const manifest = manifestSchema.parse(
    JSON.parse(readFileSync(path.join(folder, '.vite', 'manifest.json'), 'utf8')),
  );
  const document = filesOf(
    manifest,
    Object.keys(manifest).filter((name) => manifest[name]?.isEntry),
  );
  return (source) =>
    [...filesOf(manifest, [source])]
      .filter((file) => !document.has(file))
      .map((file) =>
        file.endsWith('.css') ? `</${file}>; rel=preload; as=style` : `</${file}>; rel=modulepreload`,
      );
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
