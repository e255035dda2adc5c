import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../src/lib/canonical-json.js';
import { evaluateRules } from '../../../src/rights/rules/evaluate-rules.js';
import type { Facts } from '../../../src/rights/rules/facts.js';
import { packFor, RULE_PACKS } from '../../../src/rights/rules/rule-packs.js';

const sha256 = (value: unknown) => createHash('sha256').update(canonicalJson(value)).digest('hex');

function ask(code: string, facts: Facts, asOf = '2026-11-01') {
  const pack = packFor(code);
  if (!pack) throw new Error(`there is no pack for ${code}`);
  return evaluateRules(facts, { asOf, packs: [pack] });
}
const found = (code: string, facts: Facts, asOf?: string) =>
  ask(code, facts, asOf).findings.map(({ rule }) => rule);
const needed = (code: string, facts: Facts) =>
  Object.fromEntries(ask(code, facts).needed.map(({ rule, facts: names }) => [rule, names]));

describe('an evaluation', () => {
  it('names the day, the digests of packs and facts, and that it does not advise', () => {
    const facts = { authorListed: 'machine' } as const;
    const evaluation = ask('US', facts);
    expect(evaluation).toMatchObject({
      asOf: '2026-11-01',
      packs: [{ jurisdiction: 'US', sha256: sha256(packFor('US')), reviewedBy: null, review: 'not reviewed by counsel' }],
      factsSha256: sha256(facts),
      notice: expect.stringMatching(/informs and does not advise/),
    }); // prettier-ignore
    expect(JSON.stringify(evaluation)).not.toMatch(/"isAuthor"|proved|authentic/i);
  });

  it('shows with each finding what speaks against it and who reviewed it', () => {
    for (const { contraryAuthority, citations, reviewedBy, review } of ask('US', {
      promptCount: 3,
      claimantIsAuthor: false,
    }).findings) {
      expect([contraryAuthority.length, citations.length].every((length) => length > 0)).toBe(true);
      expect([reviewedBy, review]).toEqual([null, 'not reviewed by counsel']);
    }
  });

  it('finds nothing where nothing is known, and names facts for every rule', () => {
    const { findings, needed: open } = evaluateRules({}, { asOf: '2026-11-01', packs: RULE_PACKS });
    expect(findings).toEqual([]);
    expect(open).toHaveLength(RULE_PACKS.flatMap(({ rules }) => rules).length);
    expect(open.every(({ facts }) => facts.length > 0)).toBe(true);
  });

  it('says what follows from the facts by what they mean', () => {
    expect(ask('US', { promptCount: 1 }).implied).toEqual([
      { fact: 'aiUsed', value: true, why: expect.any(String) },
    ]);
  });

  it('says what a finding presumed', () => {
    const prompts = ask('US', { promptCount: 1 }).findings.find(({ rule }) => rule === 'US-03');
    expect(prompts).toMatchObject({ presumed: ['promptsOnly'], text: expect.stringMatching(/presumes/) });
    expect(found('US', { promptCount: 1, promptsOnly: false })).not.toContain('US-03');
  });

  it.each<[string, string, Facts, string, string]>([
    ['US', 'US-03', { promptsOnly: true }, '2025-01-28', '2025-01-29'],
    ['US', 'US-01', { authorListed: 'machine' }, '2025-03-17', '2025-03-18'],
    ['CN', 'CN-03', { aiUsed: true }, '2025-08-31', '2025-09-01'],
    ['KR', 'KR-01', { aiElements: ['sky'] }, '2025-06-29', '2025-06-30'],
    ['EU', 'EU-06', { deepfake: true, isDeployer: true }, '2026-08-01', '2026-08-02'],
    ['GB', 'UK-04', { aiUsed: true }, '2026-03-17', '2026-03-18'],
  ])('of %s leaves %s out before it is in force', (code, rule, facts, before, from) => {
    expect(found(code, facts, before)).not.toContain(rule);
    expect(ask(code, facts, before).notInForce.map((one) => one.rule)).toContain(rule);
    expect(found(code, facts, from)).toContain(rule);
  });

  it('asks a rule on its last day and not after it', () => {
    const [pack] = RULE_PACKS;
    if (!pack) throw new Error('there is no pack');
    const ended = { ...pack, rules: pack.rules.map((rule) => ({ ...rule, effectiveTo: '2026-01-31' })) };
    const rules = (asOf: string) =>
      evaluateRules({ claimantIsAuthor: false }, { asOf, packs: [ended] }).findings.map(({ rule }) => rule);
    expect([rules('2026-01-31'), rules('2026-02-01')]).toEqual([['US-09'], []]);
  });
});

describe('the rules', () => {
  it.each<[string, string, Facts]>([
    ['US', 'US-02', { humanContribution: ['Selection'] }],
    ['US', 'US-06', { aiUsed: true, earlierFiling: true, earlierFilingDisclosedAi: false }],
    ['US', 'US-07', { employeeInScope: true }],
    ['US', 'US-07', { commissionedInCategory: true, signedWriting: true }],
    ['US', 'US-08', { humanAuthors: 2, intentToMerge: true }],
    ['GB', 'UK-01', { freeCreativeChoices: true }],
    ['UK', 'UK-02', { autonomous: true }],
    ['GB', 'UK-03', { aiUsed: true, humanContribution: [] }],
    ['EU', 'EU-01', { freeCreativeChoices: true }],
    ['CZ', 'EU-04', { processRecord: false }],
    ['CN', 'CN-01', { prompts: 'detailed', parametersSet: true, iterations: 5, humanContribution: ['selection'] }],
    ['CN', 'CN-05', { processReconstructed: true }],
    ['JP', 'JP-01', { prompts: 'detailed' }],
    ['KR', 'KR-02', { expressiveInput: ['drawing'], inputPerceptibleInOutput: true }],
    ['CA', 'CA-01', { autonomous: true }],
  ])('of %s find %s in %j', (code, rule, facts) => {
    expect(found(code, facts)).toContain(rule);
  }); // prettier-ignore

  it.each<[string, string, Facts]>([
    ['US', 'US-01', { authorListed: 'human', coAuthorListed: 'none' }],
    ['US', 'US-02', { humanContribution: [] }],
    ['US', 'US-04', { expressiveInput: ['drawing'], inputPerceptibleInOutput: false }],
    ['US', 'US-03', { promptCount: 9, expressiveInput: ['drawing'], inputPerceptibleInOutput: true }],
    ['US', 'US-05', { aiUsed: false }],
    ['US', 'US-05', { aiUsed: true, aiPartAboveDeMinimis: false }],
    ['US', 'US-07', { employeeInScope: false, commissionedInCategory: true, signedWriting: false }],
    ['US', 'US-08', { humanAuthors: 1 }],
    ['US', 'US-09', { claimantIsAuthor: true }],
    ['EU', 'EU-03', { promptCharsMax: 1700, humanDominance: true }],
    ['CN', 'CN-02', { prompts: 'detailed' }],
    ['CN', 'CN-03', { aiUsed: true, published: false }],
    ['UA', 'UA-01', { directHumanParticipation: true }],
    ['CA', 'STATUS:litigation-pending', { authorListed: 'human', coAuthorListed: 'human' }],
  ])('of %s neither find %s in %j nor ask for more', (code, rule, facts) => {
    expect(found(code, facts)).not.toContain(rule);
    expect(needed(code, facts)).not.toHaveProperty([rule]);
  });

  it.each<[string, string, Facts, readonly string[]]>([
    ['EU', 'EU-03', { promptCharsMax: 1700 }, ['humanDominance']],
    ['US', 'US-08', { humanAuthors: 2 }, ['intentToMerge']],
    ['UA', 'UA-02', { directHumanParticipation: false }, ['lawfulUserOfProgram', 'ownerOfProgram']],
    ['US', 'US-04', { expressiveInput: ['drawing'] }, ['inputPerceptibleInOutput']],
    ['CN', 'CN-01', { prompts: 'detailed', iterations: 3 }, ['parametersSet', 'humanContribution']],
  ])('of %s: %s of %j needs %j', (code, rule, facts, names) => {
    expect(needed(code, facts)[rule]).toEqual(names);
  });

  it('never let a tool make a joint work', () => {
    expect(found('US', { coAuthorListed: 'a tool', humanAuthors: 1, intentToMerge: true })).toEqual([
      'US-01',
      'US-05',
    ]);
  });
});
