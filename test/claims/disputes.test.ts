import { idOf } from '../../src/lib/ids.js';
import { answerDispute } from '../../src/claims/disputes/answer-dispute.js';
import {
  isContesting,
  standOf,
  timetableOf,
  type DisputeSide,
  type Outcome,
} from '../../src/claims/disputes/dispute.js';
import { contestOfWork } from '../../src/claims/disputes/find-contest.js';
import { openDispute } from '../../src/claims/disputes/open-dispute.js';
import { stateOutcome } from '../../src/claims/disputes/state-outcome.js';
import { withdrawDispute } from '../../src/claims/disputes/withdraw-dispute.js';
import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import { declareDerivation } from '../../src/originality/declare-derivation.js';
import { referenceTo } from '../../src/works/file.js';
import { aPerson } from '../fixtures/house.js';
import { aStoredPicture, describeRegisters, recordedOf, type TestRegister } from '../register/a-register.js';
import { changingNothing } from '../register/tables.js';

type Person = ReturnType<typeof aPerson>;
const ada = aPerson('ada');
const bob = aPerson('bob');
const eve = aPerson('eve');

describe('how a dispute stands', () => {
  const answer = {
    body: { claim: 'claim:b', dispute: 'dispute:b', account: 'No' },
    side: 'claimant' as const,
  };
  const told = (side: DisputeSide, outcome: Outcome) => ({
    body: { claim: 'claim:b', dispute: 'dispute:b', outcome, decidedBy: 'Court', decidedOn: '2026-05-01' },
    side,
  });
  const stand = (...entries: Parameters<typeof standOf>[1]) => {
    const found = standOf({ withdrawnAt: null }, entries);
    return [found.state, found.outcome, isContesting(found)];
  };

  it('is open until somebody answers, whatever time passes', () => {
    expect(stand()).toEqual(['open', null, true]);
    expect(stand(answer)).toEqual(['answered', null, true]);
    expect(stand({ ...answer, side: 'challenger' })).toEqual(['open', null, true]);
    expect(isContesting(standOf({ withdrawnAt: new Date() }, []))).toBe(false);
  });

  it('is decided by what both tell, or by what a side tells against itself', () => {
    expect(stand(told('claimant', 'rejected'))).toEqual(['outcome-stated', 'rejected', true]);
    expect(stand(told('challenger', 'upheld'))).toEqual(['outcome-stated', 'upheld', true]);
    expect(stand(told('challenger', 'rejected'))).toEqual(['decided', 'rejected', false]);
    expect(stand(told('claimant', 'upheld'))).toEqual(['decided', 'upheld', true]);
    expect(stand(told('claimant', 'settled'), told('challenger', 'settled'))).toEqual([
      'decided',
      'settled',
      false,
    ]);
    expect(stand(told('claimant', 'rejected'), told('challenger', 'upheld'))).toEqual([
      'outcome-stated',
      'upheld',
      true,
    ]);
  });

  it('stays decided until both sides tell something else', () => {
    const admitted = told('claimant', 'upheld');
    expect(stand(admitted, told('claimant', 'rejected'))).toEqual(['decided', 'upheld', true]);
    expect(stand(admitted, told('challenger', 'rejected'))).toEqual(['decided', 'upheld', true]);
    expect(stand(told('challenger', 'rejected'), told('challenger', 'upheld'))).toEqual([
      'decided',
      'rejected',
      false,
    ]);
    expect(stand(admitted, told('challenger', 'settled'), told('claimant', 'settled'))).toEqual([
      'decided',
      'settled',
      false,
    ]);
  });

  it('tells that an answer is overdue, which decides nothing', () => {
    const raised = {
      raisedAt: new Date('2026-05-01T12:00:00Z'),
      body: { claim: 'claim:b', ground: 'other' as const, account: 'x' },
    };
    const on = (day: string, state: 'open' | 'answered' = 'open') =>
      timetableOf(raised, { state, now: new Date(`${day}T12:00:00Z`) });
    expect(on('2026-05-31')).toEqual({ answerBy: '2026-05-31', isAnswerOverdue: false });
    expect(on('2026-06-01')).toEqual({ answerBy: '2026-05-31', isAnswerOverdue: true });
    expect(on('2026-06-01', 'answered').isAnswerOverdue).toBe(false);
  });
});

describeRegisters({ name: 'disputes', alone: 'PGlite' }, (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  afterAll(() => register.close());

  const aClaim = async () => {
    const work = await register.work(ada);
    return { work, claim: await register.claim(ada, { work }) };
  };
  const dispute = async (person: Person, claim: string, more: object = {}) =>
    idOf(
      'dispute',
      recordedOf(
        await register.record(person, openDispute, {
          claim,
          ground: 'authorship',
          account: 'I made it',
          ...more,
        }),
      ).cid,
    );
  const contested = async (work: string) =>
    (await contestOfWork(register.database.tables, work)).map(({ dispute: { id }, state }) => [id, state]);
  const refuses = (code: string, act: () => Promise<unknown>) =>
    changingNothing(register.database, () => expect(act()).rejects.toMatchObject({ name: 'Refusal', code }));

  it('contest a claim and what derives from it, until they are withdrawn', async () => {
    const { work, claim } = await aClaim();
    const derived = await aClaim();
    await register.record(ada, declareDerivation, { work: derived.work, source: work, how: 'adaptation' });
    const id = await dispute(bob, claim);
    expect(await contested(work)).toEqual([[id, 'open']]);
    expect(await contested(derived.work)).toEqual([[id, 'open']]);
    await register.record(ada, answerDispute, { claim, dispute: id, account: 'No' });
    expect(await contested(work)).toEqual([[id, 'answered']]);
    await register.record(bob, withdrawDispute, { claim, dispute: id });
    expect(await contested(work)).toEqual([]);
    expect(await contested(derived.work)).toEqual([]);
    await refuses('WITHDRAWN_ALREADY', () =>
      register.record(ada, answerDispute, { claim, dispute: id, account: 'x' }),
    );
  });

  it('are between who raised them and the claimants alone', async () => {
    const { claim } = await aClaim();
    const other = await aClaim();
    const id = await dispute(bob, claim);
    await refuses('NOT_ALLOWED', () =>
      register.record(eve, answerDispute, { claim, dispute: id, account: 'x' }),
    );
    await refuses('NOT_ALLOWED', () => register.record(ada, withdrawDispute, { claim, dispute: id }));
    await refuses('DISPUTE_UNKNOWN', () =>
      register.record(ada, answerDispute, { claim: other.claim, dispute: id, account: 'x' }),
    );
    const outcome = {
      claim,
      dispute: id,
      outcome: 'rejected' as const,
      decidedBy: 'Court',
      decidedOn: '2026-04-01',
    };
    await refuses('DATED_IN_THE_FUTURE', () =>
      register.record(ada, stateOutcome, { ...outcome, decidedOn: '2027-01-01' }),
    );
    await refuses('FILE_MISSING', async () =>
      register.record(ada, stateOutcome, {
        ...outcome,
        document: { ...referenceTo(await aStoredPicture(register.content, 'ruling')) },
      }),
    );
    await register.record(ada, stateOutcome, outcome);
    await register.record(bob, stateOutcome, outcome);
    await refuses('DECIDED_ALREADY', () => register.record(bob, withdrawDispute, { claim, dispute: id }));
  });

  it('are not for a claimant who upholds the claim no more, nor for more than fifty words of one', async () => {
    const { claim } = await aClaim();
    const id = await dispute(bob, claim);
    const say = (person: Person, word: number) =>
      register.record(person, answerDispute, { claim, dispute: id, account: `Word ${word}` });
    for (let word = 1; word <= 50; word += 1) await say(bob, word);
    await refuses('TOO_MANY_ANSWERS', () => say(bob, 51));
    await say(ada, 1);
    await register.record(ada, withdrawClaim, { claim });
    await refuses('NOT_ALLOWED', () => say(ada, 2));
  });

  it('are refused to a claimant, twice, of a withdrawn claim, with too short a time, and by the dozen', async () => {
    const { claim } = await aClaim();
    await refuses('SELF_DISPUTE', () => dispute(ada, claim));
    await refuses('TOO_SHORT_A_TIME', () => dispute(bob, claim, { answerBy: '2026-05-03' }));
    await refuses('CLAIM_UNKNOWN', () => dispute(bob, `claim:b${'a'.repeat(58)}`));
    await refuses('OUT_OF_SCHEMA', () => dispute(bob, claim, { ground: 'spite' }));
    await dispute(eve, claim, { answerBy: '2026-06-01' });
    await refuses('DISPUTED_ALREADY', () => dispute(eve, claim));
    for (let count = 1; count < 5; count += 1) await dispute(eve, (await aClaim()).claim);
    const sixth = await aClaim();
    await refuses('TOO_MANY_DISPUTES', () => dispute(eve, sixth.claim));
    await register.record(ada, withdrawClaim, { claim: sixth.claim });
    await refuses('WITHDRAWN_ALREADY', () => dispute(bob, sixth.claim));
  });
});
