import { isOneOf } from './is-one-of.js';
import type { OwnedWorkFragment } from './parts.generated.js';

/** Which part of a work a person owns, by all keys of theirs; null: the whole of it. */
export function ownedShare({ owners }: OwnedWorkFragment, keys: readonly string[]): string | null {
  const shares = owners.filter(({ owner }) => isOneOf(owner, keys)).map(({ share }) => share);
  return shares.every((share) => share === '1') ? null : `${shares.join(' and ')} of it`;
}
