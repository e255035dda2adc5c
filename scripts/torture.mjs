// npm run torture: the faults of the suites in their longer form. Every process is killed TORTURE_ROUNDS times (10) in
// every state, on PGlite and on PostgreSQL where it answers; every outside call fails once, the chain reorganizes, lies
// and is late, disks are full, rows are altered, readers of pictures' files meet 100,000 changed ones; what npm test
// shares out to two databases is tried on both; and each suite of faults prints its counts.
process.env.TORTURE_ROUNDS ||= '10';
process.argv.push(
  'test/torture',
  'test/api/bad-statements.test.ts',
  'test/api/bad-uploads.test.ts',
  'test/api/file-route.test.ts',
  'test/api/flags-of-record.test.ts',
  'test/api/iiif-route.test.ts',
  'test/api/inspection.test.ts',
  'test/api/originality.test.ts',
  'test/api/pages.test.ts',
  'test/cli/forget.test.ts',
  'test/cli/fsck.test.ts',
  'test/creation/fuzz-readers.test.ts',
  'test/creation/insert-xmp.test.ts',
  'test/evidence/checkpoint-to-export.test.ts',
  'test/evidence/export-work.test.ts',
  'test/making/record-steps.test.ts',
  'test/originality/permit-derivation.test.ts',
  'test/people/keys.test.ts',
  'test/register/anchor-checkpoint.test.ts',
  'test/register/anchor-cosigned.test.ts',
  'test/register/anchor-faults.test.ts',
  'test/register/anchor-processes.test.ts',
  'test/register/check-signer.test.ts',
  'test/register/disk-full.test.ts',
  'test/register/faults.test.ts',
  'test/register/fsck.test.ts',
  'test/register/rebuild-archive.test.ts',
  'test/register/tiles.test.ts',
  'test/rights/licences.test.ts',
  'test/rights/rule-findings.test.ts',
  'test/rights/state-training-preference.test.ts',
  'test/title/examinations.test.ts',
  'test/title/record-provenance.test.ts',
  'test/works/display.test.ts',
);
await import('./test.mjs');
