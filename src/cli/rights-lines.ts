import { plainLine } from '../evidence/evidence-report.js';

/** What `show` asks of disputes, licences, rights and tokens of a work. */
export const CONTEST_FIELDS =
  'contestedBy { id ground state outcome answerBy isAnswerOverdue claim { id } raisedBy { id } }';
export const RIGHTS_FIELDS = `licences { id name to { id } until withdrawnAt rules { effect } }
    rightTransfers { id type from { id } to { id } actions where since until }
    tokens { id chainId contract tokenId owner blockNumber blockTime }`;

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

const inWords = (name: string): string => name.toLowerCase().replaceAll('_', ' ');

/** Also of works from which it derives: their claim is named. */
export const contestLines = (contests: readonly ShownContest[]): string[] =>
  contests.map(
    ({ id, ground, state, outcome, answerBy, isAnswerOverdue, claim, raisedBy }) =>
      `CONTESTED ${claim.id} by ${raisedBy.id}: ${inWords(ground)}; ${inWords(state)}${outcome === null ? '' : ` (${inWords(outcome)})`}${state === 'OPEN' ? `, answer asked for by ${answerBy}${isAnswerOverdue ? ', which is over and decides nothing' : ''}` : ''}  ${id}`,
  );

export const rightsLines = ({ licences, rightTransfers, tokens }: ShownRights): string[] => [
  ...licences.map(
    ({ id, name, to, until, withdrawnAt, rules }) =>
      `licence   ${name === null ? `${rules.length} rules` : plainLine(name, 200)} to ${to?.id ?? 'anybody'}${until === null ? '' : ` until ${until}`}${withdrawnAt === null ? '' : `, withdrawn ${withdrawnAt}`}  ${id}`,
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
