// Builds the pages: dist/web, with each text beside its compressed forms, so that the server compresses nothing while somebody waits.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const assets = path.join(root, 'dist', 'web', 'assets');

await build({ configFile: path.join(root, 'src', 'web', 'vite.config.ts'), logLevel: 'warn' });
for (const name of readdirSync(assets).filter((one) => /\.(?:js|css|svg)$/.test(one))) {
  const file = path.join(assets, name);
  const bytes = readFileSync(file);
  writeFileSync(`${file}.br`, brotliCompressSync(bytes));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}
