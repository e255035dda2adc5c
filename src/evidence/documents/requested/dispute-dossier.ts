import * as z from 'zod';
import { GROUND_MEANINGS, timetableOf } from '../../../claims/disputes/dispute.js';
import { disputeIdSchema, parseId, workIdSchema } from '../../../lib/ids.js';
import { plainText } from '../../../lib/plain-text.js';
import { Refusal } from '../../../lib/refusal.js';
import { DERIVATION_WAYS } from '../../../originality/derivation-ways.js';
import { keysBy } from '../../../people/key-rotation.js';
import { disputeInWords } from '../dispute-words.js';
import { personName } from '../person-name.js';
import type { RecordedDispute } from '../recorded-dispute.js';
import { CLAIM_NOTICE, type WorkRecord } from '../work-record.js';
import { LEGAL_NOTICE } from './form.js';
import { readFields } from './read-fields.js';

export const disputeDossierFieldsSchema = z.strictObject({
  dispute: disputeIdSchema.optional().describe('Of which dispute; of all of the work where it is not given'),
  derivedWorks: z
    .array(
      z.strictObject({
        work: workIdSchema,
        title: plainText(200).optional(),
        how: z.enum(DERIVATION_WAYS).optional(),
      }),
    )
    .max(1000)
    .optional()
    .describe('Works that are declared to derive from this one: a package has only its own work'),
});

export type DisputeDossierFields = z.infer<typeof disputeDossierFieldsSchema>;

const MEANING =
  'Nobody here decides a dispute: it tells what was stated, by whom and when. Silence decides nothing, and an outcome is what a side states of it.';

/**
 * dispute-dossier.json: what was said in one dispute of a work, or in all of them. Refuses DISPUTE_UNKNOWN, NO_DISPUTE and FIELDS_MISSING.
 */
export function disputeDossier(record: WorkRecord, fields: unknown = {}) {
  const { dispute: id, derivedWorks } = readFields(
    disputeDossierFieldsSchema,
    fields,
    'dossier of a dispute',
  );
  const disputes = record.disputes.filter((one) => id === undefined || one.id === id);
  if (id !== undefined && disputes.length === 0)
    throw new Refusal('DISPUTE_UNKNOWN', `${id} is no dispute of ${record.work.id}.`, { dispute: id });
  if (disputes.length === 0)
    throw new Refusal('NO_DISPUTE', `No claim on ${record.work.id} is disputed.`, { work: record.work.id });
  return {
    format: 'raisonne-dispute-dossier/1',
    notice: CLAIM_NOTICE,
    legalNotice: LEGAL_NOTICE,
    meaning: MEANING,
    work: record.work.id,
    title: record.work.title,
    asOf: record.asOf,
    disputes: disputes.map((dispute) => dossierOf(record, dispute)),
    /** Null: not told to whoever made this. */
    derivedWorks: derivedWorks ?? null,
  };
}

function dossierOf(record: WorkRecord, dispute: RecordedDispute) {
  const { id, index, claim, ground, account, evidence, raisedBy, state, outcome, isContesting } = dispute;
  const contested = record.claims.find((one) => one.id === claim);
  return {
    id,
    state,
    outcome,
    isContesting,
    inWords: disputeInWords(dispute),
    ground,
    groundMeans: GROUND_MEANINGS[ground],
    raisedBy: named(record, raisedBy),
    account,
    evidence: evidenceIn(record, evidence),
    statement: { index, cid: parseId(id)?.name ?? '', erasedAt: erasedAt(record, index) },
    entries: dispute.entries.map((entry) => ({
      ...entry,
      evidence: evidenceIn(record, entry.evidence),
      erasedAt: erasedAt(record, entry.index),
      statedBy: named(record, entry.statedBy),
    })),
    timetable: timetable(record, dispute),
    claim: {
      id: claim,
      basis: contested?.basis ?? null,
      status: contested?.status ?? null,
      claimants: (contested?.claimants ?? []).map(({ person }) => named(record, person)),
      contestedBy: contested?.contestedBy ?? [],
    },
    restsOnClaim: restingOn(record, dispute),
  };
}

/** With whether the bytes still exist here. */
const evidenceIn = ({ files }: WorkRecord, evidence: RecordedDispute['evidence']) =>
  evidence.map((file) => ({
    ...file,
    isErased: files.find(({ cid }) => cid === file.cid)?.isErased ?? false,
  }));

const erasedAt = ({ statements }: WorkRecord, at: number): string | null =>
  statements.find(({ index }) => index === at)?.erasedAt ?? null;

const named = (record: WorkRecord, key: string) => {
  const name = personName(record, key);
  return { person: key, name: name === key ? null : name };
};

/** What happened and what was asked for, by days; whether an answer is overdue is told as of the record, and decides nothing. */
function timetable(record: WorkRecord, dispute: RecordedDispute) {
  const { claim, ground, account, answerBy, raisedAt, state, withdrawnAt, entries } = dispute;
  const { isAnswerOverdue } = timetableOf(
    { body: { claim, ground, account, answerBy }, raisedAt: new Date(raisedAt) },
    { state, now: new Date(record.asOf) },
  );
  return {
    answerBy,
    isAnswerOverdue,
    steps: [
      { at: raisedAt, what: 'raised' },
      ...entries.map(({ statedAt, side, outcome }) => ({
        at: statedAt,
        what: `${outcome ? `outcome stated (${outcome.outcome}, decided ${outcome.decidedOn} by ${outcome.decidedBy})` : 'answered'} by the ${side}`,
      })),
      ...(withdrawnAt === null ? [] : [{ at: withdrawnAt, what: 'withdrawn' }]),
    ],
  };
}

/** What is recorded on the word of those who make the contested claim. */
function restingOn(record: WorkRecord, { claim }: RecordedDispute) {
  const { claims, title, statements, licences, rightTransfers, permissions, rotations } = record;
  const contested = claims.find(({ id }) => id === claim);
  const keysOf = keysBy(rotations.map(({ from, to }) => ({ fromKey: from, toKey: to })));
  const keys = new Set(contested?.claimants.flatMap(({ person }) => keysOf(person)));
  const began = title.transfers.find(({ method }) => method === 'creation');
  const beginning = statements.find(({ index }) => index === began?.index);
  const isOfClaim = beginning?.subject === claim || beginning?.cid === parseId(claim)?.name;
  const idsBy = <One>(list: readonly One[], signerOf: (one: One) => string, idOf: (one: One) => string) =>
    list.filter((one) => keys.has(signerOf(one))).map(idOf);
  return {
    /** Places in the log of the transfers of title that go back to it. */
    titleTransfers: isOfClaim ? title.transfers.map(({ index }) => index) : [],
    licences: idsBy(
      licences,
      (one) => one.grantedBy,
      (one) => one.id,
    ),
    rightTransfers: idsBy(
      rightTransfers,
      (one) => one.transferredBy,
      (one) => one.id,
    ),
    permissions: idsBy(
      permissions,
      (one) => one.permittedBy,
      (one) => one.id,
    ),
  };
}
