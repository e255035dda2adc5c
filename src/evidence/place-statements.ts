import { idOf } from '../lib/ids.js';
import type { Tables } from '../ports.js';
import { entryBytes, entryOf } from '../register/entry.js';
import { forgettingsById, type Forgetting } from '../register/forgetting/forgetting-store.js';
import { readStored } from '../register/read-stored.js';
import type { StoredStatement } from '../register/statement-store.js';
import type { ProvedStatement } from './assemble-package.js';

/** Statements with their places in the log and without proofs; of those whose words were erased, the receipt of that. */
export async function placeStatements(
  tables: Tables,
  stored: readonly StoredStatement[],
): Promise<Omit<ProvedStatement, 'hashes'>[]> {
  const erased = stored.flatMap(({ cid, canonical }) => (canonical === null ? [idOf('statement', cid)] : []));
  const forgettings = new Map((await forgettingsById(tables, erased)).map((one) => [one.id, one]));
  return stored.map((statement) => {
    const { index, canonical, recordedAt, cid } = statement;
    return {
      index: Number(index),
      statement: readStored(statement),
      words: canonical === null ? erasedWords(forgettings.get(idOf('statement', cid)), cid) : { canonical },
      entry: entryBytes(entryOf(statement)),
      recordedAt,
    };
  });
}

function erasedWords(forgetting: Forgetting | undefined, cid: string): ProvedStatement['words'] {
  if (!forgetting)
    throw new Error(`the words of the statement ${cid} are gone, and there is no receipt of that`);
  return { receipt: forgetting.receipt, erasedAt: forgetting.forgottenAt };
}
