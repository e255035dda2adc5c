import type { Facts } from '../../../src/rights/rules/facts.js';
import { conditionSchema, evaluate, type Condition } from '../../../src/rights/rules/three-valued.js';

const KNOWN: Facts = { autonomous: true, published: false };
const YES: Condition = { fact: 'autonomous', equals: true };
const NO: Condition = { fact: 'published', equals: true };
const OPEN: Condition = { fact: 'aiUsed', equals: true };
const holds = (condition: Condition, facts: Facts = KNOWN) => evaluate(condition, facts).holds;

describe("Kleene's logic over facts", () => {
  it.each([
    [[YES, YES], true, true],
    [[YES, NO], false, true],
    [[NO, NO], false, false],
    [[YES, OPEN], null, true],
    [[NO, OPEN], false, null],
    [[OPEN, OPEN], null, null],
  ])('of %j comes to %p for all and %p for any', (conditions, all, any) => {
    expect([holds({ all: conditions }), holds({ any: conditions })]).toEqual([all, any]);
    expect(holds({ all: conditions.toReversed() })).toBe(all);
    expect(holds({ any: conditions.toReversed() })).toBe(any);
  });

  it('turns yes and no round, and leaves open what is open', () => {
    expect([holds({ not: YES }), holds({ not: NO }), holds({ not: OPEN })]).toEqual([false, true, null]);
  });

  it('names the facts that would decide, once each, and none that would not', () => {
    expect(evaluate({ all: [YES, OPEN, { not: OPEN }, { any: [YES, NO] }] }, KNOWN).facts).toEqual([
      'aiUsed',
    ]);
    expect(evaluate({ any: [OPEN, YES] }, KNOWN)).toEqual({ holds: true, facts: [] });
  });

  it('takes a fact that is null for one that is not given', () => {
    expect(evaluate(OPEN, { aiUsed: null })).toEqual({ holds: null, facts: ['aiUsed'] });
  });

  it('presumes only what is not known, and says so', () => {
    expect(evaluate({ presume: OPEN }, KNOWN)).toEqual({ holds: true, facts: ['aiUsed'] });
    expect(evaluate({ presume: OPEN }, { aiUsed: false })).toEqual({ holds: false, facts: [] });
    expect(evaluate({ presume: OPEN }, { aiUsed: true })).toEqual({ holds: true, facts: [] });
  });

  it('prefers a way that presumes nothing', () => {
    expect(evaluate({ any: [{ presume: OPEN }, YES] }, KNOWN)).toEqual({ holds: true, facts: [] });
  });

  it.each<[Condition, Facts, boolean]>([
    [{ fact: 'promptCount', atLeast: 2 }, { promptCount: 1 }, false],
    [{ fact: 'promptCount', atLeast: 2 }, { promptCount: 2 }, true],
    [{ fact: 'aiElements', isEmpty: true }, { aiElements: [] }, true],
    [{ fact: 'aiElements', isEmpty: false }, { aiElements: [] }, false],
    [{ fact: 'aiElements', isEmpty: false }, { aiElements: ['sky'] }, true],
    [
      { fact: 'humanContribution', includesAny: ['selection'] },
      { humanContribution: ['colour', 'Selection'] },
      true,
    ],
    [{ fact: 'humanContribution', includesAny: ['selection'] }, { humanContribution: [] }, false],
    [{ fact: 'coAuthorListed', equals: 'none' }, { coAuthorListed: 'None' }, true],
  ])('compares %j with %j', (condition, facts, expected) => {
    expect(evaluate(condition, facts)).toEqual({ holds: expected, facts: [] });
  });

  it.each([
    {},
    { all: [] },
    { fact: 'colourOfFrame', equals: true },
    { fact: 'aiUsed' },
    { fact: 'aiUsed', equals: true, atLeast: 1 },
    { maybe: YES },
  ])('knows no condition %j', (condition) => {
    expect(conditionSchema.safeParse(condition).success).toBe(false);
  });
});
