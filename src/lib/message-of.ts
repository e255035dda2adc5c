/**
 * What went wrong, in its own words; of an error from another realm (node:vm) too. Where a name has two
 * addresses, node:net throws an AggregateError without a message of its own: those of its errors are told.
 */
export function messageOf(error: unknown): string {
  const message = memberOf(error, 'message');
  if (typeof message === 'string' && message !== '') return message;
  const errors = memberOf(error, 'errors');
  return Array.isArray(errors) ? errors.map(messageOf).join('; ') : String(error);
}

export const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
