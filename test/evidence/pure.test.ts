import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** What the verifier takes from others: all of it runs in browsers. */
const BROWSER_PACKAGES = [
  /^zod$/,
  /^ethers$/,
  /^multiformats\//,
  /^@noble\//,
  /^ipfs-unixfs-importer(\/|$)/,
  // WebAssembly, with a loader of its own for browsers.
  /^tiny-secp256k1$/,
  /^fflate$/,
  /^(pkijs|asn1js)$/,
];

/** Every module that a file imports for its values, through the files of src/, with the file that imports it. */
async function importsOf(file: string, seen = new Map<string, string[]>()): Promise<Map<string, string[]>> {
  if (seen.has(file)) return seen;
  const source = await readFile(file, 'utf8');
  const names = [
    ...source.matchAll(/^(?:import|export) (?!type\b)[^;]*?from '([^']+)'/gms),
    ...source.matchAll(/\bimport\('([^']+)'\)/g),
  ].map((match) => match[1] ?? '');
  seen.set(file, names);
  for (const name of names.filter((one) => one.startsWith('.')))
    await importsOf(path.resolve(path.dirname(file), name.replace(/\.js$/, '.ts')), seen);
  return seen;
}

describe('the verifier', () => {
  it.each([
    'verify-package.ts',
    'read-package.ts',
    'documents/verify-documents.ts',
    'documents/source-of-package.ts',
    'documents/timestamp/verify-timestamp.ts',
  ])('of %s imports nothing that is not in a browser, through any of its files', async (name) => {
    const graph = await importsOf(path.resolve('src/evidence', name));
    const foreign = [...graph].flatMap(([file, names]) =>
      names
        .filter((one) => !one.startsWith('.') && !BROWSER_PACKAGES.some((allowed) => allowed.test(one)))
        .map((one) => `${path.relative('.', file)} imports ${one}`),
    );
    expect(foreign).toEqual([]);
    expect(
      [...graph.keys()].filter((file) => /-store\.ts$|\/adapters\/|\/api\/|\.graphql\.ts$/.test(file)),
    ).toEqual([]);
    expect(graph.size).toBeGreaterThan(name === 'verify-package.ts' ? 20 : 3);
  });

  it('names no global of Node', async () => {
    const graph = await importsOf(path.resolve('src/evidence/verify-package.ts'));
    for (const file of graph.keys()) {
      const source = await readFile(file, 'utf8');
      expect({
        file,
        uses: source.match(/\b(Buffer\.|process\.|require\(|__dirname|setImmediate)/)?.[0] ?? null,
      }).toEqual({ file, uses: null });
    }
  });
});
