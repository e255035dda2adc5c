/** Whether a person is whoever has one of these keys. */
export const isOneOf = ({ id }: { readonly id: string }, keys: readonly string[]): boolean =>
  keys.some((key) => id === `person:${key}`);
