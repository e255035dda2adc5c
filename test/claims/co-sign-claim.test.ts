import { coSignClaim } from '../../src/claims/co-sign-claim.js';
import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import { presentHoldings } from '../../src/title/title-store.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { describeRegisters, type TestRegister } from '../register/a-register.js';
import { changingNothing } from '../register/tables.js';

const ada = aPerson('ada');
const bob = aPerson('bob');
const eve = aPerson('eve');
const NOBODYS = 'claim:bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e';

describeRegisters({ name: 'co-signing and withdrawing', alone: 'PostgreSQL' }, (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  afterAll(() => register.close());

  const aJointClaim = async () => {
    const work = await register.work(ada);
    return { work, claim: await register.claim(ada, { work, claimants: [ada, bob].map(addressOf) }) };
  };
  const refuses = (code: string, act: () => Promise<unknown>) =>
    changingNothing(register.database, () => expect(act()).rejects.toMatchObject({ name: 'Refusal', code }));

  it('is for those whom the claim names, once each', async () => {
    const { claim } = await aJointClaim();
    await refuses('NOT_ALLOWED', () => register.record(eve, coSignClaim, { claim }));
    await refuses('SIGNED_ALREADY', () => register.record(ada, coSignClaim, { claim }));
    await register.record(bob, coSignClaim, { claim });
    await refuses('SIGNED_ALREADY', () => register.record(bob, coSignClaim, { claim }));
    await refuses('CLAIM_UNKNOWN', () => register.record(bob, coSignClaim, { claim: NOBODYS }));
  });

  it('withdraws for those who signed, once each, and takes no title back', async () => {
    const { work, claim } = await aJointClaim();
    await refuses('NOT_ALLOWED', () => register.record(bob, withdrawClaim, { claim }));
    await register.record(bob, coSignClaim, { claim });
    await refuses('NOT_ALLOWED', () => register.record(eve, withdrawClaim, { claim }));
    await refuses('CLAIM_UNKNOWN', () => register.record(ada, withdrawClaim, { claim: NOBODYS }));
    await register.record(bob, withdrawClaim, { claim, reason: 'I was not there' });
    await refuses('WITHDRAWN_ALREADY', () => register.record(bob, withdrawClaim, { claim }));
    const owners = await presentHoldings(register.database.tables, [work]);
    expect(owners.map(({ share }) => share)).toEqual(['1/2', '1/2']);
  });

  it('cannot complete a claim that its only signer has withdrawn', async () => {
    const { work, claim } = await aJointClaim();
    await register.record(ada, withdrawClaim, { claim });
    await refuses('CLAIM_WITHDRAWN', () => register.record(bob, coSignClaim, { claim }));
    expect(await presentHoldings(register.database.tables, [work])).toEqual([]);
  });

  it("gives title to those whom the registration names, though a stranger's claim stands before theirs", async () => {
    const { work, claim } = await aJointClaim();
    const stranger = await register.claim(eve, { work, competesWith: claim });
    await register.record(ada, withdrawClaim, { claim });
    expect(await presentHoldings(register.database.tables, [work])).toEqual([]);
    await register.claim(ada, { work, competesWith: stranger });
    const owners = await presentHoldings(register.database.tables, [work]);
    expect(owners).toMatchObject([{ owner: addressOf(ada), share: '1' }]);
  });

  it('gives no title to a claimant who withdrew before the last had signed', async () => {
    const { work, claim } = await aJointClaim();
    const third = await register.work(ada);
    const joint = await register.claim(ada, { work: third, claimants: [ada, bob, eve].map(addressOf) });
    await register.record(bob, coSignClaim, { claim: joint });
    await register.record(ada, withdrawClaim, { claim: joint });
    await register.record(eve, coSignClaim, { claim: joint });
    expect(await presentHoldings(register.database.tables, [third])).toEqual([]);
    await register.record(bob, coSignClaim, { claim });
    expect(await presentHoldings(register.database.tables, [work])).toHaveLength(2);
  });
});
