import type * as z from 'zod';
import { idOf } from '../../lib/ids.js';
import { permissionBodySchema, permissionWithdrawalSchema } from '../../originality/derivation-permission.js';
import {
  licenceSchema,
  licenceWithdrawalSchema,
  type LicenceBody,
  type LicenceRule,
} from '../../rights/licences/licence.js';
import { recordationFields, rightTransferSchema } from '../../rights/licences/right-transfer.js';
import { STANDARD_LICENCES } from '../../rights/licences/standard-licences.js';
import { preferenceInForce, trainingPreferenceSchema } from '../../rights/training-preference.js';
import type { ProvedStatement } from '../assemble-package.js';
import { cidOf } from './cid-of.js';
import type {
  RecordedClause,
  RecordedLicence,
  RecordedPermission,
  RecordedPreference,
  RecordedRightTransfer,
} from './recorded-rights.js';
import type { Speakers } from './speakers.js';

interface Source {
  readonly work: string;
  readonly statements: readonly ProvedStatement[];
}

/** Licences in the order of the register, those that are withdrawn too: as grant-licence.ts and withdraw-licence.ts. */
export function deriveLicences({ work, statements }: Source): RecordedLicence[] {
  const withdrawals = withdrawalsOf(statements, {
    kind: 'withdraw-licence',
    read: (body) => licenceWithdrawalSchema.safeParse(body).data?.licence,
  });
  return ofKind(statements, 'grant-licence', licenceSchema).flatMap(({ placed, body }) => {
    if (body.work !== work) return [];
    const id = idOf('licence', cidOf(placed));
    return [
      {
        id,
        index: placed.index,
        ...namedTerms(body),
        terms: body,
        grantedBy: placed.statement.signer,
        grantedAt: placed.recordedAt.toISOString(),
        ...withdrawalOf(withdrawals, id),
      },
    ];
  });
}

/** A licence by its name, with its clauses as answers about uses name them (rights/licences/permission.ts). */
function namedTerms(body: LicenceBody): Pick<RecordedLicence, 'name' | 'url' | 'clauses' | 'isIrrevocable'> {
  const { standard, rules = [], named } = body;
  const known = standard === undefined ? undefined : STANDARD_LICENCES[standard];
  if (standard !== undefined && known)
    return {
      name: known.title,
      url: known.url,
      isIrrevocable: known.isIrrevocable,
      clauses: known.rules.map((rule) => clauseOf(rule, { body, name: `${standard}, ${rule.clause}` })),
    };
  return {
    name: named?.name ?? 'own terms',
    url: named?.url ?? null,
    isIrrevocable: false,
    clauses: rules.map((rule, at) => clauseOf(rule, { body, name: `rule ${at + 1}` })),
  };
}

/** A clause reaches no further than its licence: of two first days the later counts, of two last days the earlier. */
function clauseOf(
  { effect, actions, where, purpose, from, until, duties = [], text }: LicenceRule,
  { body, name }: { body: LicenceBody; name: string },
): RecordedClause {
  const given = (days: readonly (string | undefined)[]) => days.filter((day) => day !== undefined).sort();
  return {
    name,
    effect,
    actions: [...actions],
    to: body.to ?? null,
    where: where ?? null,
    purpose: purpose ?? null,
    from: given([from, body.from]).at(-1) ?? null,
    until: given([until, body.until])[0] ?? null,
    duties: duties.map((duty) => [duty.action.replaceAll('-', ' '), duty.text].filter(Boolean).join(': ')),
    text: text ?? null,
  };
}

/** Transfers of rights in the order of the register, as transfer-right.ts. */
export const deriveRightTransfers = ({
  work,
  statements,
  titleOfWork,
}: Source & { readonly titleOfWork: string }): RecordedRightTransfer[] =>
  ofKind(statements, 'transfer-right', rightTransferSchema).flatMap(({ placed, body }) => {
    if (body.work !== work) return [];
    const { index, statement, recordedAt } = placed;
    const { registrationNumbers, missing, ...fields } = recordationFields(
      { body, transferredBy: statement.signer },
      { titleOfWork },
    );
    return [
      {
        id: idOf('right', cidOf(placed)),
        index,
        terms: body,
        recordationFields: {
          ...fields,
          registrationNumbers: [...registrationNumbers],
          missing: [...missing],
        },
        transferredBy: statement.signer,
        transferredAt: recordedAt.toISOString(),
      },
    ];
  });

/** Permissions to derive from the work, as permit-derivation.ts and withdraw-permission.ts. */
export function derivePermissions({
  work,
  statements,
  speakers,
}: Source & { readonly speakers: Speakers }): RecordedPermission[] {
  const withdrawals = withdrawalsOf(statements, {
    kind: 'withdraw-permission',
    read: (body) => permissionWithdrawalSchema.safeParse(body).data?.permission,
  });
  return ofKind(statements, 'permit-derivation', permissionBodySchema).flatMap(({ placed, body }) => {
    const { source, to, how = null, terms, until = null } = body;
    const capacity = source === work ? speakers.capacityOf(placed) : null;
    if (!capacity) return [];
    const { index, statement, recordedAt } = placed;
    const id = idOf('permission', cidOf(placed));
    return [
      {
        id,
        index,
        to,
        how,
        terms,
        until,
        permittedBy: statement.signer,
        capacity,
        permittedAt: recordedAt.toISOString(),
        ...withdrawalOf(withdrawals, id),
      },
    ];
  });
}

/** What is in force of what is stated of the work's use by machines, as state-training-preference.ts. */
export function derivePreference({
  work,
  statements,
  speakers,
}: Source & { readonly speakers: Speakers }): RecordedPreference | null {
  const stated = ofKind(statements, 'state-training-preference', trainingPreferenceSchema).flatMap(
    ({ placed, body }) => {
      const { work: about, constraints = null, policy = null, ...uses } = body;
      const capacity = about === work ? speakers.capacityOf(placed) : null;
      if (!capacity) return [];
      const { index, statement, recordedAt: statedAt } = placed;
      const common = { work, uses, constraints, policyUrl: policy, capacity, statedAt };
      const statementIndex = BigInt(index);
      return [{ ...common, statement: cidOf(placed), statementIndex, statedBy: statement.signer }];
    },
  );
  const found = preferenceInForce(stated);
  if (!found) return null;
  const { statementIndex, uses, constraints, policyUrl, statedBy, capacity, statedAt } = found;
  const index = Number(statementIndex);
  return { index, uses, constraints, policyUrl, statedBy, capacity, statedAt: statedAt.toISOString() };
}

/** Statements of a kind with their bodies; those that are not of its form, such as of a later version, are left out. */
function ofKind<Body>(statements: readonly ProvedStatement[], kind: string, schema: z.ZodType<Body>) {
  return statements.flatMap((placed) => {
    if (placed.statement.kind !== kind) return [];
    const { success, data } = schema.safeParse(placed.statement.body);
    return success ? [{ placed, body: data }] : [];
  });
}

type Withdrawals = ReadonlyMap<string, ProvedStatement>;

function withdrawalsOf(
  statements: readonly ProvedStatement[],
  { kind, read }: { kind: string; read: (body: unknown) => string | undefined },
): Withdrawals {
  const found = new Map<string, ProvedStatement>();
  for (const placed of statements) {
    const id = placed.statement.kind === kind ? read(placed.statement.body) : undefined;
    if (id !== undefined && !found.has(id)) found.set(id, placed);
  }
  return found;
}

const withdrawalOf = (withdrawals: Withdrawals, id: string) => {
  const found = withdrawals.get(id);
  return {
    withdrawnAt: found?.recordedAt.toISOString() ?? null,
    withdrawal: found ? cidOf(found) : null,
  };
};
