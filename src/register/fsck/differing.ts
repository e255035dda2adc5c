/** The names of the columns in which two values are not the same. */
export const differing = (pairs: readonly (readonly [string, unknown, unknown])[]): string[] =>
  pairs.filter(([, one, other]) => one !== other).map(([name]) => name);
