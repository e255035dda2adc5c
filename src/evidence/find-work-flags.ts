import { idOf, parseId } from '../lib/ids.js';
import type { Database } from '../ports.js';
import { forgettingsById } from '../register/forgetting/forgetting-store.js';
import { deriveFacts } from './documents/derive-record.js';
import { flagsOfRecord } from './documents/requested/flags-of-record.js';
import type { RecordFlag } from './documents/requested/record-flag.js';
import type { Sightings } from './documents/requested/sightings.js';
import { statementsAbout } from './evidence-store.js';
import { findSightings, type SightingNeeds } from './find-sightings.js';
import { namedFiles } from './named-files.js';
import { placeStatements } from './place-statements.js';

/** With what they rest on beside the statements. */
export interface WorkFlags extends Sightings {
  readonly flags: readonly RecordFlag[];
}

/**
 * What a person should look at in the record of a work as a whole, and in its files: as the due-diligence report has it. Null where it is not registered. What its
 * provenance raises stands with that.
 */
export async function findWorkFlags(
  needs: SightingNeeds & { readonly database: Database },
  work: string,
): Promise<WorkFlags | null> {
  const { tables } = needs.database;
  const { statements } = await statementsAbout(tables, work);
  if (statements.length === 0) return null;
  const placed = await placeStatements(tables, statements);
  const named = new Set(placed.flatMap(({ statement }) => namedFiles(statement).map(({ cid }) => cid)));
  const forgotten = await forgettingsById(
    tables,
    [...named].map((cid) => idOf('file', cid)),
  );
  const facts = deriveFacts({
    work,
    statements: placed.map((one) => ({ ...one, hashes: [] })),
    erased: forgotten.map(({ id }) => parseId(id)?.name ?? ''),
  });
  const sightings = await findSightings(needs, work);
  return { flags: flagsOfRecord(facts, { sightings }), ...sightings };
}
