/** Enum values in GraphQL's letters, by our own words. */
export const enumOf = <Word extends string>(words: readonly Word[]): Record<string, Word> =>
  Object.fromEntries(words.map((word) => [word.toUpperCase().replaceAll('-', '_'), word]));
