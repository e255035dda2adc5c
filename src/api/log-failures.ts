import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError } from 'graphql';
import { Refusal } from '../lib/refusal.js';
import type { Context } from './context.js';

/** Tells what failed in resolvers and is no refusal: the caller gets INTERNAL_SERVER_ERROR and no more. */
export const logFailures = (onError: (error: unknown) => void): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didEncounterErrors: async ({ errors }) => {
      for (const error of errors) {
        const cause = unwrapResolverError(error);
        const isCallers = cause instanceof Refusal || (cause instanceof GraphQLError && !cause.path);
        if (!isCallers) onError(cause);
      }
    },
  }),
});
