// npm run torture: the faults of the suites in their longer form. Every process is killed TORTURE_ROUNDS times (10) in
// every state, on PGlite and on PostgreSQL where it answers; every outside call fails once, the chain reorganizes, lies
// and is late, disks are full, rows are altered, readers of pictures' files meet 100,000 changed ones; and each suite prints its counts.
process.env.TORTURE_ROUNDS ||= '10';
process.argv.push(
  'test/torture',
  'test/creation/fuzz-readers.test.ts',
  'test/register/faults.test.ts',
  'test/register/anchor-checkpoint.test.ts',
  'test/register/anchor-faults.test.ts',
  'test/register/anchor-processes.test.ts',
  'test/register/disk-full.test.ts',
  'test/register/fsck.test.ts',
  'test/register/rebuild-archive.test.ts',
  'test/register/tiles.test.ts',
);
await import('./test.mjs');
