const MOST = 300;

/**
 * What an error says, for people who may not see everything: ethers puts the whole request, and with it the RPC's
 * address and the customer's key in that, behind a bracket.
 */
export function firstWords(error: unknown): string {
  const text = error instanceof Error && error.message !== '' ? error.message : String(error);
  return (text.split(' (')[0] ?? text).slice(0, MOST);
}
