import { makingIdSchema } from '../lib/ids.js';
import type { Statement } from '../register/statement.js';

/** Ids of the makings that a claim names, as ledgers of how its work was made; none for other kinds. */
export const namedMakings = ({ kind, body: { makings } }: Statement): string[] =>
  kind === 'claim-authorship' && Array.isArray(makings)
    ? makings.filter((one): one is string => makingIdSchema.safeParse(one).success)
    : [];
