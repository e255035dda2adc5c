import { statementOfRemains } from './forgetting/remains.js';
import type { StoredStatement } from './statement-store.js';
import { readStatement, type Statement } from './statement.js';

/** A stored statement in its outer form: as it was signed, or what stays of one whose words were erased. */
export function readStored({
  canonical,
  remains,
  cid,
}: Pick<StoredStatement, 'canonical' | 'remains' | 'cid'>): Statement {
  if (canonical !== null) return readStatement(JSON.parse(canonical));
  if (remains) return statementOfRemains(remains, '');
  throw new Error(`the row of the statement ${cid} holds neither its words nor what stays of it`);
}
