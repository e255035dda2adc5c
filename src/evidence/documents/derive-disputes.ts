import {
  answerSchema,
  disputeSchema,
  disputeWithdrawalSchema,
  isContesting,
  outcomeSchema,
  standOf,
  timetableOf,
  type AnswerBody,
  type Dispute,
  type DisputeEntry,
  type DisputeSide,
  type OutcomeBody,
} from '../../claims/disputes/dispute.js';
import { idOf } from '../../lib/ids.js';
import type { ProvedStatement } from '../assemble-package.js';
import { cidOf } from './cid-of.js';
import type { PlacedClaim } from './derive-claims.js';
import type { RecordedDispute, RecordedDisputeEntry } from './recorded-dispute.js';
import type { Speakers } from './speakers.js';

interface Source {
  readonly work: string;
  readonly statements: readonly ProvedStatement[];
  readonly claims: readonly PlacedClaim[];
  readonly speakers: Speakers;
}

interface Told {
  readonly dispute: Dispute;
  readonly entries: DisputeEntry[];
}

/** Disputes of the claims on a work with what was said in them, in the order of the register: as in claims/disputes/. */
export function deriveDisputes(source: Source): RecordedDispute[] {
  const disputes = new Map<string, Told>();
  for (const placed of source.statements) {
    const { kind, body } = placed.statement;
    if (kind === 'open-dispute') {
      const dispute = opened(placed, source);
      if (dispute) disputes.set(dispute.id, { dispute, entries: [] });
    } else if (kind === 'answer-dispute' || kind === 'state-outcome') {
      const { data } = (kind === 'answer-dispute' ? answerSchema : outcomeSchema).safeParse(body);
      if (data) addEntry(disputes.get(data.dispute), { placed, body: data, source });
    } else if (kind === 'withdraw-dispute') {
      const { data } = disputeWithdrawalSchema.safeParse(body);
      const told = disputes.get(data?.dispute ?? '');
      if (!told || sideOf(told, { placed, source }) !== 'challenger') continue;
      const { state } = standOf(told.dispute, told.entries);
      if (state === 'withdrawn' || state === 'decided') continue;
      const withdrawn = { withdrawnAt: placed.recordedAt, withdrawal: cidOf(placed) };
      disputes.set(told.dispute.id, { ...told, dispute: { ...told.dispute, ...withdrawn } });
    }
  }
  return [...disputes.values()].map(recorded);
}

function opened(placed: ProvedStatement, { work, claims }: Source): Dispute | null {
  const { index, statement, recordedAt } = placed;
  const { data: body } = disputeSchema.safeParse(statement.body);
  if (!body || !claims.some(({ id }) => id === body.claim)) return null;
  return {
    id: idOf('dispute', cidOf(placed)),
    statementIndex: BigInt(index),
    claim: body.claim,
    work,
    body,
    raisedBy: statement.signer,
    raisedAt: recordedAt,
    withdrawnAt: null,
    withdrawal: null,
  };
}

interface Saying {
  readonly placed: ProvedStatement;
  readonly source: Source;
}

function addEntry(
  told: Told | undefined,
  { placed, body, source }: Saying & { readonly body: AnswerBody | OutcomeBody },
): void {
  const side = told && !told.dispute.withdrawnAt ? sideOf(told, { placed, source }) : null;
  if (!told || !side || told.dispute.claim !== body.claim) return;
  told.entries.push({
    statement: cidOf(placed),
    statementIndex: BigInt(placed.index),
    dispute: told.dispute.id,
    body,
    side,
    statedBy: placed.statement.signer,
    statedAt: placed.recordedAt,
  });
}

/** As find-side.ts: whoever signed the claim speaks for it, as long as they uphold it. */
function sideOf({ dispute }: Told, { placed, source }: Saying): DisputeSide | null {
  const keys = source.speakers.keysOf(placed);
  if (keys.includes(dispute.raisedBy)) return 'challenger';
  const claim = source.claims.find(({ id }) => id === dispute.claim);
  const isBefore = (one: { readonly index: number } | null) => one !== null && one.index < placed.index;
  return claim?.claimants.some(
    ({ person, signature, withdrawal }) =>
      isBefore(signature) && !isBefore(withdrawal) && keys.includes(person),
  )
    ? 'claimant'
    : null;
}

function recorded({ dispute, entries }: Told): RecordedDispute {
  const { id, statementIndex, claim, body, raisedBy, raisedAt, withdrawnAt, withdrawal } = dispute;
  const stand = standOf(dispute, entries);
  return {
    id,
    index: Number(statementIndex),
    claim,
    ground: body.ground,
    account: body.account,
    evidence: body.evidence ?? [],
    raisedBy,
    raisedAt: raisedAt.toISOString(),
    answerBy: timetableOf(dispute, { state: stand.state, now: raisedAt }).answerBy,
    entries: entries.map(recordedEntry),
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
    withdrawal,
    ...stand,
    isContesting: isContesting(stand),
  };
}

function recordedEntry({
  statement,
  statementIndex,
  body,
  side,
  statedBy,
  statedAt,
}: DisputeEntry): RecordedDisputeEntry {
  const common = {
    index: Number(statementIndex),
    statement,
    side,
    statedBy,
    statedAt: statedAt.toISOString(),
  };
  if (!('outcome' in body))
    return { ...common, account: body.account, evidence: body.evidence ?? [], outcome: null };
  const { outcome, decidedBy, decidedOn, document, account = null } = body;
  const told = { outcome, decidedBy, decidedOn };
  return { ...common, account, evidence: document ? [document] : [], outcome: told };
}
