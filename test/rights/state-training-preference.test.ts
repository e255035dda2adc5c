import type { Wallet } from 'ethers';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { rebuild } from '../../src/register/rebuild.js';
import { stateTrainingPreference } from '../../src/rights/state-training-preference.js';
import { preferencesOfWorks } from '../../src/rights/training-preference-store.js';
import {
  isMiningReserved,
  plusDataMining,
  preferenceInForce,
  trainingPreferenceSchema,
  type TrainingPreferenceBody,
  type UsePreference,
} from '../../src/rights/training-preference.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { describeRegisters, recordedOf, type TestRegister } from '../register/a-register.js';
import { changingNothing, DERIVED } from '../register/tables.js';

const ada = aPerson('ada');
const bob = aPerson('bob');
const eve = aPerson('eve');
const NOWHERE = 'work:bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e';

const all = (preference: UsePreference) => ({
  ai_training: preference,
  ai_generative_training: preference,
  ai_inference: preference,
  data_mining: preference,
});

describeRegisters({ name: 'what machines may learn from a work', alone: 'PGlite' }, (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  afterAll(async () => {
    await changingNothing(register.database, () => rebuild(register.rebuildNeeds), DERIVED);
    await register.close();
  });

  const state = async (person: Wallet, body: TrainingPreferenceBody) =>
    recordedOf(await register.record(person, stateTrainingPreference, body)).cid;
  const inForce = async (work: string) =>
    preferenceInForce(await preferencesOfWorks(register.database.tables, [work]));

  it('is what who registered it stated last', async () => {
    const work = await register.work(ada);
    expect(await inForce(work)).toBeNull();
    await state(ada, { work, ...all('not-allowed') });
    const last = await state(ada, {
      work,
      ...all('allowed'),
      ai_generative_training: 'constrained',
      constraints: 'Ask me.',
      policy: 'https://a.example/policy',
    });
    expect(await inForce(work)).toMatchObject({
      statement: last,
      uses: { ...all('allowed'), ai_generative_training: 'constrained' },
      constraints: 'Ask me.',
      policyUrl: 'https://a.example/policy',
      statedBy: addressOf(ada),
      capacity: 'registrant',
    });
  });

  it('is not changed by who only competes', async () => {
    const work = await register.work(ada);
    const claim = await register.claim(ada, { work });
    const stated = await state(ada, { work, ...all('not-allowed') });
    await register.record(bob, claimAuthorship, {
      work,
      claimants: [addressOf(bob)],
      basis: 'author',
      competesWith: claim,
    });
    await state(bob, { work, ...all('allowed') });
    expect(await inForce(work)).toMatchObject({ statement: stated });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['NOT_ALLOWED', async () => state(eve, { work: await register.work(ada), ...all('allowed') })],
    ['WORK_UNKNOWN', () => state(ada, { work: NOWHERE, ...all('allowed') })],
    ['OUT_OF_SCHEMA', async () => state(ada, { work: await register.work(ada), ...all('constrained') })],
    [
      'OUT_OF_SCHEMA',
      async () =>
        state(ada, { work: await register.work(ada), ...all('allowed'), policy: 'http://a.example' }),
    ],
  ])('refuses with %s', async (code, act) => {
    await expect(act()).rejects.toMatchObject({ name: 'Refusal', code });
  });
});

describe('a preference', () => {
  const uses = (changes: Partial<TrainingPreferenceBody>) => ({ uses: { ...all('allowed'), ...changes } });

  it.each<[string, Partial<TrainingPreferenceBody>, string, boolean]>([
    ['for everything', {}, 'DMI-ALLOWED', false],
    ['against everything', all('not-allowed'), 'DMI-PROHIBITED', true],
    [
      'against training',
      { ai_training: 'not-allowed', ai_generative_training: 'not-allowed' },
      'DMI-PROHIBITED-AIMLTRAINING',
      false,
    ],
    [
      'against generative training',
      { ai_generative_training: 'not-allowed' },
      'DMI-PROHIBITED-GENAIMLTRAINING',
      false,
    ],
    ['against use as an input alone', { ai_inference: 'not-allowed' }, 'DMI-UNSPECIFIED', false],
    ['on terms', { data_mining: 'constrained' }, 'DMI-PROHIBITED-SEECONSTRAINT', true],
  ])('%s is told by PLUS and by TDMRep', (_, changes, plus, isReserved) => {
    expect([plusDataMining(uses(changes)), isMiningReserved(uses(changes))]).toEqual([plus, isReserved]);
  });

  it('on terms must tell them', () => {
    const work = NOWHERE;
    expect(trainingPreferenceSchema.safeParse({ work, ...all('constrained') }).success).toBe(false);
    expect(
      trainingPreferenceSchema.safeParse({ work, ...all('constrained'), constraints: 'Ask.' }).success,
    ).toBe(true);
  });
});
