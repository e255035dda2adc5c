import type { RequestHandler } from 'express';
import {
  createSourceEventStream,
  execute,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import type { Response } from 'graphql-sse';
import { createHandler } from 'graphql-sse/lib/use/express';
import type { HeadWatch } from '../register/watch-head.js';
import { requireCost } from './check-cost.js';
import { checkNesting } from './check-nesting.js';
import type { Context, Following } from './context.js';

/** Each holds a connection, and has the server look for it. */
const MOST_FOLLOWED = 200;
/** Whoever wants to go on asks again. */
const LONGEST_MS = 60 * 60 * 1000;

interface Needs {
  readonly schema: GraphQLSchema;
  readonly rules: readonly ValidationRule[];
  readonly maxTokens: number;
  readonly heads: HeadWatch;
  /** Made anew for each event, so that none is answered from what was read for the one before. */
  readonly openContext: (client: string) => Context;
}

interface Asked {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * GraphQL subscriptions over server-sent events, in the distinct connections mode of the GraphQL over SSE protocol
 * (github.com/enisdenjo/graphql-sse, PROTOCOL.md). Takes subscriptions alone, and refuses TOO_BUSY where too many follow already.
 */
export function subscriptionRoute(needs: Needs): RequestHandler {
  const { schema, heads, openContext } = needs;
  let followed = 0;

  async function* answersTo(args: ExecutionArgs, events: AsyncIterable<unknown>) {
    const { client } = args.contextValue as Following; // as onSubscribe made it
    try {
      for await (const rootValue of events)
        yield await execute({ ...args, rootValue, contextValue: openContext(client) });
    } finally {
      followed -= 1;
    }
  }

  const handler = createHandler({
    schema,
    // There is one mode: nothing is kept for a client between its connections.
    authenticate: () => null,
    onSubscribe: ({ raw, context: { res } }, asked) => {
      const document = readSubscription(asked, needs);
      if (Array.isArray(document)) return refusal(400, document);
      if (followed >= MOST_FOLLOWED) return refusal(503, [tooBusy()]);
      const left = new AbortController();
      res.once('close', () => left.abort());
      const signal = AbortSignal.any([left.signal, AbortSignal.timeout(LONGEST_MS)]);
      const following: Following = { ...openContext(raw.ip ?? ''), heads, signal };
      const { operationName, variables } = asked;
      // The library's type of a context is a record of anything.
      const contextValue = { ...following };
      return { schema, document, operationName, variableValues: variables, contextValue };
    },
    subscribe: async (given) => {
      const args = given as ExecutionArgs; // as onSubscribe made them
      const events = await createSourceEventStream(args);
      if (!(Symbol.asyncIterator in events)) return events;
      followed += 1;
      return answersTo(args, events);
    },
  });
  // Express hands what it throws to the route that answers errors.
  return (request, response) => handler(request, response);
}

/** The answer in place of a stream. */
const refusal = (status: number, errors: readonly GraphQLError[]): Response => [
  JSON.stringify({ errors }),
  { status, statusText: '', headers: { 'content-type': 'application/json; charset=utf-8' } },
];

/** The document, or what is wrong with it. */
function readSubscription(
  { query, operationName, variables }: Asked,
  { schema, rules, maxTokens }: Needs,
): DocumentNode | GraphQLError[] {
  try {
    checkNesting(query);
    const document = parse(query, { maxTokens });
    const problems = validate(schema, document, rules);
    if (problems.length > 0) return [...problems];
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION)
      return [new GraphQLError('Only a subscription is taken here. Ask anything else at /graphql.')];
    requireCost(document, operation, variables ?? {});
    return document;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

const tooBusy = (): GraphQLError =>
  new GraphQLError(`${MOST_FOLLOWED} follow something here already. Ask for it now and then instead.`, {
    extensions: { code: 'TOO_BUSY' },
  });
