import * as z from 'zod';
import { counted } from '../../lib/counted.js';
import { toHex } from '../../lib/hex.js';
import type { NoteKey } from '../../lib/signed-note.js';
import type { LogFiles } from '../../ports.js';
import { CHECKPOINTS_PATH, checkpointLine } from '../announce-checkpoint.js';
import { openCheckpoint, type SignedHead } from '../checkpoint.js';
import { CHECKPOINT_PATH } from '../published-head.js';
import { instantSchema } from '../statement.js';
import type { Checkpoint } from '../checkpoint-store.js';
import type { Report } from './finding.js';

/** A checkpoint as its signature alone shows it. */
export type SignedSize = Pick<Checkpoint, 'size' | 'root' | 'note'>;

export const rootAmong = (heads: readonly SignedSize[], wanted: bigint): string | undefined =>
  heads.find(({ size }) => size === wanted)?.root;

/** What the log has signed and shown, as its files have it. */
export interface SignedHistory {
  /** Every checkpoint that was shown, the smallest first; those whose line is damaged are left out. */
  readonly checkpoints: readonly Checkpoint[];
  /** All heads whose signature is good: also that of the checkpoint file where its line is missing. */
  readonly heads: readonly SignedSize[];
  /** The largest of them. */
  readonly size: bigint;
}

interface Needs {
  readonly logFiles: Pick<LogFiles, 'read'>;
  readonly log: NoteKey;
}

const lineSchema = z.strictObject({ size: z.int().min(1), signedAt: instantSchema, note: z.string() });

/** Reads the signed history, and reports what of it is missing, not signed by the log, or out of order. */
export async function signedHistory({ logFiles, log }: Needs, report: Report): Promise<SignedHistory> {
  // A server writes a checkpoint's line before it shows the checkpoint. So what was shown before the lines were read is
  // among them, and what was shown after that is at most one behind them.
  const before = await logFiles.read(CHECKPOINT_PATH);
  const lines = await logFiles.read(CHECKPOINTS_PATH);
  const shown = await logFiles.read(CHECKPOINT_PATH);
  const checkpoints = lines === null ? [] : readLines(text(lines), log, report);
  const head = before === null ? null : openShown(text(before), log);
  if (shown === null && checkpoints.length > 0)
    report({
      code: 'CHECKPOINT_MISSING',
      subject: CHECKPOINT_PATH,
      message: `The log has no file "${CHECKPOINT_PATH}", though it has signed ${counted(checkpoints.length, 'checkpoint')}.`,
    });
  if (shown !== null) checkShown(text(shown), checkpoints, { log, report });
  if (head) checkLine(head, checkpoints, report);
  const others = head && !checkpoints.some(({ size }) => size === head.size) ? [headOf(head)] : [];
  const heads = [...checkpoints, ...others].toSorted((a, b) => (a.size < b.size ? -1 : 1));
  return { checkpoints, heads, size: heads.at(-1)?.size ?? 0n };
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const headOf = ({ size, root, note }: SignedHead): SignedSize => ({ size, root: toHex(root), note });

function openShown(note: string, log: NoteKey): SignedHead | null {
  const head = openCheckpoint(note, log);
  return head?.note === note ? head : null;
}

/** One that was cut off by a crash is behind by one line at most: the line is written just before. */
function checkShown(
  note: string,
  checkpoints: readonly Checkpoint[],
  { log, report }: { log: NoteKey; report: Report },
): void {
  const head = openShown(note, log);
  if (!head)
    report({
      code: 'CHECKPOINT_DAMAGED',
      subject: CHECKPOINT_PATH,
      message: `The file "${CHECKPOINT_PATH}" is not a checkpoint that ${log.name} signed with its key.`,
    });
  else if (checkpoints.filter(({ size }) => size > head.size).length > 1)
    report({
      code: 'CHECKPOINT_BEHIND',
      subject: CHECKPOINT_PATH,
      message: `The log shows the checkpoint of size ${head.size} and has signed one of size ${checkpoints.at(-1)?.size}.`,
    });
}

function checkLine(head: SignedHead, checkpoints: readonly Checkpoint[], report: Report): void {
  if (!checkpoints.some(({ size }) => size === head.size))
    report({
      code: 'CHECKPOINT_LINE_MISSING',
      subject: `${CHECKPOINTS_PATH} ${head.size}`,
      message: `${CHECKPOINTS_PATH} has no sound line of the checkpoint of size ${head.size}, which the log shows.`,
    });
}

function readLines(all: string, log: NoteKey, report: Report): Checkpoint[] {
  const found: Checkpoint[] = [];
  // What stands behind the last newline was cut off by a crash, and is taken out when the next line is written.
  for (const [at, line] of all.split('\n').slice(0, -1).entries()) {
    const checkpoint = readLine(line, log);
    const last = found.at(-1);
    // Whoever died between the line and the checkpoint writes the same line again.
    if (checkpoint && last && line === checkpointLine(last)) continue;
    if (checkpoint && (!last || checkpoint.size > last.size)) found.push(checkpoint);
    else
      report({
        code: 'CHECKPOINT_LINE_DAMAGED',
        subject: `${CHECKPOINTS_PATH}:${at + 1}`,
        message: checkpoint
          ? `Line ${at + 1} is the checkpoint of size ${checkpoint.size} and follows that of size ${last?.size}.`
          : `Line ${at + 1} is not a checkpoint that ${log.name} signed, with its size and time.`,
      });
  }
  return found;
}

/** Null for a line that the log would not have written. */
function readLine(line: string, log: NoteKey): Checkpoint | null {
  const { data } = lineSchema.safeParse(jsonOf(line));
  const head = data ? openCheckpoint(data.note, log) : null;
  if (!data || head?.note !== data.note || head.size !== BigInt(data.size)) return null;
  const checkpoint = { ...headOf(head), signedAt: new Date(data.signedAt) };
  return checkpointLine(checkpoint) === line ? checkpoint : null;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // No JSON is one of the ways in which a line is not what the log wrote.
    return null;
  }
}
