import { factsSchema } from '../../../src/rights/rules/facts.js';
import { rulePackSchema } from '../../../src/rights/rules/rule.js';
import { packFor, RULE_PACKS } from '../../../src/rights/rules/rule-packs.js';
import type { Condition } from '../../../src/rights/rules/three-valued.js';

type Comparison = Extract<Condition, { readonly fact: string }>;

function comparisonsIn(condition: Condition): Comparison[] {
  if ('all' in condition) return condition.all.flatMap(comparisonsIn);
  if ('any' in condition) return condition.any.flatMap(comparisonsIn);
  if ('not' in condition) return comparisonsIn(condition.not);
  if ('presume' in condition) return comparisonsIn(condition.presume);
  return [condition];
}

/** A value with which the comparison holds, of the sort that it asks for. */
function valueFor(comparison: Comparison): unknown {
  if ('equals' in comparison) return comparison.equals;
  if ('atLeast' in comparison) return comparison.atLeast;
  return 'isEmpty' in comparison ? [] : comparison.includesAny;
}

describe.each(RULE_PACKS.map((pack) => [pack.jurisdiction, pack] as const))('the pack of %s', (_, pack) => {
  it('has the published form', () => {
    expect(rulePackSchema.parse(pack)).toEqual(pack);
  });

  it('names no rule twice, and is not reviewed by counsel', () => {
    const ids = pack.rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([pack.reviewedBy, pack.review]).toEqual([null, 'not reviewed by counsel']);
  });

  it('compares facts only with what they can be', () => {
    const wrong = pack.rules
      .flatMap(({ when }) => comparisonsIn(when))
      .filter((one) => !factsSchema.safeParse({ [one.fact]: valueFor(one) }).success);
    expect(wrong).toEqual([]);
  });

  it('says in its text where it presumes something', () => {
    for (const { when, finding } of pack.rules)
      if (JSON.stringify(when).includes('"presume"'))
        expect(finding.polarity === 'status' || /presumes/.test(finding.text)).toBe(true);
  });
});

describe('rule packs', () => {
  it('are asked by the codes that they cover, each by one', () => {
    expect([packFor('DE'), packFor('CZ'), packFor('EU')].map((pack) => pack?.jurisdiction)).toEqual(['EU', 'EU', 'EU']); // prettier-ignore
    expect(packFor('XX')).toBeUndefined();
    const codes = RULE_PACKS.flatMap(({ covers }) => covers);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each([{ id: 'us-1' }, { effectiveFrom: '2025-02-30' }, { contraryAuthority: [] }, { reviewedBy: '' }, { isAuthor: true }])(
    'have no rule with %j',
    (change) => {
      const [pack] = RULE_PACKS;
      const rules = pack?.rules.map((rule) => ({ ...rule, ...change }));
      expect(rulePackSchema.safeParse({ ...pack, rules }).success).toBe(false);
    },
  ); // prettier-ignore
});
