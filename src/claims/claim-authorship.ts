import { idOf } from '../lib/ids.js';
import { hasRoomFor, withOpened } from '../disclosure/withheld-field.js';
import { Refusal } from '../lib/refusal.js';
import { makingsById } from '../making/making-store.js';
import { keysOfPersons } from '../people/key-store.js';
import type { Tables } from '../ports.js';
import type { StatementKind } from '../register/statement-kind.js';
import type { Statement } from '../register/statement.js';
import { establishTitle } from '../title/establish-title.js';
import { checkWholeShares } from '../title/share.js';
import { presentHoldings } from '../title/title-store.js';
import { workById } from '../works/work-store.js';
import { indexTools } from '../works/work-tool-store.js';
import { isNamedIn, type Work } from '../works/work.js';
import { isUnanimous, claimBodySchema, filesOfClaim, type ClaimBody } from './claim.js';
import { Claims, saveClaim } from './claim-store.js';
import { standingClaims } from './standing-claims.js';
import { rewriteMade } from '../register/forgetting/forgotten-rows-store.js';

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
  touches: (body) => [body.work, ...(body.makings ?? [])],
  keys: ({ claimants, firstOwners = [] }) => [...claimants, ...firstOwners.map(({ owner }) => owner)],

  async decide(tables, statement) {
    const { signer, body } = statement;
    const work = await workById(tables, body.work);
    if (!work) throw new Refusal('WORK_UNKNOWN', `${body.work} is not registered here.`, { work: body.work });
    if (!body.claimants.includes(signer))
      throw new Refusal('NOT_ALLOWED', `The claim is signed by ${signer}, who is not among its claimants.`, {
        signer,
      });
    checkActors(body);
    checkLists(body);
    checkWithheld(body);
    await checkMakings(tables, statement);
    const standing = await standingClaims(tables, [body.work]);
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
    if (body.generations) await indexTools(tables, body.work);
    if (isUnanimous(claimants)) await establishTitle(tables, { claim, by: { index, cid, recordedAt } });
  },

  // Who claims, on what basis and against whom stays, and the shares on which title rests.
  forgetting: {
    remains: ({ work, claimants, basis, makings, evidence, competesWith, firstOwners }) => ({
      work,
      claimants,
      basis,
      ...(makings && { makings }),
      ...(evidence && { evidence }),
      ...(competesWith !== undefined && { competesWith }),
      ...(firstOwners && { firstOwners }),
    }),
    forget: async (tables, { index, remains }) => {
      if (!remains) return {};
      const rows = await rewriteMade(tables, Claims, { index, to: { body: remains } });
      await indexTools(tables, remains.work);
      return rows;
    },
  },
};

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

/** What the author created is not what is excluded (Compendium of U.S. Copyright Office Practices, 3rd ed., §621). */
function checkLists({ authorCreated = [], materialExcluded = [] }: ClaimBody): void {
  const plain = (entry: string) => entry.toLowerCase();
  const excluded = new Set(materialExcluded.map(plain));
  const both = authorCreated.find((entry) => excluded.has(plain(entry)));
  if (both !== undefined)
    throw new Refusal(
      'CREATED_AND_EXCLUDED',
      `"${both}" is among what the author created and among what is excluded. Take it out of one of the two.`,
      { entry: both },
    );
}

/** What is withheld is not told, and has a place. */
function checkWithheld(body: ClaimBody): void {
  const whole = withOpened(body, []);
  const wrong = body.withheld?.find(({ path }) => !hasRoomFor(whole, path));
  if (wrong)
    throw new Refusal(
      'WITHHELD_AND_TOLD',
      `${wrong.path} is withheld, but the claim tells it, or has no place for it.`,
      { path: wrong.path },
    );
}

/** A making is named by one of those who kept it: nobody else may say that it is of their work. */
async function checkMakings(tables: Tables, { signer, body }: Statement<ClaimBody>): Promise<void> {
  const { makings = [] } = body;
  if (makings.length === 0) return;
  const found = new Map((await makingsById(tables, makings)).map((making) => [making.id, making]));
  const keys = (await keysOfPersons(tables, [signer]))(signer);
  for (const id of makings) {
    const making = found.get(id);
    if (!making) throw new Refusal('MAKING_UNKNOWN', `${id} is not recorded here.`, { making: id });
    if (!making.makers.some((maker) => keys.includes(maker)))
      throw new Refusal('NOT_ALLOWED', `${signer}, who signs the claim, is not among the makers of ${id}.`, {
        making: id,
        signer,
      });
  }
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
