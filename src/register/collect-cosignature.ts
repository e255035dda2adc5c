import { witnessKey } from '../lib/cosignature.js';
import type { Clock, Database, LogFiles, LogWitness } from '../ports.js';
import { formatSubmission } from '../witness/submission.js';
import { lastCosignatureBy, reportOn, saveCosignature, saveReport } from './cosignature-store.js';
import { proveConsistency } from './prove.js';
import { readReply, type Reply } from './read-reply.js';
import { newestCheckpoint, type Checkpoint } from './checkpoint-store.js';

interface Needs {
  readonly database: Database;
  readonly logFiles: LogFiles;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** A witness that failed is left alone for so long. */
const RETRY_MS = 5_000;
/** Others may submit the same log's checkpoints at the same time. */
const MOST_TRIES = 4;

/**
 * Asks a witness to cosign the newest checkpoint, if it did not yet, and keeps the cosignature. What went wrong is kept
 * for whoever asks after the log's witnesses, and told when it is news; an aborted call is neither.
 */
export async function collectCosignature(
  { database, logFiles, clock, onError }: Needs,
  witness: LogWitness,
  signal: AbortSignal,
): Promise<void> {
  const { tables } = database;
  const name = witnessKey(witness.key);
  const checkpoint = await newestCheckpoint(tables);
  const last = await lastCosignatureBy(tables, name);
  if (!checkpoint || last?.size === checkpoint.size) return;
  const report = await reportOn(tables, name);
  const isPaused =
    report?.problem != null && Math.abs(clock.now().getTime() - report.askedAt.getTime()) < RETRY_MS;
  if (isPaused) return;
  const reply = await ask({ database, logFiles }, witness, { checkpoint, oldSize: last?.size ?? 0n, signal });
  if (signal.aborted) return;
  const problem = reply.is === 'refused' ? reply.problem : null;
  await database.transaction(async (inside) => {
    if (reply.is === 'cosigned')
      await saveCosignature(inside, { size: checkpoint.size, witness: name, ...reply.cosignature });
    await saveReport(inside, { witness: name, askedAt: clock.now(), problem });
  });
  if (problem !== null && problem !== report?.problem)
    onError(new Error(`The witness ${witness.key.name} did not cosign the checkpoint. ${problem}`));
}

interface Question {
  readonly checkpoint: Checkpoint;
  readonly oldSize: bigint;
  readonly signal: AbortSignal;
}

/** What the witness says, once it was sent the proof that it wants. */
async function ask(
  { database: { tables }, logFiles }: Pick<Needs, 'database' | 'logFiles'>,
  witness: LogWitness,
  { checkpoint, oldSize: guess, signal }: Question,
): Promise<Reply> {
  let oldSize = guess;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const proof = await proveConsistency(
      { logFiles, size: checkpoint.size },
      { earlier: oldSize, later: checkpoint.size },
    );
    const body = formatSubmission({ oldSize, proof, note: checkpoint.note });
    const answer = await witness.addCheckpoint(body, signal).catch((error: unknown) => ({ error }));
    // An outage of theirs is an answer too; the adapter's message says which.
    if ('error' in answer) return { is: 'refused', problem: (answer.error as Error).message };
    const reply = readReply(answer, { witness: witness.key, oldSize, checkpoint });
    if (reply.is !== 'elsewhere') return reply;
    if (reply.size > checkpoint.size) return isAhead(await newestCheckpoint(tables), reply.size);
    oldSize = reply.size;
  }
  return { is: 'refused', problem: `It named another size at each of ${MOST_TRIES} tries.` };
}

/** The witness knows a larger log than the checkpoint that it was sent. */
function isAhead(newest: Checkpoint | null, size: bigint): Reply {
  const known = newest?.size ?? 0n;
  // Another process of ours was faster; the next round sends the newer one.
  if (size <= known) return { is: 'elsewhere', size };
  return {
    is: 'refused',
    problem: `IT SAW A LARGER LOG: it has cosigned ${size} entries, and the newest checkpoint here is of ${known}. This database is an old copy: put the newest one back.`,
  };
}
