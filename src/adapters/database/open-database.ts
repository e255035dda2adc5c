import { BlockHeaders1764001900000 } from '../../../migrations/1764001900000-block-headers.js';
import { BrowsedWorks1764002100000 } from '../../../migrations/1764002100000-browsed-works.js';
import { RightsPassedOn1764002200000 } from '../../../migrations/1764002200000-rights-passed-on.js';
import { WordsOfAltTexts1764002300000 } from '../../../migrations/1764002300000-words-of-alt-texts.js';
import { WorkTools1764002400000 } from '../../../migrations/1764002400000-work-tools.js';
import { NamedMakers1764002500000 } from '../../../migrations/1764002500000-named-makers.js';
import { FileOrientation1764002000000 } from '../../../migrations/1764002000000-file-orientation.js';
import { Timestamps } from '../../register/timestamp-store.js';
import { Timestamps1764001800000 } from '../../../migrations/1764001800000-timestamps.js';
import { Reports } from '../../claims/reports/report-store.js';
import { DisplayNotices } from '../../works/display/display-store.js';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { FirstHouse1763900000000 } from '../../../migrations/1763900000000-first-house.js';
import { TilesInFiles1764000000000 } from '../../../migrations/1764000000000-tiles-in-files.js';
import { Cosignatures1764000200000 } from '../../../migrations/1764000200000-cosignatures.js';
import { Fingerprints1764000600000 } from '../../../migrations/1764000600000-fingerprints.js';
import { Embeddings1764000700000 } from '../../../migrations/1764000700000-embeddings.js';
import { LooksInOrder1764000800000 } from '../../../migrations/1764000800000-looks-in-order.js';
import { ComparisonsDue1764000900000 } from '../../../migrations/1764000900000-comparisons-due.js';
import { SameGenerations1764001000000 } from '../../../migrations/1764001000000-same-generations.js';
import { Forgettings1764001700000 } from '../../../migrations/1764001700000-forgettings.js';
import { Disputes1764001600000 } from '../../../migrations/1764001600000-disputes.js';
import { Licences1764001500000 } from '../../../migrations/1764001500000-licences.js';
import { ProvenanceEvents1764001400000 } from '../../../migrations/1764001400000-provenance-events.js';
import { TrainingPreferences1764001100000 } from '../../../migrations/1764001100000-training-preferences.js';
import { Makings1764001200000 } from '../../../migrations/1764001200000-makings.js';
import { Disclosures1764001300000 } from '../../../migrations/1764001300000-disclosures.js';
import { Keys1764000300000 } from '../../../migrations/1764000300000-keys.js';
import { PictureHashes1764000400000 } from '../../../migrations/1764000400000-picture-hashes.js';
import { Derivations1764000500000 } from '../../../migrations/1764000500000-derivations.js';
import { Erasures, Openings } from '../../disclosure/opening-store.js';
import { TakenRequests } from '../../register/taken-request-store.js';
import type { Database } from '../../ports.js';
import { Cosignatures, WitnessReports } from '../../register/cosignature-store.js';
import { AnchorAttempts1764000100000 } from '../../../migrations/1764000100000-anchor-attempts.js';
import { FoundLikenesses } from '../../originality/likeness-store.js';
import { AnchorSenders } from '../../register/anchor-sender-store.js';
import { AnchorAttempts, Anchors } from '../../register/anchor-store.js';
import { DERIVED_TABLES } from '../../register/derived-store.js';
import { Forgettings } from '../../register/forgetting/forgetting-store.js';
import { LogHeads, LogStatements } from '../../register/statement-store.js';
import { Checkpoints } from '../../register/checkpoint-store.js';
import { FileRows } from '../../works/file-store.js';
import { Uploads } from '../../works/upload-store.js';
import { SnakeCase } from './naming.js';

/** Everything in the database, in one list that both adapters and the drift test use. */
export const SCHEMA = {
  entities: [
    LogHeads,
    LogStatements,
    Checkpoints,
    Anchors,
    Cosignatures,
    WitnessReports,
    AnchorAttempts,
    AnchorSenders,
    Uploads,
    FileRows,
    FoundLikenesses,
    Openings,
    Erasures,
    TakenRequests,
    DisplayNotices,
    Reports,
    Timestamps,
    Forgettings,
    ...DERIVED_TABLES,
  ],
  migrations: [
    FirstHouse1763900000000,
    TilesInFiles1764000000000,
    AnchorAttempts1764000100000,
    Cosignatures1764000200000,
    Keys1764000300000,
    PictureHashes1764000400000,
    Derivations1764000500000,
    Fingerprints1764000600000,
    Embeddings1764000700000,
    LooksInOrder1764000800000,
    ComparisonsDue1764000900000,
    SameGenerations1764001000000,
    TrainingPreferences1764001100000,
    Makings1764001200000,
    Disclosures1764001300000,
    ProvenanceEvents1764001400000,
    Licences1764001500000,
    Disputes1764001600000,
    Forgettings1764001700000,
    Timestamps1764001800000,
    BlockHeaders1764001900000,
    FileOrientation1764002000000,
    BrowsedWorks1764002100000,
    RightsPassedOn1764002200000,
    WordsOfAltTexts1764002300000,
    WorkTools1764002400000,
    NamedMakers1764002500000,
  ],
  namingStrategy: new SnakeCase(),
} as const;

/** Any number that nothing else in the database locks. */
const MIGRATING = 6963;

/** An initialised source, migrated to the newest schema; of processes that start at once on one database, by one. */
export async function openSource(
  options: DataSourceOptions,
  { isShared }: { isShared: boolean },
): Promise<DataSource> {
  const source = new DataSource({
    ...options,
    ...SCHEMA,
    entities: [...SCHEMA.entities],
    migrations: [...SCHEMA.migrations],
    synchronize: false,
  });
  await source.initialize();
  try {
    if (isShared) await migrateInTurn(source);
    else await migrate(source);
  } catch (cause) {
    await source.destroy();
    throw cause;
  }
  return source;
}

const migrate = (source: DataSource) => source.runMigrations({ transaction: 'each' });

/** The lock is held by a session of its own, until its transaction ends, however that comes. */
const migrateInTurn = (source: DataSource) =>
  source.transaction(async (tables) => {
    await tables.query('SELECT pg_advisory_xact_lock($1)', [MIGRATING]);
    await migrate(source);
  });

interface Manner {
  readonly isShared: boolean;
  /** Rids the journal of what was committed before; gives whether it could. */
  readonly clearJournal: (source: DataSource) => Promise<boolean>;
  /** Runs after the source is closed. */
  readonly alsoClose: () => Promise<void>;
}

/** The port over a source. */
export const databaseOver = (
  source: DataSource,
  { isShared, clearJournal, alsoClose }: Manner,
): Database => ({
  isShared,
  tables: source.manager,
  transaction: (work) => source.transaction(work),
  async compact(tables) {
    const there = await source.query<{ name: string }[]>(
      'SELECT name FROM unnest($1::text[]) AS t(name) WHERE to_regclass(quote_ident(name)) IS NOT NULL',
      [tables],
    );
    if (there.length === 0) return { isJournalClear: await clearJournal(source) };
    // Statistics hold the most common values of columns. Who may not write that table anew is warned, and it stays.
    await source.query(`VACUUM (FULL, ANALYZE) ${there.map(({ name }) => `"${name}"`).join(', ')}`);
    await source.query('VACUUM FULL pg_catalog.pg_statistic');
    return { isJournalClear: await clearJournal(source) };
  },
  close: async () => {
    await source.destroy();
    await alsoClose();
  },
});
