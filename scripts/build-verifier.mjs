// Bundles the pure verifier and its page into one HTML file that runs from disk: dist/verifier.html. What it may do stands in its own
// Content-Security-Policy: run this one script, named by its hash, show this one style, and reach nothing.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const page = (name) => path.join(root, 'src', 'web', 'verifier', name);

const bundle = await build({
  entryPoints: [page('page.ts')],
  bundle: true,
  write: false,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  legalComments: 'eof',
  charset: 'ascii',
  alias: { 'tiny-secp256k1': page('recover.ts'), 'multiformats/hashes/sha2': page('sha2.ts') },
  tsconfig: page('tsconfig.json'),
  logLevel: 'warning',
});
// Within a script element no text may look like its end.
const script = (bundle.outputFiles[0]?.text ?? '')
  .replaceAll('</script', String.raw`<\/script`)
  .replaceAll('<!--', String.raw`<\!--`);
const style = readFileSync(page('page.css'), 'utf8');

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;

const html = readFileSync(page('page.html'), 'utf8')
  .replace('POLICY', () => policy)
  .replace('<!-- style -->', () => `<style>${style}</style>`)
  .replace('<!-- script -->', () => `<script>${script}</script>`);
mkdirSync(path.join(root, 'dist'), { recursive: true });
writeFileSync(path.join(root, 'dist', 'verifier.html'), html);
