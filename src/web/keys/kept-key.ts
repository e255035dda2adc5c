import { readKeyFile, type Keystore } from './keystore.js';

const PLACE = 'raisonne.key';

/** The key that this browser keeps, encrypted; and whether a copy of it was saved, without which nothing is signed by it. */
export interface KeptKey {
  readonly keystore: Keystore;
  readonly isSaved: boolean;
}

export function keptKey(): KeptKey | null {
  const text = localStorage.getItem(PLACE);
  if (text === null) return null;
  const { keystore, isSaved } = JSON.parse(text) as { keystore: unknown; isSaved: unknown };
  const read = readKeyFile(JSON.stringify(keystore));
  return read && 'crypto' in read ? { keystore: read, isSaved: isSaved === true } : null;
}

export const keepKey = (kept: KeptKey): void => localStorage.setItem(PLACE, JSON.stringify(kept));

export const dropKey = (): void => localStorage.removeItem(PLACE);
