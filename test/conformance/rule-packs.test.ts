import { evaluateRules } from '../../src/rights/rules/evaluate-rules.js';
import { readFacts } from '../../src/rights/rules/read-facts.js';
import { packFor } from '../../src/rights/rules/rule-packs.js';
import { describeVectors, readVector } from './vectors.js';

interface GoldenCase {
  readonly id: string;
  readonly jurisdiction: string;
  readonly facts: unknown;
  readonly expect: readonly string[];
}

describeVectors('legal/rulepack-golden-cases.json', () => {
  const { cases } = JSON.parse(readVector('legal/rulepack-golden-cases.json').toString('utf8')) as {
    cases: readonly GoldenCase[];
  };

  it.each(cases.map((one) => [one.id, one] as const))('%s finds what is expected', (_, golden) => {
    const read = readFacts(golden.facts);
    const pack = packFor(golden.jurisdiction);
    if ('problems' in read || !pack) throw new Error(JSON.stringify(read));
    const { findings } = evaluateRules(read.facts, { asOf: '2026-06-01', packs: [pack] });
    const found = findings.map(({ rule }) => rule);
    expect(found).toEqual(expect.arrayContaining([...golden.expect]));
    // Of China's case the record that was not kept and the label are found besides, by rules that are younger than the case.
    const besides = golden.id === 'CN-FENG' ? ['CN-03', 'CN-04'] : [];
    expect(found.toSorted()).toEqual([...golden.expect, ...besides].toSorted());
  });
});
