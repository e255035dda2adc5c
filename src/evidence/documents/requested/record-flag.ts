import type { FlagRule } from '../../../title/provenance/flags/flag.js';
import type { RecordedClaim, WorkFacts } from '../work-record.js';

/** A question that the whole record raises for a person. It accuses nobody, and decides nothing. */
export interface RecordFlag extends FlagRule {
  /** Ids of the claims, disputes and events that it is about; none: the work. */
  readonly about: readonly string[];
  readonly message: string;
}

export const raise = (rule: FlagRule, about: readonly string[], message: string): RecordFlag => ({
  ...rule,
  about,
  message,
});

/** Claims that somebody upholds. */
export const standing = ({ claims }: WorkFacts): RecordedClaim[] =>
  claims.filter(({ status }) => status !== 'withdrawn');
