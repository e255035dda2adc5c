import { GraphQLDateTimeISO, GraphQLJSONObject, GraphQLSafeInt } from 'graphql-scalars';

/** Scalars in one place: whole numbers up to 2^53, instants in UTC, and JSON objects. */
export const Count = GraphQLSafeInt;
export const Instant = GraphQLDateTimeISO;
export const JsonObject = GraphQLJSONObject;
