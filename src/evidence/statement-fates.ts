import { idOf } from '../lib/ids.js';
import { isOver } from '../originality/derivation-permission.js';
import { keysBy } from '../people/key-rotation.js';
import { STANDARD_LICENCES } from '../rights/licences/standard-licences.js';
import { disputesOfClaim, endOfDispute } from './dispute-fates.js';
import {
  isSamePerson,
  laterOn,
  signaturesOf,
  told,
  type Fate,
  type KnownParts,
  type PlacedPart,
} from './fate.js';
import { endsOfEvents } from './history-fates.js';
import { keyHistory, rotationProblem } from './key-history.js';
import type { OpenedStatement } from './verify-signatures.js';

/**
 * What later statements of a package, and the day, make of earlier ones: claims withdrawn, or contested by competing claims and disputes;
 * disputes withdrawn or decided; permissions and licences withdrawn or over, and rights whose last day is over; derivations withdrawn;
 * events of a history taken back or replaced; preferences superseded. Only statements with good signatures count, and what stays of those whose words were erased, on the word of the log. A package tells of what was recorded
 * before it was made, and of nothing after.
 */
export function statementFates(statements: readonly OpenedStatement[], now: Date | undefined): Fate[] {
  const placed = statements.flatMap(
    ({ listed: { index, path }, statement: signed, remains, cids, recordedAt }): PlacedPart[] => {
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

function fatesOf(one: PlacedPart, known: KnownParts): Fate[] {
  switch (one.statement.kind) {
    case 'claim-authorship':
      return [...withdrawalOfClaim(one, known), ...contestsOf(one, known), ...disputesOfClaim(one, known)];
    case 'open-dispute':
      return endOfDispute(one, known);
    case 'permit-derivation': {
      const withdrawn = withdrawalOf(one, 'permission', known);
      return withdrawn.length > 0 ? withdrawn : endOf(one, 'permission', known);
    }
    case 'grant-licence': {
      const withdrawn = withdrawalOf(one, 'licence', known);
      return withdrawn.length > 0 ? withdrawn.map(asOfLicence(one)) : endOf(one, 'licence', known);
    }
    case 'transfer-right':
      return endOf(one, 'transfer', known);
    case 'record-provenance':
      return endsOfEvents(one, known);
    case 'declare-derivation':
      return withdrawalOf(one, 'derivation', known);
    case 'state-training-preference':
      return laterPreference(one, known);
    default:
      return [];
  }
}

/** Who signed a claim and upholds it, and the withdrawals of the others. */
function upholding(claim: PlacedPart, known: KnownParts): { upholders: string[]; withdrawals: PlacedPart[] } {
  const id = idOf('claim', claim.cid);
  const signers = signaturesOf(claim, known).map(({ statement }) => statement.signer);
  const withdrawals = laterOn(known, claim, 'withdraw-claim', id).filter(({ statement }) =>
    signers.some((signer) => isSamePerson(known.keysOf, signer, statement.signer)),
  );
  const upholders = signers.filter(
    (signer) => !withdrawals.some(({ statement }) => isSamePerson(known.keysOf, signer, statement.signer)),
  );
  return { upholders, withdrawals };
}

function withdrawalOfClaim(claim: PlacedPart, known: KnownParts): Fate[] {
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
function contestsOf(claim: PlacedPart, known: KnownParts): Fate[] {
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

function withdrawalOf(
  one: PlacedPart,
  made: 'permission' | 'derivation' | 'licence',
  known: KnownParts,
): Fate[] {
  return laterOn(known, one, `withdraw-${made}`, idOf(made, one.cid))
    .filter(({ statement }) => isSamePerson(known.keysOf, one.statement.signer, statement.signer))
    .slice(0, 1)
    .map((withdrawal) => ({
      path: one.path,
      what: 'Withdrawn',
      detail: `It was withdrawn ${told(withdrawal)}.`,
    }));
}

/** Who received a work under an irrevocable licence keeps it. */
const asOfLicence =
  ({ statement: { body } }: PlacedPart) =>
  (fate: Fate): Fate =>
    typeof body.standard === 'string' && STANDARD_LICENCES[body.standard]?.isIrrevocable === true
      ? {
          ...fate,
          detail: `${fate.detail} Its terms are irrevocable: who received the work under it before keeps it.`,
        }
      : fate;

function endOf(
  { path, statement: { body } }: PlacedPart,
  what: 'permission' | 'licence' | 'transfer',
  { now }: KnownParts,
): Fate[] {
  const { until } = body;
  return typeof until === 'string' && now !== undefined && isOver(until, now)
    ? [{ path, what: 'Over', detail: `The ${what} ended with ${until}.` }]
    : [];
}

function laterPreference(one: PlacedPart, known: KnownParts): Fate[] {
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
