import type { Tables } from '../../ports.js';
import { erasedStatementsOfSubject, type StoredStatement } from '../../register/statement-store.js';
import { recordProvenance } from './record-provenance.js';

/** Statements that told of a work's history by an instant, and whose events were erased since. */
export const erasedHistory = async (
  tables: Tables,
  { work, knownAt }: { readonly work: string; readonly knownAt: Date },
): Promise<StoredStatement[]> => {
  const erased = await erasedStatementsOfSubject(tables, { subject: work, kind: recordProvenance.kind });
  return erased.filter(({ recordedAt }) => recordedAt <= knownAt);
};
