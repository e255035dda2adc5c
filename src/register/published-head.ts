import type { TreeHead } from '../lib/merkle.js';
import type { NoteKey } from '../lib/signed-note.js';
import type { LogFiles } from '../ports.js';
import { openCheckpoint } from './checkpoint.js';

/** Where the newest checkpoint lies (c2sp.org/tlog-tiles, "Checkpoints"). */
export const CHECKPOINT_PATH = 'checkpoint';

/** The head that the log has shown to others, from its files; null before the first. Throws where it is not the log's. */
export async function publishedHead(
  logFiles: Pick<LogFiles, 'read'>,
  log: NoteKey,
): Promise<(TreeHead & { readonly note: string }) | null> {
  const bytes = await logFiles.read(CHECKPOINT_PATH);
  if (bytes === null) return null;
  const note = new TextDecoder().decode(bytes);
  const head = openCheckpoint(note, log);
  if (head === null)
    throw new Error(
      `The file "checkpoint" of the log is not a checkpoint that ${log.name} signed with its present key.`,
    );
  return { ...head, note };
}
