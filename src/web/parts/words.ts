/** A person as a key: its first and last digits, as wallets show it. */
export function personInWords(id: string): string {
  const key = id.replace(/^person:/, '');
  return key.length > 14 ? `${key.slice(0, 6)}…${key.slice(-4)}` : key;
}

/** As anvil and its like call themselves: there a chain is on one machine, and ends with it. */
const TRIAL_CHAINS: ReadonlySet<string> = new Set(['31337', '1337']);

/** A chain by its number (EIP-155), and what a trial chain is not. */
export const chainInWords = (chainId: string): string =>
  TRIAL_CHAINS.has(chainId)
    ? `chain ${chainId}, a trial chain of this register alone, which proves nothing to others`
    : `chain ${chainId}`;

/** A code of the API, such as CO_AUTHORSHIP, as one reads it. */
export const codeInWords = (code: string): string => code.toLowerCase().replaceAll('_', ' ');

export const makersInWords = (makers: readonly { readonly name: string }[]): string =>
  makers.length === 0 ? 'Maker not named' : makers.map(({ name }) => name).join(', ');

export const dayInWords = (instant: string): string =>
  new Date(instant).toLocaleDateString(undefined, { year: 'numeric', month: 'long', day: 'numeric' });
