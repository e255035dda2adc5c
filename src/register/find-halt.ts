import type { NoteKey } from '../lib/signed-note.js';
import type { Clock, Database, Ledger, LogFiles } from '../ports.js';
import { checkedNewest } from './anchor-checkpoint.js';
import { CannotContinue, haltFrom, type Halt } from './halt.js';
import { checkShown } from './publish-checkpoint.js';

interface Needs {
  readonly database: Database;
  readonly logFiles: Pick<LogFiles, 'read'>;
  readonly ledger: Pick<Ledger, 'newest'>;
  readonly log: NoteKey;
  readonly clock: Clock;
}

/** Whether the log may go on from what is here, by the chain and by what it has shown; null where it may. */
export async function findHalt(needs: Needs): Promise<Halt | null> {
  try {
    // The files first: where they have what the chain has, the tables come back from them.
    await checkShown(needs);
    await checkedNewest(needs);
    return null;
  } catch (error) {
    if (!(error instanceof CannotContinue)) throw error;
    return haltFrom(error, needs.clock.now());
  }
}
