import { isStorable } from '../../lib/columns.js';
import { keysOfPersons } from '../../people/key-store.js';
import { presentKey } from '../../people/key-rotation.js';
import { dayOf, type DerivationPermission } from '../../originality/derivation-permission.js';
import { permissionsTo } from '../../originality/derivation-store.js';
import type { Clock, Database } from '../../ports.js';
import { newestCheckpoint, type Checkpoint } from '../../register/checkpoint-store.js';
import { workById } from '../../works/work-store.js';
import { preferencesOfWorks } from '../training-preference-store.js';
import type { TrainingPreference, UsePreference } from '../training-preference.js';
import { findRights } from './find-rights.js';
import type { Licence, LicenceRule } from './licence.js';
import { permissionFor, type Permission } from './permission.js';
import type { Action, UseAsked } from './use.js';

export interface PermissionQuestion extends Omit<UseAsked, 'on'> {
  readonly work: string;
  /** Address of a key of whoever wants to; null for anybody. */
  readonly who: string | null;
  /** Today, where it is null. */
  readonly at: Date | null;
}

export interface FoundPermission extends Permission {
  readonly work: string;
  /** The newest signed head of the log, null before there is one. */
  readonly checkpoint: Checkpoint | null;
}

/** Whether somebody may use a work in some way, by licences, transfers of rights, permissions to derive and what machines may learn; null for an unknown work. */
export async function findPermission(
  { database: { tables }, clock }: { database: Database; clock: Clock },
  { work, who, at, ...asked }: PermissionQuestion,
): Promise<FoundPermission | null> {
  if (!isStorable(work) || !(await workById(tables, work))) return null;
  const rights = await findRights(tables, work);
  const own = who === null ? [] : (await keysOfPersons(tables, [who]))(who);
  const derivations = await permissionsTo(tables, { sources: [work], keys: own });
  const preferences = await preferencesOfWorks(tables, [work]);
  const keysOf = await keysOfPersons(tables, [
    ...own,
    ...derivations.map(({ permittedBy }) => permittedBy),
    ...preferences.map(({ statedBy }) => statedBy),
  ]);
  const present = (key: string) => rights.present(presentKey(keysOf, key));
  const stated = new Map(preferences.map((one) => [present(one.statedBy), one]));
  const licences = [
    ...rights.licences,
    ...derivations.map(licenceToDerive),
    ...[...stated.values()].map(licenceToLearn),
  ].toSorted((a, b) => (a.statementIndex < b.statementIndex ? -1 : 1));
  const permission = permissionFor(
    { ...rights, licences, present },
    { who, asked: { ...asked, on: dayOf(at ?? clock.now()) } },
  );
  return { ...permission, work, checkpoint: await newestCheckpoint(tables) };
}

/** A permission to derive is a licence to do so, whose terms are in words. */
function licenceToDerive({ source, toKey, how, terms, until, ...one }: DerivationPermission): Licence {
  const ways = how === null ? '' : `Only as: ${how.join(', ')}. `;
  return {
    ...granted(one.id, source, one.permittedBy, one),
    grantedAt: one.permittedAt,
    withdrawnAt: one.withdrawnAt,
    withdrawal: one.withdrawal,
    body: {
      work: source,
      to: toKey,
      ...(until !== null && { until }),
      // Which ways are modifying or translating the ways do not say, so a permission for some is one to derive.
      rules: [permits(how === null ? ['derive', 'modify', 'translate'] : ['derive'], `${ways}${terms}`)],
    },
  };
}

/** The last word of each who states what machines may learn is a licence to anybody. */
function licenceToLearn({
  statement,
  work,
  uses,
  constraints,
  policyUrl,
  statedAt,
  ...one
}: TrainingPreference): Licence {
  const terms = [constraints, policyUrl].filter(Boolean).join(' ') || null;
  const ruleFor = (action: Action, preferences: readonly UsePreference[]): LicenceRule =>
    preferences.includes('not-allowed')
      ? { effect: 'prohibit', actions: [action] }
      : permits([action], preferences.includes('constrained') ? terms : null);
  return {
    ...granted(`statement:${statement}`, work, one.statedBy, one),
    grantedAt: statedAt,
    body: {
      work,
      rules: [
        ruleFor('ai-training', [uses.ai_training, uses.ai_generative_training]),
        ruleFor('text-and-data-mining', [uses.data_mining]),
      ],
    },
  };
}

const permits = (actions: Action[], terms: string | null): LicenceRule => ({
  effect: 'permit',
  actions,
  ...(terms !== null && { duties: [{ action: 'observe-terms', text: terms }] }),
});

const granted = (
  id: string,
  work: string,
  grantedBy: string,
  { statementIndex }: { readonly statementIndex: bigint },
) => ({ id, work, grantedBy, statementIndex, withdrawnAt: null, withdrawal: null });
