import { shownStandInWords } from '../claims/disputes/stand-in-words.js';
import { wordsOfEvent } from '../evidence/documents/event-words.js';
import { plainLine } from '../evidence/evidence-report.js';
import { counted } from '../lib/counted.js';
import { idOf } from '../lib/ids.js';
import type { ProvenanceEvent } from '../title/history/provenance-event.js';
import { ERASED_FIELDS } from './erased-lines.js';
import { STATEMENT_FIELDS } from './statement-lines.js';
import { inWords } from './in-words.js';

/** What `show` asks of disputes, events, licences, rights and tokens of a work. */
const DISPUTE_FIELDS = 'id ground state outcome answerBy isAnswerOverdue claim { id } raisedBy { id }';
export const CONTEST_FIELDS = `contestedBy { ${DISPUTE_FIELDS} }`;
export const DISPUTES_FIELDS = `disputes { ${DISPUTE_FIELDS} account evidence { cid } ${STATEMENT_FIELDS}
    entries { side statedAt account outcome decidedBy evidence { cid } statedBy { id } ${STATEMENT_FIELDS} } }`;
export const EVENTS_FIELDS = `provenance { ${ERASED_FIELDS} events { id object capacity recordedAt content statedBy { id } ${STATEMENT_FIELDS} } }`;
export const RIGHTS_FIELDS = `licences { id name to { id } until withdrawnAt rules { effect } ${STATEMENT_FIELDS} }
    rightTransfers { id type from { id } to { id } actions where since until ${STATEMENT_FIELDS} }
    tokens { id chainId contract tokenId owner blockNumber blockTime ${STATEMENT_FIELDS} }`;

export interface ShownContest {
  readonly id: string;
  readonly ground: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly answerBy: string;
  readonly isAnswerOverdue: boolean;
  readonly claim: { readonly id: string };
  readonly raisedBy: { readonly id: string };
}

/** With what is said in it. */
export interface ShownDispute extends ShownContest {
  readonly account: string;
  readonly evidence: readonly { readonly cid: string }[];
  readonly entries: readonly {
    readonly side: string;
    readonly statedAt: string;
    readonly account: string | null;
    readonly outcome: string | null;
    readonly decidedBy: string | null;
    readonly evidence: readonly { readonly cid: string }[];
    readonly statedBy: { readonly id: string };
  }[];
}

export interface ShownEvent {
  readonly id: string;
  readonly object: string | null;
  readonly capacity: string;
  readonly content: ProvenanceEvent;
  readonly statedBy: { readonly id: string };
}

export interface ShownRights {
  readonly licences: readonly {
    readonly id: string;
    readonly name: string | null;
    readonly to: { readonly id: string } | null;
    readonly until: string | null;
    readonly withdrawnAt: string | null;
    readonly rules: readonly object[];
  }[];
  readonly rightTransfers: readonly {
    readonly id: string;
    readonly type: string;
    readonly from: { readonly id: string };
    readonly to: { readonly id: string };
    readonly actions: readonly string[];
    readonly where: readonly string[] | null;
    readonly since: string;
    readonly until: string | null;
  }[];
  readonly tokens: readonly {
    readonly chainId: string;
    readonly contract: string;
    readonly tokenId: string;
    readonly owner: string;
    readonly blockNumber: number;
    readonly blockTime: string;
  }[];
}

/** Also of works from which it derives: their claim is named. */
export const contestLines = (contests: readonly ShownContest[]): string[] =>
  contests.map((one) => disputeLine('CONTESTED', one));

/** Of disputes that contest it no more: decided, or withdrawn. */
export const endedDisputeLines = (disputes: readonly ShownContest[]): string[] =>
  disputes
    .filter(({ state }) => state === 'DECIDED' || state === 'WITHDRAWN')
    .map((one) => disputeLine('dispute', one));

/** What is said in disputes: by who raised them, and then by both sides. */
export const saidInDisputes = (disputes: readonly ShownDispute[]): string[] =>
  disputes.flatMap(({ id, raisedBy, account, evidence, entries }) => [
    `said      in ${id}`,
    `          ${raisedBy.id}, who raised it: ${quoted(account)}${filesInWords(evidence)}`,
    ...entries.map((entry) => {
      const outcome = entry.outcome === null ? '' : `; states that it is ${inWords(entry.outcome)}`;
      const by = entry.decidedBy === null ? '' : `, decided by ${plainLine(entry.decidedBy, 200)}`;
      const said = entry.account === null ? '' : `: ${quoted(entry.account)}`;
      return `          ${entry.statedAt} ${entry.statedBy.id} (${inWords(entry.side)})${outcome}${by}${said}${filesInWords(entry.evidence)}`;
    }),
  ]);

const quoted = (account: string): string => `"${plainLine(account, 1000)}"`;

const filesInWords = (files: readonly { readonly cid: string }[]): string =>
  files.length === 0 ? '' : `; rests on ${files.map(({ cid }) => idOf('file', cid)).join(', ')}`;

const disputeLine = (
  what: string,
  { id, ground, state, outcome, answerBy, isAnswerOverdue, claim, raisedBy }: ShownContest,
): string =>
  `${what.padEnd(9)} ${claim.id} by ${raisedBy.id}: ${inWords(ground)}; ${shownStandInWords({ state, outcome })}${state === 'OPEN' ? `, answer asked for by ${answerBy}${isAnswerOverdue ? ', which is over and decides nothing' : ''}` : ''}  ${id}`;

/** More than a person reads. */
const MOST_EVENTS = 100;

/** The history as persons state it, which moves no title that is registered. */
export const eventLines = (events: readonly ShownEvent[]): string[] => [
  ...events
    .slice(0, MOST_EVENTS)
    .map(
      ({ id, object, capacity, content, statedBy }) =>
        `stated    ${object === null ? '' : `of ${plainLine(object, 100)}: `}${plainLine(wordsOfEvent(content), 400)}; by ${statedBy.id}, ${inWords(capacity)}  ${id}`,
    ),
  ...(events.length > MOST_EVENTS
    ? [`stated    ${events.length - MOST_EVENTS} more: raisonne provenance show`]
    : []),
];

export const rightsLines = ({ licences, rightTransfers, tokens }: ShownRights): string[] => [
  ...licences.map(
    ({ id, name, to, until, withdrawnAt, rules }) =>
      `licence   ${name === null ? counted(rules.length, 'rule') : plainLine(name, 200)} to ${to?.id ?? 'anybody'}${until === null ? '' : ` until ${until}`}${withdrawnAt === null ? '' : `, withdrawn ${withdrawnAt}`}  ${id}`,
  ),
  ...rightTransfers.map(
    ({ id, type, from, to, actions, where, since, until }) =>
      `right     ${inWords(type)} from ${from.id} to ${to.id}: ${actions.map(inWords).join(', ')}${where === null ? '' : ` in ${where.join(', ')}`}, since ${since}${until === null ? '' : ` until ${until}`}  ${id}`,
  ),
  ...tokens.map(
    ({ chainId, contract, tokenId, owner, blockNumber, blockTime }) =>
      `token     ${tokenId} of ${contract} on chain ${chainId}, of ${owner} at block ${blockNumber} (${blockTime}); evidence, not title`,
  ),
];
