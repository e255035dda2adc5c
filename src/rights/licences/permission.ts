import type { Action, Purpose, UseAsked } from './use.js';
import type { DutyAction, Licence, LicenceRule } from './licence.js';
import { dayOf } from '../../originality/derivation-permission.js';
import { givesUse, touchesUse, type RightTransfer } from './right-transfer.js';
import { STANDARD_LICENCES, type StandardLicence } from './standard-licences.js';

/** `duty`: it is permitted to who does what the duties say. */
export const PERMISSION_ANSWERS = ['permit', 'duty', 'deny'] as const;
export type PermissionAnswer = (typeof PERMISSION_ANSWERS)[number];

/** A clause that the answer rests on, or that was looked at and does not help. */
export interface Clause {
  /** Id of the licence, the transfer or the claim that it is of. */
  readonly of: string;
  /** Where in it: `rules/0`, `CC-BY-4.0, section 3(a)`. */
  readonly path: string;
  readonly effect: 'permits' | 'prohibits' | 'transfers' | 'holds' | 'permits nothing';
  readonly text: string | null;
}

export interface Duty {
  readonly action: DutyAction;
  readonly text: string | null;
}

export interface Permission {
  readonly answer: PermissionAnswer;
  readonly duties: readonly Duty[];
  readonly clauses: readonly Clause[];
  /** What was not said and would decide it: place, purpose. */
  readonly missing: readonly ('place' | 'purpose')[];
  /** Holders of the right from whom nothing is recorded that permits it. */
  readonly lacking: readonly string[];
}

export interface RecordedRights {
  /** Who held the right first: all whom the earliest upheld claim names that competes with none, but who withdrew; addresses of their present keys. */
  readonly holders: readonly string[];
  /** Id of that claim. */
  readonly claim: string | null;
  /** In the order of the register. */
  readonly transfers: readonly RightTransfer[];
  readonly licences: readonly Licence[];
  /** The present key of a key's person. */
  readonly present: (key: string) => string;
}

/**
 * Whether a use of a work is permitted by what is recorded. Nothing permits but a clause that takes the use in for certain: what no clause
 * speaks of, what a licence of unknown terms may say, and what is left open in the question, are not permitted. Of several holders
 * each must have permitted it, but in the United States, where one joint author may license without the others. Exceptions of law
 * (quotation, private copies, fair use) are not asked.
 */
export function permissionFor(
  rights: RecordedRights,
  { who, asked }: { who: string | null; asked: UseAsked },
): Permission {
  const shares = rights.holders.map((holder) => answerOf(rights, holder, { who, asked }));
  const isEnough = (one: Share) => one.answer !== 'deny';
  const enough = shares.filter(isEnough);
  const isPermitted =
    shares.length > 0 && (asked.place === 'US' ? enough.length > 0 : enough.length === shares.length);
  const used = isPermitted ? (asked.place === 'US' ? enough.slice(0, 1) : enough) : shares;
  const duties = isPermitted
    ? uniqueBy(
        used.flatMap((one) => one.duties),
        ({ action, text }) => `${action} ${text}`,
      )
    : [];
  return {
    answer: isPermitted ? (duties.length > 0 ? 'duty' : 'permit') : 'deny',
    duties,
    clauses: uniqueBy(
      used.flatMap((one) => one.clauses),
      ({ of, path }) => `${of} ${path}`,
    ),
    missing: isPermitted ? [] : [...new Set(shares.flatMap((one) => one.missing))],
    lacking: isPermitted ? [] : [...new Set(shares.filter((one) => !isEnough(one)).map((one) => one.holder))],
  };
}

type Share = Omit<Permission, 'lacking'> & { readonly holder: string };

/** What is recorded of the right that one person held first, whoever holds it for this use now. */
function answerOf(
  { claim, transfers, licences, present }: RecordedRights,
  first: string,
  { who, asked }: { who: string | null; asked: UseAsked },
): Share {
  const chain = transfersOf(transfers, first, { asked, present });
  const last = chain.at(-1);
  const holder = last ? present(last.body.to) : first;
  const passed = chain.map(clauseOfTransfer);
  const none = { duties: [], missing: [], holder };
  // Who received a part holds it, and where the question is of more nobody is known to hold all of that from then on.
  const inPart = chain.find(({ body }) => !givesUse(body, asked));
  if (!inPart && who !== null && present(who) === holder) {
    const held: Clause = {
      of: last?.id ?? claim ?? '',
      path: 'holder of the right',
      effect: 'holds',
      text: null,
    };
    return { ...none, answer: 'permit', clauses: [...passed, held] };
  }
  const holderAt = (index: bigint): string | null =>
    inPart && inPart.statementIndex < index
      ? null
      : present(chain.findLast(({ statementIndex }) => statementIndex < index)?.body.to ?? first);
  const found = licences
    .filter(
      ({ grantedBy, statementIndex, body }) =>
        present(grantedBy) === holderAt(statementIndex) &&
        (body.to === undefined || (who !== null && present(body.to) === present(who))),
    )
    .map((licence) => ({ licence, ...answerOfLicence(licence, asked) }));
  const best = PERMISSION_ANSWERS.map((answer) => found.find((one) => one.answer === answer)).find(
    (one) => one !== undefined,
  );
  // What is prohibited elsewhere is told, and a reservation that came later ends what could be withdrawn.
  const contrary = found.filter(({ clauses }) => clauses.some(({ effect }) => effect === 'prohibits'));
  const isReserved = contrary.some(
    ({ licence }) =>
      best && licence.statementIndex > best.licence.statementIndex && !isIrrevocable(best.licence),
  );
  if (best && best.answer !== 'deny' && !isReserved) {
    const told = [...best.clauses, ...contrary.flatMap(({ clauses }) => clauses)];
    return { answer: best.answer, duties: best.duties, missing: [], holder, clauses: [...passed, ...told] };
  }
  return {
    ...none,
    answer: 'deny',
    clauses: [...passed, ...found.flatMap((one) => one.clauses)],
    missing: [
      ...(inPart?.body.where !== undefined && asked.place === null ? ['place' as const] : []),
      ...found.flatMap((one) => one.missing),
    ],
  };
}

const isIrrevocable = ({ body }: Licence): boolean =>
  body.standard !== undefined && (STANDARD_LICENCES[body.standard]?.isIrrevocable ?? false);

const clauseOfTransfer = ({ id, body }: RightTransfer): Clause => ({
  of: id,
  path: `actions: ${body.actions.join(', ')}${body.where ? `; where: ${body.where.join(', ')}` : ''}`,
  effect: 'transfers',
  text: body.note ?? null,
});

/** The transfers by which the right to a use went on from its first holder. What somebody signs who no longer has it passes nothing. */
function transfersOf(
  transfers: readonly RightTransfer[],
  first: string,
  { asked, present }: { asked: UseAsked; present: (key: string) => string },
): RightTransfer[] {
  let holder = first;
  return transfers.filter((transfer) => {
    if (present(transfer.transferredBy) !== holder || !touchesUse(transfer.body, asked)) return false;
    holder = present(transfer.body.to);
    return true;
  });
}

type LicenceAnswer = Pick<Permission, 'answer' | 'duties' | 'clauses' | 'missing'>;

function answerOfLicence({ id, body, grantedAt, withdrawnAt }: Licence, asked: UseAsked): LicenceAnswer {
  const standard = body.standard === undefined ? undefined : STANDARD_LICENCES[body.standard];
  const nothing = (text: string): LicenceAnswer => ({
    answer: 'deny',
    duties: [],
    missing: [],
    clauses: [
      { of: id, path: body.standard ?? body.named?.name ?? 'rules', effect: 'permits nothing', text },
    ],
  });
  // Nobody can rely on a licence before it was given, whatever day it names.
  const granted = dayOf(grantedAt);
  const from = body.from !== undefined && body.from > granted ? body.from : granted;
  if (from > asked.on || (body.until !== undefined && body.until < asked.on))
    return nothing('It is not in force on that day.');
  if (withdrawnAt && dayOf(withdrawnAt) <= asked.on)
    return nothing(
      standard?.isIrrevocable
        ? 'It is offered no more. Whoever received the work under it before keeps it, and must show that.'
        : 'It was withdrawn.',
    );
  if (body.named) return nothing(`The terms of "${body.named.name}" are not known to the register.`);
  const rules = standard ? standard.rules : (body.rules ?? []);
  if (rules.length === 0)
    return nothing(`${standard?.title ?? 'It'} tells of rights and licenses nothing by itself.`);
  return answerOfRules(rules, { asked, of: id, name: body.standard });
}

function answerOfRules(
  rules: readonly (LicenceRule | StandardLicence['rules'][number])[],
  { asked, of, name }: { asked: UseAsked; of: string; name: string | undefined },
): LicenceAnswer {
  const clauseOf = (rule: LicenceRule, place: number): Clause => ({
    of,
    path: 'clause' in rule ? `${name}, ${String(rule.clause)}` : `rules/${place}`,
    effect: rule.effect === 'permit' ? 'permits' : 'prohibits',
    text: rule.text ?? null,
  });
  const placed = rules.map((rule, place) => ({ rule, clause: clauseOf(rule, place) }));
  const prohibited = placed.filter(({ rule }) => rule.effect === 'prohibit' && mayApply(rule, asked));
  const permits = placed.filter(({ rule }) => rule.effect === 'permit' && speaksOf(rule, asked));
  const sure = permits.find(({ rule }) => appliesForCertain(rule, asked));
  if (prohibited.length > 0)
    return { answer: 'deny', duties: [], missing: [], clauses: prohibited.map(({ clause }) => clause) };
  if (sure) {
    const duties = (sure.rule.duties ?? []).map(({ action, text = null }) => ({ action, text }));
    return { answer: duties.length > 0 ? 'duty' : 'permit', duties, missing: [], clauses: [sure.clause] };
  }
  return {
    answer: 'deny',
    duties: [],
    missing: permits.flatMap(({ rule }) => unsaidFor(rule, asked)),
    // What permits it elsewhere, or for another purpose, is told as what it is here.
    clauses: permits.map(({ rule, clause }) => ({
      ...clause,
      effect: 'permits nothing',
      text: [limitsInWords(rule), clause.text].filter(Boolean).join(' '),
    })),
  };
}

const limitsInWords = ({ where, purpose }: LicenceRule): string =>
  `It permits this only ${[
    ...(purpose === undefined ? [] : [`for ${purpose} purposes`]),
    ...(where === undefined ? [] : [`in ${where.join(', ')}`]),
  ].join(', and only ')}.`;

const speaksOf = ({ actions, from, until }: LicenceRule, { action, on }: UseAsked): boolean =>
  (actions.includes('use') || actions.includes(action)) &&
  (from === undefined || from <= on) &&
  (until === undefined || until >= on);

const isFor = (rule: Purpose | undefined, asked: Purpose | null): boolean =>
  rule === undefined || rule === asked;

const appliesForCertain = (rule: LicenceRule, asked: UseAsked): boolean =>
  speaksOf(rule, asked) &&
  (rule.where === undefined || (asked.place !== null && rule.where.includes(asked.place))) &&
  isFor(rule.purpose, asked.purpose);

/** Whoever may not derive may not modify or translate: each makes a derivative work (17 USC 101). */
const isAdaptation = (action: Action): boolean =>
  action === 'derive' || action === 'modify' || action === 'translate';

/** A prohibition holds wherever the question leaves room for it; asked of any use, so does one of some uses. */
const mayApply = (rule: LicenceRule, asked: UseAsked): boolean =>
  (asked.action === 'use' || (isAdaptation(asked.action) && rule.actions.some(isAdaptation))
    ? speaksOf({ ...rule, actions: ['use'] }, asked)
    : speaksOf(rule, asked)) &&
  (rule.where === undefined || asked.place === null || rule.where.includes(asked.place)) &&
  (asked.purpose === null || isFor(rule.purpose, asked.purpose));

const unsaidFor = (rule: LicenceRule, asked: UseAsked): ('place' | 'purpose')[] => [
  ...(rule.where !== undefined && asked.place === null ? ['place' as const] : []),
  ...(rule.purpose !== undefined && asked.purpose === null ? ['purpose' as const] : []),
];

function uniqueBy<One>(all: readonly One[], keyOf: (one: One) => string): One[] {
  return [...new Map(all.map((one) => [keyOf(one), one])).values()];
}
