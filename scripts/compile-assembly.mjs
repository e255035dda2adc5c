/**
 * Compiles src/originality/assembly with AssemblyScript into modules that carry the WebAssembly in them, so that it runs
 * wherever the code does. With --check it writes nothing, and fails where one is not what its sources give.
 */
import asc from 'assemblyscript/asc';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const LINE = 100;

/** By the generated module: its entry and the name of what it exports. */
const MODULES = {
  'src/originality/local-features.generated.ts': {
    entry: 'src/originality/assembly/features.ts',
    exported: 'featuresWasm',
  },
  'src/originality/nearest.generated.ts': {
    entry: 'src/originality/assembly/nearest.ts',
    exported: 'nearestWasm',
  },
  'src/originality/word-index.generated.ts': {
    entry: 'src/originality/assembly/word-index.ts',
    exported: 'wordIndexWasm',
  },
  'src/originality/hash-index.generated.ts': {
    entry: 'src/originality/assembly/hash-index.ts',
    exported: 'hashIndexWasm',
  },
};

/** The generated files' contents by their path in the repository. */
async function compileAssembly() {
  const files = {};
  for (const [path, { entry, exported }] of Object.entries(MODULES)) {
    const base64 = Buffer.from(await compile(entry)).toString('base64');
    const lines = base64.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
    files[path] = [
      `/** Written by scripts/compile-assembly.mjs from ${entry}: the compiled WebAssembly. */`,
      `export const ${exported} = (): Uint8Array<ArrayBuffer> =>`,
      '  Uint8Array.from(atob(BASE64), (character) => character.charCodeAt(0));',
      '',
      'const BASE64 =',
      `${lines.map((line) => `  '${line}'`).join(' +\n')};`,
      '',
    ].join('\n');
  }
  return files;
}

async function compile(entry) {
  const name = 'module.wasm';
  let wasm = null;
  let complaints = '';
  const { error } = await asc.main(
    [entry, '-o', name, '-O3', '--converge', '--runtime', 'stub', '--enable', 'simd', '--noAssert'],
    {
      stderr: {
        write: (text) => {
          complaints += text;
        },
      },
      writeFile: (file, content) => {
        if (file === name) wasm = content;
      },
    },
  );
  if (error || !wasm) throw new Error(`${entry} does not compile:\n${complaints}`, { cause: error });
  return wasm;
}

process.chdir(root);
const isCheck = process.argv.includes('--check');
for (const [path, content] of Object.entries(await compileAssembly())) {
  if (!isCheck) writeFileSync(join(root, path), content);
  else if (readFileSync(join(root, path), 'utf8') !== content) {
    console.error(`${path} is not what its sources give: run npm run generate.`);
    process.exitCode = 1;
  }
}
