import { isOneOf } from './is-one-of.js';

interface Signature {
  readonly person: { readonly id: string };
  readonly signedAt: string | null;
  readonly withdrawnAt: string | null;
}

/** Whether whoever has one of these keys signed a claim and still upholds it. */
export const isUpheldBy = (by: readonly Signature[], keys: readonly string[]): boolean =>
  by.some(
    ({ person, signedAt, withdrawnAt }) => signedAt !== null && withdrawnAt === null && isOneOf(person, keys),
  );
