import path from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/** `vite build` writes the pages to dist/web; `vite` serves them while they are written, and asks a server at RAISONNE_URL. */
export default defineConfig({
  root,
  resolve: {
    // What compiles WebAssembly, which the pages' policy does not allow, and what stands in for it there.
    alias: {
      'tiny-secp256k1': path.join(root, 'verifier', 'recover.ts'),
      'multiformats/hashes/sha2': path.join(root, 'verifier', 'sha2.ts'),
    },
  },
  build: {
    outDir: path.join(root, '..', '..', 'dist', 'web'),
    emptyOutDir: true,
    target: 'es2023',
    // Every asset is a file of its own: the pages' policy allows no data: addresses.
    assetsInlineLimit: 0,
    // By which the server tells a browser what a page will load.
    manifest: true,
    reportCompressedSize: false,
  },
  server: {
    proxy: Object.fromEntries(
      ['/graphql', '/uploads', '/iiif', '/files', '/explorer'].map((at) => [
        at,
        process.env['RAISONNE_URL'] ?? 'http://localhost:4000',
      ]),
    ),
  },
});
