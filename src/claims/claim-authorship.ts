import { idOf } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';
import { keysOfPersons } from '../people/key-store.js';
import type { Tables } from '../ports.js';
import type { StatementKind } from '../register/statement-kind.js';
import { establishTitle } from '../title/establish-title.js';
import { checkWholeShares } from '../title/share.js';
import { presentHoldings } from '../title/title-store.js';
import { workById } from '../works/work-store.js';
import { isNamedIn, type Work } from '../works/work.js';
import { isUnanimous, claimBodySchema, filesOfClaim, statusOf, type ClaimBody } from './claim.js';
import { claimantsOf, claimsOfWorks, saveClaim } from './claim-store.js';

export const claimAuthorship: StatementKind<ClaimBody> = {
  kind: 'claim-authorship',
  description:
    'One or several persons claim to be the authors of a registered work, or to hold from them, and say how it was made: generation records and human acts. A claim is not examined. The first claim on a work is for those whom its registration names; every later one competes with it and says so.',
  body: claimBodySchema,
  role: 'claimant',
  subject: (body) => body.work,
  sentence: ({ claimants, work, basis, competesWith }) =>
    `I claim authorship of ${work} (${basis}${claimants.length > 1 ? `, ${claimants.length} claimants` : ''})${competesWith ? ', against an earlier claim' : ''}.`,
  files: filesOfClaim,
  touches: (body) => [body.work],
  keys: ({ claimants, firstOwners = [] }) => [...claimants, ...firstOwners.map(({ owner }) => owner)],

  async decide(tables, { signer, body }) {
    const work = await workById(tables, body.work);
    if (!work) throw new Refusal('WORK_UNKNOWN', `${body.work} is not registered here.`, { work: body.work });
    if (!body.claimants.includes(signer))
      throw new Refusal('NOT_ALLOWED', `The claim is signed by ${signer}, who is not among its claimants.`, {
        signer,
      });
    checkActors(body);
    const standing = await standingClaims(tables, body.work);
    const keysOf = await keysOfPersons(tables, body.claimants);
    const ownKeys = keysOf(signer);
    // By any key of theirs: a claim with a new key never competes with the person's own.
    const own = standing.find(({ claimants }) =>
      claimants.some(
        ({ person, signedAt, withdrawnAt }) => ownKeys.includes(person) && signedAt && !withdrawnAt,
      ),
    );
    if (own)
      throw new Refusal(
        'CLAIMED_ALREADY',
        `${signer} claims ${body.work} already by ${own.id}. Withdraw that claim to make another.`,
        { claim: own.id },
      );
    const first = standing[0]?.id;
    if (body.competesWith !== first) throw competitionMisnamed(body, first);
    if (!first && !isNamedIn(work, ownKeys)) {
      throw new Refusal(
        'NOT_ALLOWED',
        `The first claim on a work is for its registrant or a maker that its registration names; ${signer} is neither.`,
        { work: work.id, signer },
      );
    }
    if (body.firstOwners)
      await checkFirstOwners(tables, { ...body, keys: body.claimants.flatMap(keysOf), work });
    return null;
  },

  async apply(tables, { index, cid, recordedAt, statement: { signer, body } }) {
    const id = idOf('claim', cid);
    const claimants = body.claimants.map((person, position) => ({
      claim: id,
      person,
      position,
      signedAt: person === signer ? recordedAt : null,
      withdrawnAt: null,
    }));
    const claim = {
      id,
      statementIndex: index,
      work: body.work,
      claimedAt: recordedAt,
      competesWith: body.competesWith ?? null,
      body,
    };
    await saveClaim(tables, { claim, claimants });
    if (isUnanimous(claimants)) await establishTitle(tables, { claim, by: { index, cid, recordedAt } });
  },
};

/** Claims on a work that somebody still upholds, the earliest first. */
async function standingClaims(tables: Tables, work: string) {
  const claims = await claimsOfWorks(tables, [work]);
  const claimants = await claimantsOf(
    tables,
    claims.map(({ id }) => id),
  );
  return claims
    .map((claim) => ({
      id: claim.id,
      claimants: claimants.filter((claimant) => claimant.claim === claim.id),
    }))
    .filter((claim) => statusOf(claim.claimants) !== 'withdrawn');
}

/** Refuses first owners where no title would follow: shares that have no effect would mislead. */
async function checkFirstOwners(
  tables: Tables,
  { firstOwners = [], keys, work }: Pick<ClaimBody, 'firstOwners'> & { keys: readonly string[]; work: Work },
): Promise<void> {
  checkWholeShares(firstOwners);
  if (!isNamedIn(work, keys))
    throw new Refusal(
      'NOT_ALLOWED',
      'Title does not follow from this claim, so it names no first owners: its claimants are not named in the registration.',
      { work: work.id },
    );
  if ((await presentHoldings(tables, [work.id])).length > 0)
    throw new Refusal(
      'NOT_ALLOWED',
      `${work.id} has owners already, so a claim names no first owners. Only a transfer passes title.`,
      { work: work.id },
    );
}

function checkActors({ acts = [], claimants }: ClaimBody): void {
  const stranger = acts.find(({ by }) => by !== undefined && !claimants.includes(by))?.by;
  if (stranger)
    throw new Refusal('NOT_ALLOWED', `An act is ascribed to ${stranger}, who is not among the claimants.`, {
      person: stranger,
    });
}

function competitionMisnamed({ work, competesWith }: ClaimBody, first: string | undefined): Refusal {
  const message = first
    ? `${work} is claimed already by ${first}. A claim that competes with it must say so: competesWith must be that id.`
    : `competesWith names ${competesWith}, but no claim on ${work} stands.`;
  return new Refusal('COMPETING_CLAIM', message, {
    work,
    competesWith: competesWith ?? null,
    earliest: first ?? null,
  });
}
