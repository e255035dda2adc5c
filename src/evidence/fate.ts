import { idOf } from '../lib/ids.js';
import type { KeysOf } from '../people/key-rotation.js';
import type { Statement } from '../register/statement.js';

/** A statement with its place in the log, its id and its part. */
export interface PlacedPart {
  readonly index: number;
  readonly path: string;
  readonly cid: string;
  readonly statement: Statement;
  readonly recordedAt: string | null;
}

/** What became of a statement after it was recorded. */
export interface Fate {
  readonly path: string;
  readonly what:
    | 'Withdrawn'
    | 'Withdrawn in part'
    | 'Contested'
    | 'Decided'
    | 'Over'
    | 'Superseded'
    | 'Superseded in part';
  readonly detail: string;
}

export interface KnownParts {
  readonly placed: readonly PlacedPart[];
  /** All keys of a person, by any of them. */
  readonly keysOf: KeysOf;
  readonly now: Date | undefined;
}

export const isSamePerson = (keysOf: KeysOf, one: string, other: string): boolean =>
  keysOf(one).includes(other);

/** Later statements of a kind about something. */
export const laterOn = (
  { placed }: KnownParts,
  { index }: PlacedPart,
  kind: string,
  subject: string,
): PlacedPart[] =>
  placed.filter(
    (one) => one.index > index && one.statement.kind === kind && one.statement.subject === subject,
  );

export const told = ({ statement: { signer }, recordedAt, index }: PlacedPart): string =>
  `by ${signer} at ${recordedAt ?? 'an unknown time'} (entry ${index})`;

/** A claim and its co-signatures: whoever signed one of them signed the claim. */
export const signaturesOf = (claim: PlacedPart, known: KnownParts): PlacedPart[] => [
  claim,
  ...laterOn(known, claim, 'co-sign-claim', idOf('claim', claim.cid)),
];
