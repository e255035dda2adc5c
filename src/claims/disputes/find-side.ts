import { Refusal } from '../../lib/refusal.js';
import { keysOfPersons } from '../../people/key-store.js';
import type { Tables } from '../../ports.js';
import { claimantsOf } from '../claim-store.js';
import type { Dispute, DisputeSide } from './dispute.js';
import { disputesById } from './dispute-store.js';

interface Speaker {
  readonly claim: string;
  readonly dispute: string;
  readonly signer: string;
}

/** A dispute and the side for which a person speaks in it. Refuses DISPUTE_UNKNOWN, WITHDRAWN_ALREADY, and strangers with NOT_ALLOWED. */
export async function findSide(
  tables: Tables,
  { claim, dispute: id, signer }: Speaker,
): Promise<{ readonly dispute: Dispute; readonly side: DisputeSide }> {
  const [dispute] = await disputesById(tables, [id]);
  if (dispute?.claim !== claim)
    throw new Refusal('DISPUTE_UNKNOWN', `${id} is no dispute of ${claim} that is recorded here.`, {
      dispute: id,
    });
  if (dispute.withdrawnAt)
    throw new Refusal('WITHDRAWN_ALREADY', `${id} is withdrawn already.`, { dispute: id });
  const keys = (await keysOfPersons(tables, [signer]))(signer);
  if (keys.includes(dispute.raisedBy)) return { dispute, side: 'challenger' };
  const claimants = await claimantsOf(tables, [claim]);
  if (claimants.some(({ person, signedAt }) => signedAt && keys.includes(person)))
    return { dispute, side: 'claimant' };
  throw new Refusal(
    'NOT_ALLOWED',
    `Only who raised ${id}, or signed the claim that it is about, may speak in it; ${signer} did neither.`,
    { dispute: id, signer },
  );
}
