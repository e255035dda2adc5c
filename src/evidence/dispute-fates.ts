import * as z from 'zod';
import {
  isContesting,
  OUTCOMES,
  standOf,
  type Stand,
  type DisputeSide,
  type SaidInDispute,
} from '../claims/disputes/dispute.js';
import { claimIdSchema, disputeIdSchema, idOf } from '../lib/ids.js';
import {
  isSamePerson,
  laterOn,
  signaturesOf,
  told,
  type Fate,
  type KnownParts,
  type PlacedPart,
} from './fate.js';

const openedSchema = z.object({ claim: claimIdSchema });
const aboutSchema = z.object({ dispute: disputeIdSchema });
const outcomeSchema = z.object({ outcome: z.enum(OUTCOMES) });

/** Disputes that contest a claim as things stand: open, answered, with an outcome that one side states, or upheld. */
export function disputesOfClaim(claim: PlacedPart, known: KnownParts): Fate[] {
  const id = idOf('claim', claim.cid);
  return known.placed
    .filter(({ index, statement: { kind, body } }) => {
      if (kind !== 'open-dispute' || index < claim.index) return false;
      return openedSchema.safeParse(body).data?.claim === id;
    })
    .flatMap((dispute) => {
      const stand = standIn(dispute, known);
      return isContesting(stand)
        ? [
            {
              path: claim.path,
              what: 'Contested' as const,
              detail: `A dispute, ${dispute.path}, was raised ${told(dispute)}. ${standText(stand)} The register examined neither side.`,
            },
          ]
        : [];
    });
}

/** Whether a dispute was withdrawn or decided. */
export function endOfDispute(dispute: PlacedPart, known: KnownParts): Fate[] {
  const withdrawal = withdrawalIn(dispute, known);
  if (withdrawal)
    return [{ path: dispute.path, what: 'Withdrawn', detail: `It was withdrawn ${told(withdrawal)}.` }];
  const stand = standIn(dispute, known);
  return stand.state === 'decided' ? [{ path: dispute.path, what: 'Decided', detail: standText(stand) }] : [];
}

/** As claims/disputes/ has it: what was said after a withdrawal does not count. */
function standIn(dispute: PlacedPart, known: KnownParts): Stand {
  const withdrawal = withdrawalIn(dispute, known);
  const entries = saidIn(dispute, known).flatMap((said): SaidInDispute[] => {
    const { kind, body } = said.statement;
    const side = sideOf(said, { dispute, known });
    if (side === null) return [];
    const about = { dispute: idOf('dispute', dispute.cid) };
    if (kind === 'answer-dispute') return [{ side, body: about }];
    const { data } = outcomeSchema.safeParse(body);
    return kind === 'state-outcome' && data ? [{ side, body: { ...about, ...data } }] : [];
  });
  return standOf({ withdrawnAt: withdrawal && new Date(withdrawal.recordedAt ?? 0) }, entries);
}

const saidIn = (dispute: PlacedPart, { placed }: KnownParts): PlacedPart[] =>
  placed.filter(
    ({ index, statement: { body } }) =>
      index > dispute.index && aboutSchema.safeParse(body).data?.dispute === idOf('dispute', dispute.cid),
  );

/** By whoever raised it, or a later key of theirs. */
const withdrawalIn = (dispute: PlacedPart, known: KnownParts): PlacedPart | null =>
  saidIn(dispute, known).find(
    (said) => said.statement.kind === 'withdraw-dispute' && sideOf(said, { dispute, known }) === 'challenger',
  ) ?? null;

/** As claims/disputes/find-side.ts: whoever signed the claim speaks for it, as long as they uphold it. */
function sideOf(
  { index, statement: { signer } }: PlacedPart,
  { dispute, known }: { readonly dispute: PlacedPart; readonly known: KnownParts },
): DisputeSide | null {
  if (isSamePerson(known.keysOf, dispute.statement.signer, signer)) return 'challenger';
  const id = openedSchema.safeParse(dispute.statement.body).data?.claim;
  const claim = known.placed.find(({ cid }) => idOf('claim', cid) === id);
  if (!claim) return null;
  const isOwn = (one: PlacedPart) =>
    one.index < index && isSamePerson(known.keysOf, one.statement.signer, signer);
  const withdrawals = laterOn(known, claim, 'withdraw-claim', idOf('claim', claim.cid));
  return signaturesOf(claim, known).some(isOwn) && !withdrawals.some(isOwn) ? 'claimant' : null;
}

const standText = ({ state, outcome }: Stand): string =>
  ({
    open: 'It is open: nobody who signed the claim answered it.',
    answered: 'It is answered by who signed the claim, and no outcome is stated.',
    'outcome-stated': `One side states the outcome "${outcome}", which the other does not: it is not decided.`,
    decided: `Its outcome is "${outcome}": both sides state it, or one states it against itself.`,
    withdrawn: 'It was withdrawn.',
  })[state];
