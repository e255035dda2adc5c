import { acquisitionMethod, isKindOf } from '../acquisition-methods.js';
import { calendarDay, daysOf } from '../edtf-dates.js';
import type { Period } from '../period.js';

/** The days between which a period began and ended, as YYYYMMDD; null where the text leaves them open. */
export interface Span {
  readonly beginsFrom: number | null;
  readonly beginsBy: number | null;
  readonly endsFrom: number | null;
  readonly endsBy: number | null;
}

const first = (date: string | null | undefined): number | null => (date == null ? null : daysOf(date).first);
const last = (date: string | null | undefined): number | null => (date == null ? null : daysOf(date).last);

export const spanOf = ({ dates }: Period): Span => ({
  beginsFrom: first(dates?.earliestBegin),
  beginsBy: last(dates?.latestBegin),
  endsFrom: first(dates?.earliestEnd),
  endsBy: last(dates?.latestEnd),
});

/** The last day on which somebody is known to have had it. */
export function lastKnownDay({ dates }: Period): number | null {
  if (!dates) return null;
  const days = [dates.earliestBegin, dates.latestBegin, dates.earliestEnd, dates.latestEnd].map(last);
  return days.reduce((a, b) => (a === null ? b : b === null ? a : Math.max(a, b)), null);
}

/** The first day on which somebody is known to have had it: of "by 1932", the last of 1932. */
export function firstKnownDay({ dates }: Period): number | null {
  if (!dates) return null;
  if (dates.earliestBegin !== null) return first(dates.latestBegin ?? dates.earliestBegin);
  return last(dates.latestBegin) ?? first(dates.earliestEnd) ?? last(dates.latestEnd);
}

export const yearOf = (day: number): number => Math.floor(day / 10_000);
export const shownDay = calendarDay;

export const isOf = ({ method }: Period, ancestor: string): boolean => isKindOf(method?.id ?? null, ancestor);

/** Taken without a right: custody moved, title did not. */
export const isTaking = (period: Period): boolean =>
  isOf(period, 'theft') || isOf(period, 'illegal_extraction');

/** Who has it for another: borrower, consignee, depositary, agent. */
export const isCustodian = ({ method, owner, isInParentheses }: Period): boolean => {
  const kind = method && acquisitionMethod(method.id);
  return (
    isInParentheses ||
    owner?.clause === 'as agent' ||
    kind?.class === 'divided_custody' ||
    kind?.class === 'rejoining'
  );
};

export const isSale = (period: Period): boolean => isOf(period, 'exchange_of_value');

/** The artist, a studio, an excavation: where a work begins. */
export const isOrigin = (period: Period): boolean =>
  isOf(period, 'origin') ||
  /\b(?:artist|sculptor|painter|photographer|atelier|studio)\b/i.test(
    `${period.owner?.name ?? ''} ${period.owner?.clause ?? ''}`,
  );

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export const isSameParty = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && plain(a) === plain(b);
