import { Claimants, Claims } from '../claims/claim-store.js';
import { DisputeEntries, Disputes } from '../claims/disputes/dispute-store.js';
import { clearColours } from '../originality/colour-store.js';
import { clearHashes } from '../originality/hash-store.js';
import { clearLikenesses } from '../originality/likeness-store.js';
import { clearFingerprints } from '../originality/picture-store.js';
import { Makings, MakingSteps } from '../making/making-store.js';
import { DerivationPermissions, Derivations } from '../originality/derivation-store.js';
import { KeyRotations, RecoveryLists } from '../people/key-store.js';
import type { Tables } from '../ports.js';
import { Licences, RightTransfers } from '../rights/licences/licence-store.js';
import { TrainingPreferences } from '../rights/training-preference-store.js';
import { Holdings, Transfers } from '../title/title-store.js';
import { ProvenanceEvents } from '../title/history/provenance-store.js';
import { TokenLinks } from '../title/tokens/token-store.js';
import { FileRows, WorkFiles } from '../works/file-store.js';
import { Works } from '../works/work-store.js';
import { WorkTools } from '../works/work-tool-store.js';
import { Forgettings } from './forgetting/forgetting-store.js';
import { LogStatements } from './statement-store.js';
import { Checkpoints } from './checkpoint-store.js';

/** The tables that hold nothing but what the statements add up to. */
export const DERIVED_TABLES = [
  Works,
  WorkFiles,
  Claims,
  Claimants,
  WorkTools,
  Transfers,
  Holdings,
  RecoveryLists,
  KeyRotations,
  Derivations,
  DerivationPermissions,
  TrainingPreferences,
  Makings,
  MakingSteps,
  ProvenanceEvents,
  TokenLinks,
  Licences,
  RightTransfers,
  Disputes,
  DisputeEntries,
] as const;

/** Empties all tables that a rebuild fills again, most of them from the first statement on. */
export async function clearForRebuild(tables: Tables): Promise<void> {
  for (const table of [...DERIVED_TABLES, FileRows, Checkpoints, Forgettings])
    await tables.createQueryBuilder().delete().from(table.options.name).execute();
  await clearHashes(tables);
  await clearColours(tables);
  await clearFingerprints(tables);
  await clearLikenesses(tables);
}

/** Keeps only the rows of statements from a place up to, but without, another. */
export async function dropRowsOutside(
  tables: Tables,
  { from, to }: { readonly from: bigint; readonly to: bigint },
): Promise<void> {
  await tables
    .createQueryBuilder()
    .delete()
    .from(LogStatements.options.name)
    .where('index < :from OR index >= :to', { from: String(from), to: String(to) })
    .execute();
}

/** Up to where, without it, the rows of statements follow on each other without a gap from a place on. */
export async function unbrokenTo(tables: Tables, from: bigint): Promise<bigint> {
  const [row] = await tables.query<{ count: string }[]>(
    `SELECT count(*)::text AS count
       FROM (SELECT index, $1::bigint - 1 + row_number() OVER (ORDER BY index) AS place FROM log_statements WHERE index >= $1) r
      WHERE index = place`,
    [String(from)],
  );
  return from + BigInt(row?.count ?? 0);
}
