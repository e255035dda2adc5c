import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import { factsOfClaim } from '../../src/rights/facts-of-claim.js';
import { findRuleFindings } from '../../src/rights/find-rule-findings.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { describeRegisters, type TestRegister } from '../register/a-register.js';

const ada = aPerson('ada');
const work = `work:b${'a'.repeat(58)}`;
const commitment = 'a'.repeat(64);

describe("the facts of a claim's record", () => {
  const factsOf = (body: object, grades: Parameters<typeof factsOfClaim>[1]['grades'] = []) =>
    factsOfClaim({ work, claimants: [addressOf(ada)], basis: 'author', ...body }, { grades }).facts;

  it('are what its claimants state, and nothing that they leave open', () => {
    expect(factsOf({})).toEqual({
      authorListed: 'human',
      claimantIsAuthor: true,
      humanAuthors: 1,
      registeredWithoutExamination: true,
    });
    expect(factsOf({ basis: 'transfer-by-author' })).toEqual({
      claimantIsAuthor: false,
      registeredWithoutExamination: true,
    });
    expect(
      factsOf({
        generations: [{ tool: 'X', prompt: { text: 'a red 🌹' } }],
        acts: [
          { kind: 'selection', done: 'one of 40' },
          { kind: 'overpainting', done: 'the sky' },
        ],
        materialExcluded: ['the ground'],
      }),
    ).toMatchObject({
      aiUsed: true,
      promptCharsMax: 7,
      humanContribution: ['selection', 'overpainting'],
      modification: ['overpainting'],
      aiElements: ['the ground'],
    });
  });

  it('are not known where the claim withholds them', () => {
    const facts = factsOf({
      generations: [{ tool: 'X', prompt: { commitment } }],
      acts: [{ kind: 'selection', done: 'one of 40' }],
      withheld: [{ path: '/acts/1', commitment }],
    });
    expect(facts).toMatchObject({ aiUsed: true });
    expect(Object.keys(facts)).not.toEqual(expect.arrayContaining(['humanContribution']));
    expect(facts).not.toHaveProperty('promptCharsMax');
  });

  it('tell a record of the process only by a ledger that was kept while the work was made', () => {
    expect(factsOf({}, ['while-it-was-made', 'afterwards']).processRecord).toBe(true);
    expect(factsOf({}, ['afterwards']).processRecord).toBe(false);
    expect(factsOf({}, ['in-part']).processRecord).toBeUndefined();
  });
});

describeRegisters({ name: 'what the rules find in a work', alone: 'PGlite' }, (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  afterAll(() => register.close());

  const find = (asked: Partial<Parameters<typeof findRuleFindings>[1]> & { work: string }) =>
    findRuleFindings(register, {
      claim: null,
      asOf: '2026-06-01',
      jurisdictions: ['US'],
      stated: null,
      ...asked,
    });
  const refuses = (code: string, act: () => Promise<unknown>) =>
    expect(act()).rejects.toMatchObject({ name: 'Refusal', code });

  it('is from its earliest standing claim, with where each fact is told, and what whoever asks states', async () => {
    const id = await register.work(ada);
    expect(await find({ work: id })).toMatchObject({ claim: null, findings: [] });
    const claim = await register.claim(ada, {
      work: id,
      generations: [{ tool: 'X' }],
      acts: [{ kind: 'selection', done: 'one of 40' }],
    });
    const found = await find({ work: id });
    expect(found?.findings.map(({ rule }) => rule)).toContain('US-02');
    expect(found).toMatchObject({ claim, asOf: '2026-06-01' });
    expect(found?.sources).toContainEqual({ fact: 'humanContribution', from: 'claim: /acts' });
    expect(found?.needed.map(({ rule }) => rule)).toContain('US-03');
    const stated = await find({ work: id, stated: { promptsOnly: true } });
    expect(stated?.findings.map(({ rule }) => rule)).toContain('US-03');
    expect(stated?.sources).toContainEqual({ fact: 'promptsOnly', from: 'whoever asks' });
    await register.record(ada, withdrawClaim, { claim });
    expect((await find({ work: id }))?.claim).toBeNull();
    expect((await find({ work: id, claim }))?.claim).toBe(claim);
  });

  it('is refused for facts, claims and jurisdictions that are none', async () => {
    const id = await register.work(ada);
    await refuses('BAD_FACTS', () => find({ work: id, stated: { promptCount: -1 } }));
    await refuses('BAD_FACTS', () => find({ work: id, stated: { magic: true } }));
    await refuses('CLAIM_UNKNOWN', () => find({ work: id, claim: 'claim:b' }));
    await refuses('JURISDICTION_UNKNOWN', () => find({ work: id, jurisdictions: ['XX'] }));
    expect(await find({ work: 'work:unknown' })).toBeNull();
  });
});
