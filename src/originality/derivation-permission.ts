import * as z from 'zod';
import { CAPACITIES, type Capacity } from '../claims/capacity.js';
import { addressSchema, permissionIdSchema, workIdSchema } from '../lib/ids.js';
import { plainText } from '../lib/plain-text.js';
import { DERIVATION_WAYS, type DerivationWay } from './derivation-ways.js';

/** A day of the calendar: of the dates in EDTF (ISO 8601-2, level 0) the ones that say for certain when they are over. */
export const daySchema = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/, 'is not a day such as 2027-06-30')
  .refine((day) => {
    const instant = new Date(`${day}T00:00:00.000Z`);
    return !Number.isNaN(instant.getTime()) && dayOf(instant) === day;
  }, 'is no day of the calendar')
  .describe('Day (ISO 8601), such as 2027-06-30');

export const permissionBodySchema = z.strictObject({
  source: workIdSchema.describe('The work from which one may derive, by its id'),
  to: addressSchema.describe(
    "Address of the key of whoever is permitted; it holds for all that person's keys",
  ),
  how: z
    .array(z.enum(DERIVATION_WAYS))
    .min(1)
    .refine((ways) => new Set(ways).size === ways.length, 'names a way twice')
    .optional()
    .describe('In which ways, as in declare-derivation; in any, where it is not given'),
  terms: plainText(2000).describe('What is permitted and on which terms, in words'),
  until: daySchema
    .optional()
    .describe('Last day on which it is in force, to its end in UTC; without end where it is not given'),
});

export type PermissionBody = Readonly<z.infer<typeof permissionBodySchema>>;

export const permissionWithdrawalSchema = z.strictObject({
  permission: permissionIdSchema,
  reason: plainText(2000).optional(),
});

/** Somebody who speaks for a work permits a person to derive from it: the signer's recorded statement, not legal advice. */
export interface DerivationPermission {
  readonly id: string;
  readonly statementIndex: bigint;
  readonly source: string;
  /** Address of a key of whoever is permitted. */
  readonly toKey: string;
  /** Null for any. */
  readonly how: readonly DerivationWay[] | null;
  readonly terms: string;
  /** Its last day in UTC; null for none. */
  readonly until: string | null;
  /** Address of the key that signed it. */
  readonly permittedBy: string;
  /** In which capacity its signer spoke for the source then. */
  readonly capacity: Capacity;
  readonly permittedAt: Date;
  /** Null while it is not withdrawn. */
  readonly withdrawnAt: Date | null;
  /** CID of the statement that withdrew it. */
  readonly withdrawal: string | null;
}

/** The day of an instant in UTC. */
export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);

/** Whether a day was over at an instant, in UTC. Years beyond 9999 come after every day that can be named. */
export const isOver = (day: string, at: Date): boolean => at.getUTCFullYear() > 9999 || dayOf(at) > day;

export type PermissionState = 'in-force' | 'expired' | 'withdrawn';

/** How a permission stands at an instant from its recording on. A withdrawal goes before an end that came too. */
export function permissionState(
  { withdrawnAt, until }: Pick<DerivationPermission, 'withdrawnAt' | 'until'>,
  at: Date,
): PermissionState {
  if (withdrawnAt !== null && withdrawnAt <= at) return 'withdrawn';
  return until !== null && isOver(until, at) ? 'expired' : 'in-force';
}

/**
 * Of permissions to one person, in the order of the register, the one to rely on at an instant: in force, for the way
 * that is asked about, and by whoever speaks most strongly for the work. Where no way is asked about, one for some ways
 * counts too. Null when there is none.
 */
export function permissionInForce(
  permissions: readonly DerivationPermission[],
  { how = null, at }: { how?: DerivationWay | null; at: Date },
): DerivationPermission | null {
  const found = permissions.filter(
    (permission) =>
      permission.permittedAt <= at &&
      permissionState(permission, at) === 'in-force' &&
      (how === null || permission.how === null || permission.how.includes(how)),
  );
  for (const capacity of CAPACITIES) {
    const strongest = found.find((permission) => permission.capacity === capacity);
    if (strongest) return strongest;
  }
  return null;
}
