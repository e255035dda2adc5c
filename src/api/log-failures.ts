import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { Refusal } from '../lib/refusal.js';
import type { Context } from './context.js';

/** Tells what failed in resolvers and is no refusal: the caller gets INTERNAL_SERVER_ERROR and no more. */
export const logFailures = (onError: (error: unknown) => void): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didEncounterErrors: async ({ errors }) => {
      for (const error of errors) {
        const cause = unwrapResolverError(error);
        // Without a path nothing was resolved: the request itself was not valid.
        const isCallers = cause instanceof Refusal || error.path === undefined;
        if (!isCallers) onError(cause);
      }
    },
  }),
});
