import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { Refusal } from '../lib/refusal.js';

/** Codes of requests that are not answered at all; their messages are for the caller. */
const REQUEST_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'TOO_COSTLY',
]);

/** A refusal with its code and details; a bad request as Apollo says it; anything else only as internal. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { message, locations, path } = formatted;
  const cause = unwrapResolverError(error);
  if (cause instanceof Refusal) {
    return {
      message: cause.message,
      ...(locations && { locations }),
      ...(path && { path }),
      extensions: { code: cause.code, details: cause.details },
    };
  }
  const code = String(formatted.extensions?.['code']);
  if (REQUEST_CODES.has(code)) return { message, ...(locations && { locations }), extensions: { code } };
  return {
    message: 'Something failed on our side; it is in our log.',
    ...(path && { path }),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}
