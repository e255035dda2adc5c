import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLJSONObject, GraphQLSafeInt } from 'graphql-scalars';

/** Whole numbers up to 2^53, also from the bigints in which the register counts. */
export const Count = new GraphQLScalarType({
  ...GraphQLSafeInt.toConfig(),
  serialize: (value) => GraphQLSafeInt.serialize(typeof value === 'bigint' ? Number(value) : value),
});

/** Instants in UTC. */
export const Instant = GraphQLDateTimeISO;

export const JsonObject = GraphQLJSONObject;
