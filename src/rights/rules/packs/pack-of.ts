import type { Rule, RulePack } from '../rule.js';

export const NONE_FOUND = 'None was found when this rule was written. That is no finding that there is none.';

export const NOT_REVIEWED = 'not reviewed by counsel';

type Written = Omit<Rule, 'jurisdiction' | 'version' | 'effectiveTo' | 'reviewedBy'> &
  Partial<Pick<Rule, 'jurisdiction' | 'version' | 'effectiveTo'>>;

/** A pack out of its rules; each is of the pack's jurisdiction, in its first version and in force where it says nothing else. */
export const packOf = (
  jurisdiction: string,
  { name, covers, rules }: { name: string; covers?: readonly string[]; rules: readonly Written[] },
): RulePack => ({
  jurisdiction,
  name,
  version: 1,
  covers: [...(covers ?? [jurisdiction])],
  notice:
    'It informs and does not advise. It says what authority there is on each side, and never who the author is.',
  reviewedBy: null,
  review: NOT_REVIEWED,
  rules: rules.map((rule) => ({ jurisdiction, version: 1, effectiveTo: null, ...rule, reviewedBy: null })),
});
