import { claimantsOf, claimById } from '../../src/claims/claim-store.js';
import { coSignClaim } from '../../src/claims/co-sign-claim.js';
import { findSignatories } from '../../src/claims/find-signatories.js';
import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import { rotateKey } from '../../src/people/rotate-key.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { aRotation } from '../people/a-rotation.js';
import { describeRegisters, type TestRegister } from '../register/a-register.js';

const ada = aPerson('ada');
const bob = aPerson('bob');
const next = aPerson('bob again');
const eve = aPerson('eve');

describeRegisters({ name: 'who signed a claim', alone: 'PGlite' }, (open) => {
  let register: TestRegister;
  let claim: string;
  beforeEach(async () => {
    register = await open();
    claim = await register.claim(ada, {
      work: await register.work(ada),
      claimants: [ada, bob, eve].map(addressOf),
    });
  });
  afterEach(() => register.close());

  const signatories = async () => {
    const { tables } = register.database;
    const found = await claimById(tables, claim);
    if (!found) throw new Error('there is no claim');
    return findSignatories(tables, { ...found, claimants: await claimantsOf(tables, [claim]) });
  };
  const keys = async () => (await signatories()).map(({ key }) => key);

  it('is not who is named and has not signed', async () => {
    expect(await signatories()).toEqual([{ key: addressOf(ada), signedAt: expect.any(Date) as Date }]);
    await register.record(bob, coSignClaim, { claim });
    expect(await keys()).toEqual([ada, bob].map(addressOf));
  });

  it('is not who has withdrawn', async () => {
    await register.record(bob, coSignClaim, { claim });
    await register.record(ada, withdrawClaim, { claim });
    expect(await keys()).toEqual([addressOf(bob)]);
  });

  it('is the key that signed, where the claim names an earlier one, and stays so when it is rotated', async () => {
    await register.record(bob, rotateKey, await aRotation(bob, next));
    await register.record(next, coSignClaim, { claim });
    expect(await keys()).toEqual([ada, next].map(addressOf));
    await register.record(next, withdrawClaim, { claim });
    expect(await keys()).toEqual([addressOf(ada)]);
  });
});
