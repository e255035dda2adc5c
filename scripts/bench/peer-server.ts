import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  withDates,
  type PeerClaim,
  type PeerClaimant,
  type PeerHolding,
  type PeerWork,
} from './peer-rows.js';

/**
 * The peer of `bench api`, a process of its own: Apollo Server on express as their manuals set them up, with the rows
 * in memory and the same shape of schema. It gets the rows by the process channel, and tells its port there.
 */
const typeDefs = `#graphql
  scalar DateTimeISO
  interface Node { id: ID! }
  enum ClaimStatus { AWAITING_CO_SIGNATURES CLAIMED WITHDRAWN }
  enum ClaimBasis { AUTHOR JOINT_AUTHORS WORK_MADE_FOR_HIRE TRANSFER_BY_AUTHOR }
  type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  type Person implements Node { id: ID! address: String! }
  type Maker { name: String! }
  type Claimant { signedAt: DateTimeISO withdrawnAt: DateTimeISO person: Person! }
  type Claim implements Node {
    id: ID! recordedAt: DateTimeISO! status: ClaimStatus! basis: ClaimBasis! by: [Claimant!]!
  }
  type ClaimEdge { cursor: String! node: Claim! }
  type ClaimConnection { edges: [ClaimEdge!]! pageInfo: PageInfo! }
  type Holding { share: String! heldFrom: DateTimeISO! heldUntil: DateTimeISO owner: Person! }
  type Work implements Node {
    id: ID! title: String! makers: [Maker!]! dateMade: String medium: String registeredAt: DateTimeISO!
    registrant: Person! claims(first: Int!, after: String): ClaimConnection! owners: [Holding!]!
  }
  type WorkEdge { cursor: String! node: Work! }
  type WorkConnection { edges: [WorkEdge!]! pageInfo: PageInfo! }
  type Query { work(id: ID!): Work works(first: Int!, after: String, registrant: ID): WorkConnection! }
`;

type Work = PeerWork<Date>;
type Claim = PeerClaim<Date>;
type Claimant = PeerClaimant<Date>;

const personOf = (address: string) => ({ id: `person:${address}`, address });

const cursorOf = (list: string, index: number) => Buffer.from(`${list} ${index}`).toString('base64url');

/** The first so many of a list: the questions of the benchmark never ask for a later page. */
function firstOf<Node extends { index: number }>(list: string, rows: readonly Node[], first: number) {
  const edges = rows.slice(0, first).map((node) => ({ cursor: cursorOf(list, node.index), node }));
  const pageInfo = {
    hasNextPage: rows.length > first,
    hasPreviousPage: false,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo };
}

function statusOf(by: readonly Claimant[]): string {
  const signed = by.filter(({ signedAt }) => signedAt !== null);
  if (signed.every(({ withdrawnAt }) => withdrawnAt !== null)) return 'WITHDRAWN';
  return signed.length === by.length ? 'CLAIMED' : 'AWAITING_CO_SIGNATURES';
}

const resolversOf = (works: readonly Work[], byId: ReadonlyMap<string, Work>) => ({
  DateTimeISO: GraphQLDateTimeISO,
  Node: { __resolveType: ({ id }: { id: string }) => (id.startsWith('work:') ? 'Work' : 'Claim') },
  Query: {
    work: (_: unknown, { id }: { id: string }) => byId.get(id) ?? null,
    works: (_: unknown, { first }: { first: number }) => firstOf('works ', works, first),
  },
  Work: {
    registrant: ({ registrant }: Work) => personOf(registrant),
    claims: ({ id, claims }: Work, { first }: { first: number }) => firstOf(`claims ${id}`, claims, first),
  },
  Claim: { status: ({ by }: Claim) => statusOf(by) },
  Claimant: { person: ({ person }: Claimant) => personOf(person) },
  Holding: { owner: ({ owner }: PeerHolding<Date>) => personOf(owner) },
});

async function serveRows(rows: readonly PeerWork<string>[]): Promise<number> {
  const works = withDates(rows);
  const app = express();
  const http = createServer(app);
  const byId = new Map(works.map((work) => [work.id, work]));
  const apollo = new ApolloServer({ typeDefs, resolvers: resolversOf(works, byId) });
  await apollo.start();
  app.use('/graphql', express.json(), expressMiddleware(apollo));
  await new Promise<void>((resolve) => {
    http.listen(0, resolve);
  });
  return (http.address() as AddressInfo).port; // a TCP server's address is an AddressInfo
}

process.once('message', (rows: readonly PeerWork<string>[]) => {
  void serveRows(rows).then((port) => process.send?.(port));
});
// Without its parent it has nothing to do.
process.once('disconnect', () => process.exit());
