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
  const back = periods.flatMap((period, at) => {
    const settlement = settlementIn(period);
    return isReturn(period) || settlement ? [{ at, period, settlement }] : [];
  });
  const inherited = periods.filter((period) => isOf(period, 'bequest')).slice(0, MOST_LOOKED_AT);
  const owners = ownersBefore(periods);
  return (taken) => {
    const later = back.filter(({ at }) => at > taken).slice(0, MOST_LOOKED_AT);
    const victims = [
      ...(periods[taken]?.sources ?? []).map(({ party }) => party),
      periods[taken - 1]?.owner,
      owners[taken],
    ].flatMap((party) => party?.name ?? []);
    const isRestored = later.some(({ period, settlement }) => {
      const isRestitution = isOf(period, 'restitution');
      if (isDocumented(period) && (isRestitution || isSettledWith(victims, settlement))) return true;
      // Of whom nobody told, the word "restituted" alone says that it was the one who had lost it.
      if (victims.length === 0) return isRestitution;
      return isReturn(period) && victims.some((victim) => isOrStandsFor(period.owner, { victim, inherited }));
    });
    return isRestored ? { isRestored } : { isRestored, to: later[0]?.period.owner ?? null };
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

const isReturn = (period: Period): boolean => isOf(period, 'restitution') || isOf(period, 'returned');

/** A settlement that a remark tells of. */
interface Settlement {
  /** The words from "with" or the like on, in lower case: in them is with whom it was. */
  readonly others: string;
  /** Whether it leaves open whose the work is: an insurer's pays for the loss, a court's may divide a household. */
  readonly isOfSomethingElse: boolean;
}

const SETTLED = /\b(?:settle[ds]?|settlement|released?)\b/iu;
const WITH = /\b(?:with|by|between|among|from|of)\b/iu;
const SOMETHING_ELSE = /\b(?:divorce|marital|matrimonial|marriage|insur\w*|customs|debts?|bankruptcy)\b/iu;
const HEIRS = /\b(?:heirs?|estate|descendants?|successors?|widow|erben|nachlass|ayants?[- ]droit)\b/iu;
const CLAIMANTS = /\b(?:claimants?|heirs|descendants|erben|ayants?[- ]droit)\b/iu;

function settlementIn({ remarks, owner }: Period): Settlement | null {
  const remark = [owner?.clause, ...remarks].join(' ').slice(0, 2000);
  const others = behind(WITH, behind(SETTLED, remark));
  return others === null
    ? null
    : { others: others.toLowerCase(), isOfSomethingElse: SOMETHING_ELSE.test(remark) };
}

/** What is behind the first such word. */
function behind(word: RegExp, text: string | null): string | null {
  const found = text === null ? null : word.exec(text);
  return found && found.input.slice(found.index + found[0].length);
}

/** Whether it is told to be settled with whom it was taken from, with heirs, or with claimants. */
const isSettledWith = (victims: readonly string[], settlement: Settlement | null): boolean =>
  settlement !== null &&
  !settlement.isOfSomethingElse &&
  (CLAIMANTS.test(settlement.others) ||
    victims.some((victim) => settlement.others.includes(victim.toLowerCase())));

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
