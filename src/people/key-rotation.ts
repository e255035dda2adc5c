import * as z from 'zod';
import { addressSchema } from '../lib/ids.js';
import { plainText } from '../lib/plain-text.js';

/** Why a key was replaced. */
export const ROTATION_REASONS = ['lost', 'compromised', 'replaced'] as const;

export type RotationReason = (typeof ROTATION_REASONS)[number];

export const recoveryBodySchema = z.strictObject({
  key: addressSchema.describe('The key that they may rotate: that of whoever signs this'),
  recoveryKeys: z
    .array(addressSchema)
    .max(10)
    .refine((all) => new Set(all).size === all.length, 'names a key twice')
    .describe(
      'Who may rotate it from now on; nobody where it is empty. It takes the place of every list before',
    ),
});

export type RecoveryBody = Readonly<z.infer<typeof recoveryBodySchema>>;

export const rotationBodySchema = z.strictObject({
  from: addressSchema.describe('The key that is replaced'),
  to: addressSchema.describe('The key that takes its place'),
  reason: z.enum(ROTATION_REASONS),
  note: plainText(2000).optional(),
  acceptance: z
    .string()
    .regex(/^0x[0-9a-f]{130}$/, 'is not a signature of 65 bytes in lower-case hex')
    .describe("The new key's EIP-712 signature (schema/eip712-key-acceptance.json) that it takes the place"),
});

export type RotationBody = Readonly<z.infer<typeof rotationBodySchema>>;

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
