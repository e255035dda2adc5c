import type { Party, Period } from '../period.js';
import { isCustodian, isOf, isSameParty, isTaking } from './timeline.js';

/** Whether what was taken came back, and otherwise to whom it is told to have come, who may not stand for whom it was taken from. */
export type Restoration =
  { readonly isRestored: true } | { readonly isRestored: false; readonly to: Party | null };

/** So many of those that follow on a taking are looked at, so that a long chain costs its length. */
const MOST_LOOKED_AT = 50;

/**
 * For the place of a taking whether it is told to have come back: to whom it was taken from or their heirs, or by a restitution or settlement that is
 * documented by a note.
 */
export function restorationsIn(periods: readonly Period[]): (taken: number) => Restoration {
  const back = periods.flatMap((period, at) =>
    isOf(period, 'restitution') || isOf(period, 'returned') || SETTLED.test(remarkOf(period)) ? [at] : [],
  );
  const inherited = periods.filter((period) => isOf(period, 'bequest'));
  const owners = ownersBefore(periods);
  return (taken) => {
    const later = back
      .filter((at) => at > taken)
      .slice(0, MOST_LOOKED_AT)
      .flatMap((at) => periods[at] ?? []);
    const victims = [
      ...(periods[taken]?.sources ?? []).map(({ party }) => party),
      periods[taken - 1]?.owner,
      owners[taken],
    ].flatMap((party) => party?.name ?? []);
    const isRestored = later.some((period) => {
      if (isDocumented(period) && (isOf(period, 'restitution') || isSettledWith(victims, period)))
        return true;
      // Of whom nobody told, the word "restituted" alone says that it was the one who had lost it.
      if (victims.length === 0) return isOf(period, 'restitution');
      return (
        (isOf(period, 'restitution') || isOf(period, 'returned')) &&
        victims.some((victim) =>
          isOrStandsFor(period.owner, { victim, inherited: inherited.slice(0, MOST_LOOKED_AT) }),
        )
      );
    });
    return isRestored ? { isRestored } : { isRestored, to: later[0]?.owner ?? null };
  };
}

/** Of each period who owned it before. */
function ownersBefore(periods: readonly Period[]): (Party | null)[] {
  let owner: Party | null = null;
  return periods.map((period) => {
    const before = owner;
    if (!isCustodian(period) && !isTaking(period)) owner = period.owner;
    return before;
  });
}

const isDocumented = ({ footnotes, citations }: Period): boolean => footnotes.length + citations.length > 0;

const remarkOf = ({ remarks, owner }: Period): string => [owner?.clause, ...remarks].join(' ').slice(0, 2000);

/** Words that tell of a settlement, up to with whom it was. */
const SETTLED = /\b(?:settle[ds]?|settlement|released?)\b.*?\b(?:with|by|between|among|from|of)\b(.*)/isu;
/** Settlements that leave open whose the work is: an insurer's pays for the loss, a court's may divide a household. */
const OF_SOMETHING_ELSE = /\b(?:divorce|marital|matrimonial|marriage|insur\w*|customs|debts?|bankruptcy)\b/iu;
const HEIRS = /\b(?:heirs?|estate|descendants?|successors?|widow|erben|nachlass|ayants?[- ]droit)\b/iu;
const CLAIMANTS = /\b(?:claimants?|heirs|descendants|erben|ayants?[- ]droit)\b/iu;

/** Whether it is told to be settled with whom it was taken from, with heirs, or with claimants. */
function isSettledWith(victims: readonly string[], period: Period): boolean {
  const remark = remarkOf(period);
  const others = OF_SOMETHING_ELSE.test(remark) ? undefined : SETTLED.exec(remark)?.[1]?.toLowerCase();
  if (others === undefined) return false;
  return CLAIMANTS.test(others) || victims.some((victim) => others.includes(victim.toLowerCase()));
}

/** Whoever it was, or who is told to be their heir: by their name, by what is said of them, or by an inheritance from them. */
function isOrStandsFor(
  party: Party | null,
  { victim, inherited }: { victim: string; inherited: readonly Period[] },
): boolean {
  if (!party) return false;
  const { name, relationship, clause } = party;
  if (isSameParty(name, victim) || isSameParty(relationship?.to, victim)) return true;
  const said = `${name} ${clause ?? ''}`.slice(0, 500);
  if (HEIRS.test(said) && said.toLowerCase().includes(victim.toLowerCase())) return true;
  return inherited.some(
    ({ owner, sources }) =>
      isSameParty(owner?.name, name) && sources.some((source) => isSameParty(source.party?.name, victim)),
  );
}
