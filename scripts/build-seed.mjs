// Makes dist/pglite-seed: the files of an embedded database that has its tables and nothing in them. Copying them is many times
// faster than creating them and migrating. It is made with every build, of the migrations and of the PGlite of that build.
import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const dist = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'dist');
const seed = path.join(dist, 'pglite-seed');
const draft = `${seed}.new`;
const before = `${seed}.before`;
const remove = (folder) => rmSync(folder, { recursive: true, force: true });
remove(draft);
remove(before);
// Of an older seed this one would be a copy. It is gone at once: who copies it just now fails, and never has half of it.
if (existsSync(seed)) renameSync(seed, before);
remove(before);
const { openPglite } = await import(
  pathToFileURL(path.join(dist, 'src', 'adapters', 'database', 'open-pglite.js')).href
);
const { tables, close } = await openPglite({ folder: draft });
// Of these PGlite, that has one database, never makes another; they are two thirds of its files.
await tables.query(
  `UPDATE pg_database SET datistemplate = false WHERE datname IN ('template0', 'template1')`,
);
for (const name of ['template0', 'template1']) await tables.query(`DROP DATABASE ${name}`);
await tables.query('CHECKPOINT');
await close();
renameSync(path.join(draft, 'files'), seed);
remove(draft);
