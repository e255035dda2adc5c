import type { Period } from '../period.js';

/** What a rule says whenever it raises its flag. */
export interface FlagRule {
  readonly code: string;
  readonly severity: 'high' | 'medium' | 'low';
  /** What is looked for. */
  readonly rule: string;
  /** Why that matters: a statute, a guideline, a convention. */
  readonly source: string;
  /** What would clear it. */
  readonly clears: string;
}

export const flagRule = (
  code: string,
  severity: FlagRule['severity'],
  source: string,
  rule: string,
  clears: string,
): FlagRule => ({ code, severity, rule, source, clears });

const SEVERITIES: readonly string[] = ['high', 'medium', 'low'];

/** Flags by how soon a person should look, the gravest first; equal ones stay in their order. */
export const gravestFirst = <One extends { readonly severity: string }>(flags: readonly One[]): One[] =>
  flags.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));

/** Something for a person to look at. It accuses nobody: none says "stolen", and a gap implies nothing. */
export interface Flag extends FlagRule {
  /** Places among the periods, from 0. */
  readonly periods: readonly number[];
  readonly message: string;
}

export const raise = (rule: FlagRule, periods: readonly number[], message: string): Flag => ({
  ...rule,
  periods,
  message,
});

/** How a message names a period. */
export function named(period: Period | undefined): string {
  const name =
    period?.owner?.name ?? period?.verbatim ?? period?.sources[0]?.party?.name ?? 'an unnamed party';
  return name.length > 80 ? `${name.slice(0, 79)}…` : name;
}
