import type { NoteKey } from '../lib/signed-note.js';
import { openCheckpoint, type SignedHead } from '../register/checkpoint.js';
import { conflictText } from './conflict.js';
import { judgeHead } from './judge-head.js';
import { reportConflict } from './report-conflict.js';
import { parseSubmission, SIZE_TYPE, type Submission } from './submission.js';
import { cosignHead, lastCosigned, type Witness } from './witness.js';

/** An answer over HTTP. */
export interface Answer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly contentType: string;
  readonly body: string;
}

const TEXT_TYPE = 'text/plain; charset=utf-8';

/**
 * Answers `add-checkpoint` (c2sp.org/tlog-witness): 200 with the cosignature line; 400 for what is no submission, or one
 * whose old size is above the checkpoint's; 404 for a log that this witness does not know; 403 where the log's key did
 * not sign; 409 with the size of the last checkpoint as text/x.tlog.size where the old size is another; 409 with both
 * checkpoints as text where the log forked, now or before; 422 where the proof does not hold.
 */
export async function answerSubmission(witness: Witness, body: string): Promise<Answer> {
  const submission = parseSubmission(body);
  if (!submission)
    return refused(
      400,
      'This is not a submission as c2sp.org/tlog-witness has it: old size, proof, checkpoint.',
    );
  const origin = submission.note.slice(0, submission.note.indexOf('\n'));
  const log = witness.logs.find(({ name }) => name === origin);
  if (!log) return refused(404, `This witness does not know the log ${origin}.`);
  const next = openCheckpoint(submission.note, log);
  if (!next)
    return refused(403, `The checkpoint is not signed by the key that this witness trusts for ${origin}.`);
  return witness.inTurn(origin, () => answerHead(witness, log, { submission, next }));
}

async function answerHead(
  witness: Witness,
  log: NoteKey,
  { submission, next }: { submission: Submission; next: SignedHead },
): Promise<Answer> {
  const last = await lastCosigned(witness, log);
  const file = await witness.records.conflict(log);
  if (file !== null)
    return refused(
      409,
      `This witness does not cosign ${log.name} any more: it has signed trees that contradict each other.`,
    );
  const judgement = judgeHead(submission, { last, next });
  if (judgement === 'malformed')
    return refused(400, `The old size ${submission.oldSize} is above the checkpoint's, ${next.size}.`);
  if (judgement === 'from elsewhere') return { status: 409, contentType: SIZE_TYPE, body: `${last.size}\n` };
  if (judgement === 'forked')
    return refused(409, conflictText(await reportConflict(witness, log, { kind: 'forked', last, next })));
  if (judgement === 'not proved')
    return refused(
      422,
      `The proof does not lead from the tree of ${last.size} to the checkpoint of ${next.size}.`,
    );
  const { line } = await cosignHead(witness, log, { last, next });
  return { status: 200, contentType: TEXT_TYPE, body: `${line}\n` };
}

const refused = (status: Answer['status'], text: string): Answer => ({
  status,
  contentType: TEXT_TYPE,
  body: text.endsWith('\n') ? text : `${text}\n`,
});
