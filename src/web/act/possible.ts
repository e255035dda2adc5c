import type { ShownWork } from '../work/work-page.js';

type Claim = ShownWork['claims']['edges'][number]['node'];
type Signature = Claim['by'][number];
type Dispute = Claim['disputes'][number];
type Derivation = ShownWork['derivations']['registered']['from']['edges'][number]['node'];
type Permission = ShownWork['derivationPermissions']['edges'][number]['node'];

/** A dispute, with the claim that it is about and those whom that names, by their ids. */
export type DisputeOfClaim = Dispute & { readonly claim: string; readonly claimants: readonly string[] };

/** What of a work somebody can state something about; the lists are empty where there is nothing. */
export interface Possible {
  readonly coSigned: readonly Claim[];
  readonly contested: readonly Claim[];
  readonly answered: readonly DisputeOfClaim[];
  /** Of which they are a side: decided ones too, since both may settle later. */
  readonly concluded: readonly DisputeOfClaim[];
  readonly endedDisputes: readonly DisputeOfClaim[];
  readonly withdrawn: readonly Claim[];
  readonly endedLicences: ShownWork['licences'];
  readonly passesTitle: boolean;
  readonly tellsHistory: boolean;
  readonly grantsRights: boolean;
  /** Registered it or upholds a claim on it: says what machines may learn from it and from what it derives, and permits to derive from it. */
  readonly speaksForIt: boolean;
  readonly endedDerivations: readonly Derivation[];
  readonly endedPermissions: readonly Permission[];
}

/**
 * What the register would take, by the same rules as its kinds of statement have. `keys`: all of one person; null where nobody is known,
 * and all is told that anybody could.
 */
export function possible(work: ShownWork, keys: readonly string[] | null): Possible {
  const isOwn = ({ id }: { readonly id: string }) =>
    keys === null || keys.includes(id.replace(/^person:/, ''));
  const upholds = ({ person, signedAt, withdrawnAt }: Signature) =>
    signedAt !== null && withdrawnAt === null && isOwn(person);
  const claims = work.claims.edges.map(({ node }) => node);
  const standing = claims.filter(({ status }) => status !== 'WITHDRAWN');
  const upheld = standing.filter(({ by }) => by.some(upholds));
  // Whoever raised one speaks in it as long as it stands, also when the claim is withdrawn.
  const sided = claims.flatMap((claim) =>
    claim.disputes
      .filter(({ state, raisedBy }) => state !== 'WITHDRAWN' && (isOwn(raisedBy) || claim.by.some(upholds)))
      .map((dispute) => ({
        ...dispute,
        claim: claim.id,
        claimants: claim.by.map(({ person }) => person.id),
      })),
  );
  // More claims than are shown can be of anybody.
  const isSpeaker = isOwn(work.registrant) || upheld.length > 0 || work.claims.pageInfo.hasNextPage;
  return {
    coSigned: standing.filter(({ by }) =>
      by.some(({ person, signedAt }) => signedAt === null && isOwn(person)),
    ),
    contested: standing.filter(
      ({ by, disputes }) =>
        keys === null ||
        !(
          by.some(({ person, signedAt }) => signedAt !== null && isOwn(person)) ||
          disputes.some((dispute) => isOpen(dispute) && isOwn(dispute.raisedBy))
        ),
    ),
    answered: sided.filter(isOpen),
    concluded: sided,
    endedDisputes: sided.filter((dispute) => isOpen(dispute) && isOwn(dispute.raisedBy)),
    withdrawn: upheld,
    endedLicences: work.licences.filter(
      ({ withdrawnAt, grantedBy }) => withdrawnAt === null && isOwn(grantedBy),
    ),
    passesTitle: work.owners.some(({ owner }) => isOwn(owner)),
    tellsHistory:
      isSpeaker ||
      work.owners.some(({ owner }) => isOwn(owner)) ||
      work.history.some(({ to }) => to.some(({ owner }) => isOwn(owner))),
    grantsRights:
      standing.find(({ competesWith }) => competesWith === null)?.by.some(upholds) === true ||
      work.rightTransfers.some(({ to }) => isOwn(to)),
    speaksForIt: isSpeaker,
    endedDerivations: work.derivations.registered.from.edges
      .map(({ node }) => node)
      .filter(({ declaredBy }) => isOwn(declaredBy)),
    endedPermissions: work.derivationPermissions.edges
      .map(({ node }) => node)
      .filter(({ state, permittedBy }) => state === 'IN_FORCE' && isOwn(permittedBy)),
  };
}

const isOpen = ({ state }: Dispute): boolean => state !== 'DECIDED' && state !== 'WITHDRAWN';
