import { openClient } from '../../src/cli/client.js';

/** The catalogue as the peer holds it in memory: rows such as ours, instants in milliseconds until it has read them. */
export interface PeerWork<Instant> {
  readonly id: string;
  readonly index: number;
  readonly title: string;
  readonly makers: readonly { readonly name: string }[];
  readonly dateMade: string | null;
  readonly medium: string | null;
  readonly registrant: string;
  readonly registeredAt: Instant;
  readonly claims: readonly PeerClaim<Instant>[];
  readonly owners: readonly PeerHolding<Instant>[];
}

export interface PeerClaim<Instant> {
  readonly id: string;
  readonly index: number;
  readonly basis: string;
  readonly recordedAt: Instant;
  readonly by: readonly PeerClaimant<Instant>[];
}

export interface PeerClaimant<Instant> {
  readonly person: string;
  readonly signedAt: Instant | null;
  readonly withdrawnAt: Instant | null;
}

export interface PeerHolding<Instant> {
  readonly owner: string;
  readonly share: string;
  readonly heldFrom: Instant;
  readonly heldUntil: Instant | null;
}

const EVERYTHING = `{
  works(first: 100) { edges { node {
    id title makers { name } dateMade medium registeredAt registrant { address } statement { index }
    claims(first: 100) { edges { node {
      id basis recordedAt statement { index } by { signedAt withdrawnAt person { address } }
    } } }
    owners { share heldFrom heldUntil owner { address } }
  } } }
}`;

interface Person {
  address: string;
}
interface Row {
  id: string;
  statement: { index: number };
}
interface Page<Node> {
  edges: { node: Node }[];
}
type Shown = Row & {
  title: string;
  makers: { name: string }[];
  dateMade: string | null;
  medium: string | null;
  registeredAt: string;
  registrant: Person;
  claims: Page<
    Row & {
      basis: string;
      recordedAt: string;
      by: { signedAt: string | null; withdrawnAt: string | null; person: Person }[];
    }
  >;
  owners: { share: string; heldFrom: string; heldUntil: string | null; owner: Person }[];
};

/** Everything that a server tells of its works, newest first. */
export async function rowsOf(url: string): Promise<PeerWork<string>[]> {
  const { works } = await openClient(url).ask<{ works: Page<Shown> }>(EVERYTHING);
  return works.edges.map(({ node: { registrant, claims, owners, statement, ...work } }) => ({
    ...work,
    index: statement.index,
    registrant: registrant.address,
    claims: claims.edges.map(({ node: { by, statement: claimed, ...claim } }) => ({
      ...claim,
      index: claimed.index,
      by: by.map(({ person, ...times }) => ({ ...times, person: person.address })),
    })),
    owners: owners.map(({ owner, ...holding }) => ({ ...holding, owner: owner.address })),
  }));
}

const at = (instant: string | null): Date | null => (instant === null ? null : new Date(instant));

/** The rows with their instants as dates, as a database driver would give them. */
export const withDates = (works: readonly PeerWork<string>[]): PeerWork<Date>[] =>
  works.map((work) => ({
    ...work,
    registeredAt: new Date(work.registeredAt),
    claims: work.claims.map((claim) => ({
      ...claim,
      recordedAt: new Date(claim.recordedAt),
      by: claim.by.map((one) => ({
        ...one,
        signedAt: at(one.signedAt),
        withdrawnAt: at(one.withdrawnAt),
      })),
    })),
    owners: work.owners.map((holding) => ({
      ...holding,
      heldFrom: new Date(holding.heldFrom),
      heldUntil: at(holding.heldUntil),
    })),
  }));
