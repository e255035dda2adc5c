import { Claimants, Claims } from '../claims/claim-store.js';
import { KeyRotations, RecoveryLists } from '../people/key-store.js';
import type { Tables } from '../ports.js';
import { Holdings, Transfers } from '../title/title-store.js';
import { WorkFiles } from '../works/file-store.js';
import { Works } from '../works/work-store.js';

/** The tables that hold nothing but what the statements add up to. */
export const DERIVED_TABLES = [
  Works,
  WorkFiles,
  Claims,
  Claimants,
  Transfers,
  Holdings,
  RecoveryLists,
  KeyRotations,
] as const;

export async function clearDerivedTables(tables: Tables): Promise<void> {
  for (const table of DERIVED_TABLES)
    await tables.createQueryBuilder().delete().from(table.options.name).execute();
}
