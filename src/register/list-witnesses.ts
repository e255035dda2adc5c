import { witnessKey } from '../lib/cosignature.js';
import type { Database, LogWitness } from '../ports.js';
import { lastCosignatureBy, reportOn, type StoredCosignature } from './cosignature-store.js';

export interface WitnessStanding {
  readonly verifierKey: string;
  readonly newest: StoredCosignature | null;
  readonly askedAt: Date | null;
  readonly problem: string | null;
}

/** The witnesses of the log, and what came of it when they were asked last. */
export const listWitnesses = ({
  database: { tables },
  witnesses,
}: {
  database: Database;
  witnesses: readonly LogWitness[];
}): Promise<WitnessStanding[]> =>
  Promise.all(
    witnesses.map(async ({ key }) => {
      const verifierKey = witnessKey(key);
      const report = await reportOn(tables, verifierKey);
      const newest = await lastCosignatureBy(tables, verifierKey);
      return { verifierKey, newest, askedAt: report?.askedAt ?? null, problem: report?.problem ?? null };
    }),
  );
