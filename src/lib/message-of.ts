/** What went wrong, in its own words; of an error from another realm (node:vm) too. */
export function messageOf(error: unknown): string {
  const message = typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : undefined;
  return typeof message === 'string' && message !== '' ? message : String(error);
}
