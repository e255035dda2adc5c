import { keysBy, type KeysOf } from '../../people/key-rotation.js';
import type { ProvedStatement } from '../assemble-package.js';
import { keyHistory } from '../key-history.js';

/** Which keys were one person's before a place in the log; the rotations are read once. */
export function keysBefore(statements: readonly ProvedStatement[]): (index: number) => KeysOf {
  const { rotations } = keyHistory(statements);
  const known = new Map<number, KeysOf>();
  return (index) => {
    const earlier = rotations.filter((one) => one.index < index);
    const keysOf =
      known.get(earlier.length) ??
      keysBy(earlier.map(({ body }) => ({ fromKey: body.from, toKey: body.to })));
    known.set(earlier.length, keysOf);
    return keysOf;
  };
}
