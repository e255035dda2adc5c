import { GROUND_MEANINGS } from '../../claims/disputes/dispute.js';
import { disputeInWords } from './dispute-words.js';
import type { Sheet } from './pdf-sheet.js';
import { namedPerson } from './person-name.js';
import { utcWords } from './utc-words.js';
import type { RecordedClaim, WorkRecord } from './work-record.js';

/** The disputes of a claim, beside it: each with its state, what both sides say, and what was brought. */
export function writeDisputes(sheet: Sheet, record: WorkRecord, { id }: RecordedClaim): void {
  for (const dispute of record.disputes.filter(({ claim }) => claim === id)) {
    sheet.subheading(`Dispute: ${dispute.ground}`);
    sheet.row('Dispute', dispute.id, { style: 'mono' });
    sheet.row('State', disputeInWords(dispute));
    sheet.row('Ground', `${GROUND_MEANINGS[dispute.ground]}, as it is disputed`);
    sheet.row(
      'Raised',
      `by ${namedPerson(record, dispute.raisedBy)}\n${utcWords(dispute.raisedAt)}, entry ${dispute.index}`,
    );
    sheet.row('What it says', dispute.account);
    for (const { sha256 } of dispute.evidence) sheet.row('Brought, SHA-256', sha256, { style: 'mono' });
    sheet.row('Answer asked for', `by ${dispute.answerBy}. Silence decides nothing.`);
    for (const { side, statedBy, statedAt, account, evidence, outcome, index } of dispute.entries) {
      const lines = [
        ...(outcome
          ? [
              `Outcome as stated: ${outcome.outcome.replaceAll('-', ' ')}, by ${outcome.decidedBy}, ${outcome.decidedOn}`,
            ]
          : []),
        ...(account === null ? [] : [account]),
        `${namedPerson(record, statedBy)}, ${utcWords(statedAt)}, entry ${index}`,
      ];
      sheet.row(side === 'challenger' ? 'Whoever disputes it' : 'For the claim', lines.join('\n'));
      for (const { sha256 } of evidence) sheet.row('Brought, SHA-256', sha256, { style: 'mono' });
    }
    if (dispute.withdrawnAt !== null) sheet.row('Withdrawn', utcWords(dispute.withdrawnAt));
  }
}
