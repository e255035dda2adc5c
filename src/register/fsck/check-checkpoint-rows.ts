import { toHex } from '../../lib/hex.js';
import type { NoteKey } from '../../lib/signed-note.js';
import { CHECKPOINTS_PATH } from '../announce-checkpoint.js';
import { openCheckpoint } from '../checkpoint.js';
import type { Checkpoint } from '../checkpoint-store.js';
import type { Report } from './finding.js';
import type { SignedHistory } from './signed-history.js';

/**
 * Compares the rows of checkpoints with the files. Gives the history with those which are signed and only not shown
 * yet: they bind as well, and their tiles were written before.
 */
export function checkCheckpointRows(
  rows: readonly Checkpoint[],
  history: SignedHistory,
  { log, report }: { log: NoteKey; report: Report },
): SignedHistory {
  const bySize = new Map(rows.map((row) => [row.size, row]));
  for (const line of history.checkpoints) {
    const row = bySize.get(line.size);
    bySize.delete(line.size);
    checkRow(line, row, report);
  }
  const others: Checkpoint[] = [];
  for (const row of bySize.values()) {
    if (history.heads.some(({ size }) => size === row.size)) continue;
    if (isSigned(row, log)) others.push(row);
    else
      report({
        code: 'CHECKPOINT_ROW_DIFFERS',
        subject: `checkpoints ${row.size}`,
        message: `The log's files have no checkpoint of size ${row.size}, and the one in the database is not signed by the log as it stands.`,
      });
  }
  for (const { size } of others.filter((row) => row.size < history.size))
    report({
      code: 'CHECKPOINT_LINE_MISSING',
      subject: `${CHECKPOINTS_PATH} ${size}`,
      message: `${CHECKPOINTS_PATH} has no sound line of the checkpoint of size ${size}, which the log signed.`,
    });
  const heads = [...history.heads, ...others].toSorted((a, b) => (a.size < b.size ? -1 : 1));
  return { ...history, heads, size: heads.at(-1)?.size ?? 0n };
}

function checkRow(line: Checkpoint, row: Checkpoint | undefined, report: Report): void {
  const subject = `checkpoints ${line.size}`;
  if (!row) {
    report({
      code: 'CHECKPOINT_ROW_MISSING',
      subject,
      message: `The log signed a checkpoint of size ${line.size}, and the database has no row of it.`,
    });
    return;
  }
  const columns = [
    ...(row.root === line.root ? [] : ['root']),
    ...(row.note === line.note ? [] : ['note']),
    ...(row.signedAt.getTime() === line.signedAt.getTime() ? [] : ['signed_at']),
  ];
  if (columns.length > 0)
    report({
      code: 'CHECKPOINT_ROW_DIFFERS',
      subject,
      message: `The row of the checkpoint of size ${line.size} and its line in ${CHECKPOINTS_PATH} differ in: ${columns.join(', ')}.`,
    });
}

export function isSigned({ note, size, root }: Checkpoint, log: NoteKey): boolean {
  const head = openCheckpoint(note, log);
  return head?.note === note && head.size === size && toHex(head.root) === root;
}
