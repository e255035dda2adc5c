import type { Tables } from '../../ports.js';
import type { StatementKind } from '../../register/statement-kind.js';
import type { AnswerBody, OutcomeBody } from './dispute.js';
import { saveEntry } from './dispute-store.js';
import { findSide } from './find-side.js';

type Recorded = Parameters<StatementKind<AnswerBody | OutcomeBody>['apply']>[1];

/** Puts what a side says into its dispute. */
export async function applyEntry(
  tables: Tables,
  { index, cid, recordedAt, statement: { signer, body } }: Recorded,
): Promise<void> {
  const { claim, dispute } = body;
  const { side } = await findSide(tables, { claim, dispute, signer });
  await saveEntry(tables, {
    statement: cid,
    statementIndex: index,
    dispute,
    body,
    side,
    statedBy: signer,
    statedAt: recordedAt,
  });
}
