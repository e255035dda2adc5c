import { addressIn } from '../act/read-address.js';

/** That a new key takes the place of a lost one, as the new key signed it: for whoever has a recovery key of the lost one. */
export interface AcceptedPlace {
  /** Addresses in lower case. */
  readonly lost: string;
  readonly by: string;
  /** The `acceptance` of rotate-key. */
  readonly acceptance: string;
}

/** The address of My works that carries it. It is no secret: without a recovery key nothing follows from it. */
export const addressOfPlace = ({ lost, by, acceptance }: AcceptedPlace): string =>
  `${window.location.origin}/mine?${new URLSearchParams({ lost, by, acceptance }).toString()}`;

/** Reads it from the search part of such an address; null where it is none, or was cut. */
export function placeIn(search: string): AcceptedPlace | null {
  const asked = new URLSearchParams(search);
  const [lost, by] = ['lost', 'by'].map((name) => addressIn(asked.get(name) ?? ''));
  const acceptance = asked.get('acceptance') ?? '';
  return lost && by && /^0x[0-9a-f]{130}$/.test(acceptance) ? { lost, by, acceptance } : null;
}

/** Whether such an address was meant, and is not whole: some mails break long ones. */
export const isCutPlace = (search: string): boolean =>
  placeIn(search) === null &&
  ['lost', 'by', 'acceptance'].some((name) => new URLSearchParams(search).has(name));
