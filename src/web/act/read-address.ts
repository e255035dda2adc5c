import { AskProblem } from '../ask/ask.js';

const ADDRESS = /^0x[0-9a-f]{40}$/;

/** The address of a key, however it was copied; null for anything else. */
export function addressIn(text: string): string | null {
  const address = text
    .trim()
    .replace(/^person:/, '')
    .toLowerCase();
  return ADDRESS.test(address) ? address : null;
}

/** The same; refuses BAD_ADDRESS. `who`: begins the sentence that says what is wrong. */
export function readAddress(text: string, who: string): string {
  const address = addressIn(text);
  if (address === null)
    throw new AskProblem('BAD_ADDRESS', `${who} is named by the address of a key: 0x and 40 digits.`);
  return address;
}
