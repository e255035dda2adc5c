import { Refusal } from '../../lib/refusal.js';
import { keysOfPersons } from '../../people/key-store.js';
import type { Tables } from '../../ports.js';
import { claimantsOf } from '../claim-store.js';
import type { Dispute, DisputeSide } from './dispute.js';
import { disputesById, entriesOfDisputes } from './dispute-store.js';

interface Speaker {
  readonly claim: string;
  readonly dispute: string;
  readonly signer: string;
}

/** So that nobody drowns the other side. */
const MOST_OF_PERSON = 50;

/**
 * A dispute, the side for which a person speaks in it, and all keys of theirs: claimants as long as they uphold their claim. Refuses DISPUTE_UNKNOWN,
 * WITHDRAWN_ALREADY, and strangers with NOT_ALLOWED.
 */
export async function findSide(
  tables: Tables,
  { claim, dispute: id, signer }: Speaker,
): Promise<{ readonly dispute: Dispute; readonly side: DisputeSide; readonly keys: readonly string[] }> {
  const [dispute] = await disputesById(tables, [id]);
  if (dispute?.claim !== claim)
    throw new Refusal('DISPUTE_UNKNOWN', `${id} is no dispute of ${claim} that is recorded here.`, {
      dispute: id,
    });
  if (dispute.withdrawnAt)
    throw new Refusal('WITHDRAWN_ALREADY', `${id} is withdrawn already.`, { dispute: id });
  const keys = (await keysOfPersons(tables, [signer]))(signer);
  if (keys.includes(dispute.raisedBy)) return { dispute, side: 'challenger', keys };
  const claimants = await claimantsOf(tables, [claim]);
  if (
    claimants.some(({ person, signedAt, withdrawnAt }) => signedAt && !withdrawnAt && keys.includes(person))
  )
    return { dispute, side: 'claimant', keys };
  throw new Refusal(
    'NOT_ALLOWED',
    `Only who raised ${id}, or upholds the claim that it is about, may speak in it; ${signer} did neither.`,
    { dispute: id, signer },
  );
}

/** Whether whoever speaks in a dispute may say more in it. Refuses what findSide refuses, and TOO_MANY_ANSWERS. */
export async function checkSpeaker(tables: Tables, speaker: Speaker): Promise<void> {
  const { dispute, side, keys } = await findSide(tables, speaker);
  const entries = await entriesOfDisputes(tables, [dispute.id]);
  const own = entries.filter(({ statedBy, side: of }) => of === side && keys.includes(statedBy));
  if (own.length >= MOST_OF_PERSON)
    throw new Refusal(
      'TOO_MANY_ANSWERS',
      `You spoke ${own.length} times in ${dispute.id}; the most is ${MOST_OF_PERSON}.`,
      { dispute: dispute.id, most: MOST_OF_PERSON },
    );
}
