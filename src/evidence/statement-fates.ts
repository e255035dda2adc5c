import { idOf } from '../lib/ids.js';
import { isOver } from '../originality/derivation-permission.js';
import { keysBy, type KeysOf } from '../people/key-rotation.js';
import type { Statement } from '../register/statement.js';
import { keyHistory, rotationProblem } from './key-history.js';
import type { OpenedStatement } from './verify-signatures.js';

/** A statement with its place in the log, its id and its part. */
interface Placed {
  readonly index: number;
  readonly path: string;
  readonly cid: string;
  readonly statement: Statement;
  readonly recordedAt: string | null;
}

/** What became of a statement after it was recorded. */
export interface Fate {
  readonly path: string;
  readonly what: 'Withdrawn' | 'Withdrawn in part' | 'Contested' | 'Over' | 'Superseded';
  readonly detail: string;
}

interface Known {
  readonly placed: readonly Placed[];
  /** All keys of a person, by any of them. */
  readonly keysOf: KeysOf;
  readonly now: Date | undefined;
}

/**
 * What later statements of a package, and the day, make of earlier ones: claims withdrawn or contested, permissions withdrawn or over,
 * derivations withdrawn, preferences superseded. Only statements with good signatures count, and what stays of those whose words were erased, on the word of the log. A package tells of what was recorded
 * before it was made, and of nothing after.
 */
export function statementFates(statements: readonly OpenedStatement[], now: Date | undefined): Fate[] {
  const placed = statements.flatMap(
    ({ listed: { index, path }, statement: signed, remains, cids, recordedAt }): Placed[] => {
      const statement = signed ?? remains;
      return statement && cids[0] !== undefined ? [{ index, path, cid: cids[0], statement, recordedAt }] : [];
    },
  );
  const history = keyHistory(placed);
  const rotations = history.rotations.filter((rotation) => rotationProblem(history, rotation) === null);
  const keysOf = keysBy(rotations.map(({ body: { from, to } }) => ({ fromKey: from, toKey: to })));
  const known = { placed, keysOf, now };
  return placed.flatMap((one) => fatesOf(one, known));
}

function fatesOf(one: Placed, known: Known): Fate[] {
  switch (one.statement.kind) {
    case 'claim-authorship':
      return [...withdrawalOfClaim(one, known), ...contestsOf(one, known)];
    case 'permit-derivation': {
      const withdrawn = withdrawalOf(one, 'permission', known);
      return withdrawn.length > 0 ? withdrawn : endOfPermission(one, known);
    }
    case 'declare-derivation':
      return withdrawalOf(one, 'derivation', known);
    case 'state-training-preference':
      return laterPreference(one, known);
    default:
      return [];
  }
}

const isSamePerson = (keysOf: KeysOf, one: string, other: string): boolean => keysOf(one).includes(other);

/** Later statements of a kind about something. */
const laterOn = ({ placed }: Known, { index }: Placed, kind: string, subject: string): Placed[] =>
  placed.filter(
    (one) => one.index > index && one.statement.kind === kind && one.statement.subject === subject,
  );

const told = ({ statement: { signer }, recordedAt, index }: Placed): string =>
  `by ${signer} at ${recordedAt ?? 'an unknown time'} (entry ${index})`;

/** Who signed a claim and upholds it, and the withdrawals of the others. */
function upholding(claim: Placed, known: Known): { upholders: string[]; withdrawals: Placed[] } {
  const id = idOf('claim', claim.cid);
  const signers = [claim, ...laterOn(known, claim, 'co-sign-claim', id)].map(
    ({ statement }) => statement.signer,
  );
  const withdrawals = laterOn(known, claim, 'withdraw-claim', id).filter(({ statement }) =>
    signers.some((signer) => isSamePerson(known.keysOf, signer, statement.signer)),
  );
  const upholders = signers.filter(
    (signer) => !withdrawals.some(({ statement }) => isSamePerson(known.keysOf, signer, statement.signer)),
  );
  return { upholders, withdrawals };
}

function withdrawalOfClaim(claim: Placed, known: Known): Fate[] {
  const { upholders, withdrawals } = upholding(claim, known);
  if (withdrawals.length === 0) return [];
  const detail = `Its signers withdrew from it: ${withdrawals.map(told).join('; ')}.`;
  return upholders.length === 0
    ? [{ path: claim.path, what: 'Withdrawn', detail: `${detail} Nobody who signed it upholds it.` }]
    : [
        {
          path: claim.path,
          what: 'Withdrawn in part',
          detail: `${detail} It is upheld by ${upholders.join(', ')}.`,
        },
      ];
}

/** Competing claims that somebody upholds. */
function contestsOf(claim: Placed, known: Known): Fate[] {
  const id = idOf('claim', claim.cid);
  return known.placed
    .filter(({ statement: { kind, body } }) => kind === 'claim-authorship' && body.competesWith === id)
    .filter((rival) => upholding(rival, known).upholders.length > 0)
    .map((rival) => ({
      path: claim.path,
      what: 'Contested',
      detail: `A competing claim, ${rival.path}, was made ${told(rival)} and is upheld. Neither was examined.`,
    }));
}

function withdrawalOf(one: Placed, made: 'permission' | 'derivation', known: Known): Fate[] {
  return laterOn(known, one, `withdraw-${made}`, idOf(made, one.cid))
    .filter(({ statement }) => isSamePerson(known.keysOf, one.statement.signer, statement.signer))
    .slice(0, 1)
    .map((withdrawal) => ({
      path: one.path,
      what: 'Withdrawn',
      detail: `It was withdrawn ${told(withdrawal)}.`,
    }));
}

function endOfPermission({ path, statement: { body } }: Placed, { now }: Known): Fate[] {
  const { until } = body;
  return typeof until === 'string' && now !== undefined && isOver(until, now)
    ? [{ path, what: 'Over', detail: `The permission ended with ${until}.` }]
    : [];
}

function laterPreference(one: Placed, known: Known): Fate[] {
  const { subject, signer } = one.statement;
  return laterOn(known, one, 'state-training-preference', subject)
    .filter(({ statement }) => isSamePerson(known.keysOf, signer, statement.signer))
    .slice(-1)
    .map((later) => ({
      path: one.path,
      what: 'Superseded',
      detail: `The same person stated anew, ${later.path}, ${told(later)}.`,
    }));
}
