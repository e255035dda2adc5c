import type { Tables } from '../ports.js';
import type { Candidate } from './append-group.js';
import type { Recorded } from './entry.js';
import { statementsByCid } from './statement-store.js';

/** The record of a candidate that was committed; null when it was not. */
export async function recordedByCid<Body>(
  tables: Tables,
  { cid, statement }: Pick<Candidate<Body, unknown>, 'cid' | 'statement'>,
): Promise<Recorded<Body> | null> {
  const [stored] = await statementsByCid(tables, [cid]);
  return stored ? { ...stored, statement } : null;
}
