import { idOf } from '../lib/ids.js';
import type { Tables } from '../ports.js';
import { entryBytes, entryOf } from '../register/entry.js';
import { forgettingsById } from '../register/forgetting/forgetting-store.js';
import { readStored } from '../register/read-stored.js';
import type { StoredStatement } from '../register/statement-store.js';
import type { ProvedStatement } from './assemble-package.js';

/** Statements with their places in the log and without proofs; of those whose words were erased, the receipt of that. */
export async function placeStatements(
  tables: Tables,
  stored: readonly StoredStatement[],
): Promise<Omit<ProvedStatement, 'hashes'>[]> {
  const erased = stored.flatMap(({ cid, canonical }) => (canonical === null ? [idOf('statement', cid)] : []));
  const receipts = new Map((await forgettingsById(tables, erased)).map(({ id, receipt }) => [id, receipt]));
  return stored.map((statement) => {
    const { index, canonical, recordedAt, cid } = statement;
    const receipt = receipts.get(idOf('statement', cid));
    if (canonical === null && receipt === undefined)
      throw new Error(`the words of the statement ${cid} are gone, and there is no receipt of that`);
    return {
      index: Number(index),
      statement: readStored(statement),
      words: canonical === null ? { receipt: receipt ?? '' } : { canonical },
      entry: entryBytes(entryOf(statement)),
      recordedAt,
    };
  });
}
