import type { NoteKey } from '../lib/signed-note.js';
import type { Database, LogFiles } from '../ports.js';
import { CHECKPOINT_PATH, publishedHead } from './published-head.js';
import { checkpointsFrom, lockPublishing, type Checkpoint } from './checkpoint-store.js';

interface Needs {
  readonly database: Database;
  readonly logFiles: LogFiles;
  readonly log: NoteKey;
}

/** Every checkpoint that was shown, one JSON document a line: from it `rebuild` has them again. */
export const CHECKPOINTS_PATH = 'checkpoints.jsonl';

/** Shows others what was signed and stored: the newest checkpoint never goes back, whoever writes it. */
export function announceCheckpoint({ database, logFiles, log }: Needs): Promise<void> {
  return database.transaction(async (tables) => {
    await lockPublishing(tables);
    const shown = await publishedHead(logFiles, log);
    const signed = await checkpointsFrom(tables, (shown?.size ?? 0n) + 1n);
    for (const checkpoint of signed) {
      await logFiles.append(CHECKPOINTS_PATH, checkpointLine(checkpoint));
      await logFiles.replace({ path: CHECKPOINT_PATH, bytes: new TextEncoder().encode(checkpoint.note) });
    }
  });
}

/** A checkpoint as its line says it, without the newline. */
export const checkpointLine = ({ size, note, signedAt }: Checkpoint): string =>
  JSON.stringify({ size: Number(size), signedAt: signedAt.toISOString(), note });
