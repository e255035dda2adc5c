/** Why a key was replaced. */
export const ROTATION_REASONS = ['lost', 'compromised', 'replaced'] as const;

export type RotationReason = (typeof ROTATION_REASONS)[number];

/** One key of a person takes the place of the one before. */
export interface KeyRotation {
  readonly fromKey: string;
  readonly toKey: string;
  /** The person's first key: the same in all rotations of one person. */
  readonly firstKey: string;
  /** Who signed it: the old key itself, or a recovery key. */
  readonly signer: string;
  readonly reason: RotationReason;
  readonly note: string | null;
  readonly statementIndex: bigint;
  /** CID of the statement that made it. */
  readonly statement: string;
  readonly rotatedAt: Date;
}

/** All keys of a person by any of them, the first key first and the present one last; a key that was never rotated is alone. */
export type KeysOf = (key: string) => readonly string[];

/** From rotations in the order of the register: all of a person's, or none. */
export function keysBy(rotations: readonly Pick<KeyRotation, 'fromKey' | 'toKey'>[]): KeysOf {
  const keys = new Map<string, string[]>();
  for (const { fromKey, toKey } of rotations) {
    const own = keys.get(fromKey) ?? [fromKey];
    own.push(toKey);
    keys.set(fromKey, own).set(toKey, own);
  }
  return (key) => keys.get(key) ?? [key];
}

/** The key by which the person signs now. */
export const presentKey = (keysOf: KeysOf, key: string): string => keysOf(key).at(-1) ?? key;
