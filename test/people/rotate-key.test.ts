import type { Wallet } from 'ethers';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { claimantsOf, claimsOfWorks } from '../../src/claims/claim-store.js';
import { statusOf } from '../../src/claims/claim.js';
import { coSignClaim } from '../../src/claims/co-sign-claim.js';
import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import { keysOfPersons, recoveryListsOf } from '../../src/people/key-store.js';
import { nameRecoveryKeys } from '../../src/people/name-recovery-keys.js';
import { rotateKey } from '../../src/people/rotate-key.js';
import { recordStatement } from '../../src/register/record-statement.js';
import { presentHoldings, transfersOf } from '../../src/title/title-store.js';
import { statementOf } from '../../src/lib/ids.js';
import { transferTitle } from '../../src/title/transfer-title.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { aRandom } from '../fixtures/random.js';
import {
  aStoredPicture,
  describeRegisters,
  recordedOf,
  signed,
  type TestRegister,
} from '../register/a-register.js';
import { changingNothing } from '../register/tables.js';
import { aRotation } from './a-rotation.js';

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code }) as Error;

describeRegisters({ name: 'rotating a key', alone: 'PGlite' }, (open) => {
  let register: TestRegister;
  /** Persons of each test's own: a rotation is for ever. */
  let someone: (name: string) => Wallet;
  let test = 0;
  beforeAll(async () => {
    register = await open();
  });
  beforeEach(() => {
    test += 1;
    someone = (name) => aPerson(`${name} of test ${test}`);
  });
  afterAll(() => register.close());

  /** As many persons as names. */
  const some = <Names extends readonly string[]>(...names: Names) =>
    names.map(someone) as { [At in keyof Names]: Wallet };
  const refuses = (code: string, act: () => Promise<unknown>) =>
    changingNothing(register.database, () => expect(act()).rejects.toEqual(refused(code)));
  const name = (person: Wallet, ...recovery: Wallet[]) =>
    register.record(person, nameRecoveryKeys, {
      key: addressOf(person),
      recoveryKeys: recovery.map(addressOf),
    });
  const rotate = async (signer: Wallet, from: Wallet, to: Wallet) =>
    register.record(signer, rotateKey, await aRotation(from, to));
  const give = (from: Wallet, work: string, to: Wallet, share = '1') =>
    register.record(from, transferTitle, { work, to: [{ owner: addressOf(to), share }], method: 'gift' });
  const sharesOf = async (work: string) =>
    Object.fromEntries(
      (await presentHoldings(register.database.tables, [work])).map(({ owner, share }) => [owner, share]),
    );
  const keysOf = async (person: Wallet) =>
    (await keysOfPersons(register.database.tables, [addressOf(person)]))(addressOf(person));
  const statusesOf = async (work: string) => {
    const claims = await claimsOfWorks(register.database.tables, [work]);
    const claimants = await claimantsOf(
      register.database.tables,
      claims.map(({ id }) => id),
    );
    return claims.map(({ id }) => statusOf(claimants.filter(({ claim }) => claim === id)));
  };

  it('moves what a lost key held to the new one, as an event that is no change of title', async () => {
    const [ada, safe, next, bob] = some('ada', 'safe', 'next', 'bob');
    const works = [await register.work(ada), await register.work(ada)] as const;
    for (const work of works) await register.claim(ada, { work });
    await give(ada, works[1], bob, '1/3');
    await name(ada, safe);
    const { cid } = recordedOf(await rotate(safe, ada, next));

    expect(await sharesOf(works[0])).toEqual({ [addressOf(next)]: '1' });
    expect(await sharesOf(works[1])).toEqual({ [addressOf(next)]: '2/3', [addressOf(bob)]: '1/3' });
    const history = await transfersOf(register.database.tables, [works[1]]);
    expect(history.at(-1)).toMatchObject({
      method: 'new-key',
      from: addressOf(ada),
      to: [{ owner: addressOf(next), share: '2/3' }],
    });
    const ids = (await transfersOf(register.database.tables, works)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(statementOf(history.at(-1)?.id ?? '')).toBe(cid);
    await give(next, works[1], bob, '2/3');
    expect(await sharesOf(works[1])).toEqual({ [addressOf(bob)]: '1' });
  });

  it('lets the old key sign nothing more, and nobody give it anything, naming the new key', async () => {
    const [ada, next, bob] = some('ada', 'next', 'bob');
    const work = await register.work(ada);
    await register.claim(ada, { work });
    const bobs = await register.work(bob);
    await register.claim(bob, { work: bobs });
    await rotate(ada, ada, next);
    const gone = expect.objectContaining({
      code: 'KEY_ROTATED',
      details: { key: addressOf(ada), presentKey: addressOf(next) },
    }) as Error;
    const shares = [{ owner: addressOf(ada), share: '1' }];
    for (const act of [
      () => register.work(ada),
      () => give(ada, work, bob),
      () => name(ada, bob),
      () => give(bob, bobs, ada),
      () => name(bob, ada),
      async () => register.claim(bob, { work: await register.work(bob), firstOwners: shares }),
      async () => register.claim(bob, { work: bobs, claimants: [bob, ada].map(addressOf) }),
    ]) {
      await expect(act()).rejects.toEqual(gone);
    }
  });

  it('refuses the old key already in the group in which it is replaced', async () => {
    const [ada, next] = some('ada', 'next');
    const picture = await aStoredPicture(register.content, `group ${test}`);
    const body = { title: 'Late', makers: [], files: [referenceTo(picture)] };
    const random = aRandom(`group ${test}`);
    const rotation = { kind: rotateKey, body: await aRotation(ada, next), random };
    const registration = { kind: registerWork, body, random };
    const statements = [
      await signed(register.needs, ada, rotation),
      await signed(register.needs, ada, registration),
      await signed(register.needs, next, registration),
    ] as const;
    const files = [picture];
    const outcomes = await Promise.allSettled([
      recordStatement(register.needs, rotateKey, { ...statements[0], files: [] }),
      recordStatement(register.needs, registerWork, { ...statements[1], files }),
      recordStatement(register.needs, registerWork, { ...statements[2], files }),
    ]);
    expect(outcomes).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'KEY_ROTATED' } },
      { status: 'fulfilled' },
    ]);
  });

  it('is for the key itself and the recovery keys of its newest list', async () => {
    const [ada, one, two, eve, next] = some('ada', 'one', 'two', 'eve', 'next');
    await refuses('NOT_ALLOWED', () => rotate(one, ada, next));
    await name(ada, one);
    await name(ada, two);
    await refuses('NOT_ALLOWED', () => rotate(one, ada, next));
    await refuses('NOT_ALLOWED', () => rotate(eve, ada, next));
    // The new key has no say before it is in its place.
    await refuses('NOT_ALLOWED', () => rotate(next, ada, next));
    await name(ada);
    await refuses('NOT_ALLOWED', () => rotate(two, ada, next));
    await name(ada, two);
    await rotate(two, ada, next);
    expect(await keysOf(next)).toEqual([ada, next].map(addressOf));
  });

  it('is for the successor of a recovery key too, and gives the new key no list of the old', async () => {
    const [ada, safe, safer, next, last] = some('ada', 'safe', 'safer', 'next', 'last');
    await name(ada, safe);
    await rotate(safe, safe, safer);
    await refuses('KEY_ROTATED', () => rotate(safe, ada, next));
    await rotate(safer, ada, next);
    await refuses('NOT_ALLOWED', () => rotate(safer, next, last));
    expect(await recoveryListsOf(register.database.tables, [addressOf(next)])).toEqual([]);
  });

  it('goes on from key to key, and every key finds the same person', async () => {
    const keys = some('a', 'b', 'c', 'd');
    const work = await register.work(keys[0]);
    await register.claim(keys[0], { work });
    await rotate(keys[0], keys[0], keys[1]);
    await rotate(keys[1], keys[1], keys[2]);
    await rotate(keys[2], keys[2], keys[3]);
    for (const key of keys) expect(await keysOf(key)).toEqual(keys.map(addressOf));
    expect(await sharesOf(work)).toEqual({ [addressOf(keys[3])]: '1' });
    await expect(give(keys[0], work, keys[1])).rejects.toMatchObject({
      code: 'KEY_ROTATED',
      details: { presentKey: addressOf(keys[3]) },
    });
  });

  it('refuses a new key that is the old one, was replaced, or took the place of another: nothing goes round', async () => {
    const [a, b, c, d] = some('a', 'b', 'c', 'd');
    await refuses('BAD_SUCCESSOR', () => rotate(a, a, a));
    await rotate(a, a, b);
    await refuses('BAD_SUCCESSOR', () => rotate(b, b, a));
    await refuses('BAD_SUCCESSOR', () => rotate(c, c, b));
    await refuses('BAD_SUCCESSOR', () => rotate(c, c, a));
    await name(c, d);
    await rotate(d, c, d);
    await refuses('KEY_ROTATED', () => rotate(d, c, someone('other')));
  });

  it('refuses a new key that did not accept, for this register and these very keys', async () => {
    const [ada, next, eve] = some('ada', 'next', 'eve');
    const wrong = [
      await aRotation(ada, next, { acceptedBy: ada }),
      await aRotation(ada, next, { origin: 'another.example/log' }),
      { ...(await aRotation(eve, next)), from: addressOf(ada) },
      { ...(await aRotation(ada, eve)), to: addressOf(next) },
      { ...(await aRotation(ada, next)), acceptance: `0x${'00'.repeat(65)}` },
    ];
    for (const body of wrong) await refuses('WRONG_ACCEPTANCE', () => register.record(ada, rotateKey, body));
    await refuses('OUT_OF_SCHEMA', async () =>
      register.record(ada, rotateKey, { ...(await aRotation(ada, next)), acceptance: '0x00' }),
    );
  });

  it('adds up what both keys held of a work, unless no share could name it', async () => {
    const [ada, bob, next] = some('ada', 'bob', 'next');
    const work = await register.work(ada);
    await register.claim(ada, { work });
    await give(ada, work, bob, '1/3');
    await give(ada, work, next, '1/2');
    await rotate(ada, ada, next);
    expect(await sharesOf(work)).toEqual({ [addressOf(bob)]: '1/3', [addressOf(next)]: '2/3' });

    const fine = await register.work(bob);
    const shares = (...all: [Wallet, string][]) =>
      all.map(([person, share]) => ({ owner: addressOf(person), share }));
    const [cleo, dora] = some('cleo', 'dora');
    await register.claim(bob, { work: fine });
    await register.record(bob, transferTitle, {
      work: fine,
      to: shares(
        [cleo, '1/1000000007'],
        [someone('half with cleo'), '1000000005/2000000014'],
        [dora, '1/1000000009'],
        [someone('half with dora'), '1000000007/2000000018'],
      ),
      method: 'gift',
    });
    await refuses('SHARE_TOO_FINE', () => rotate(cleo, cleo, dora));
    await rotate(cleo, cleo, someone('cleo next'));
  });

  it('lets the new key co-sign and withdraw where the old one was named, and title goes to it', async () => {
    const [ada, bob, next] = some('ada', 'bob', 'next');
    const work = await register.work(ada);
    const claim = await register.claim(ada, {
      work,
      claimants: [ada, bob].map(addressOf),
      basis: 'joint-authors',
    });
    await rotate(bob, bob, next);
    const adaNext = someone('ada next');
    await rotate(ada, ada, adaNext);
    await register.record(next, coSignClaim, { claim });
    await refuses('SIGNED_ALREADY', () => register.record(next, coSignClaim, { claim }));
    expect(await statusesOf(work)).toEqual(['claimed']);
    expect(await sharesOf(work)).toEqual({ [addressOf(adaNext)]: '1/2', [addressOf(next)]: '1/2' });
    await register.record(next, withdrawClaim, { claim });
    await refuses('WITHDRAWN_ALREADY', () => register.record(next, withdrawClaim, { claim }));
    await register.record(adaNext, withdrawClaim, { claim });
    expect(await statusesOf(work)).toEqual(['withdrawn']);
  });

  it('keeps a claim with the new key from competing with the old one, and lets it be the first', async () => {
    const [ada, next, eve] = some('ada', 'next', 'eve');
    const [claimed, unclaimed] = [await register.work(ada), await register.work(ada)];
    const first = await register.claim(ada, { work: claimed });
    await rotate(ada, ada, next);
    await refuses('CLAIMED_ALREADY', () => register.claim(next, { work: claimed }));
    await refuses('CLAIMED_ALREADY', () => register.claim(next, { work: claimed, competesWith: first }));
    await register.claim(next, { work: unclaimed });
    expect(await sharesOf(unclaimed)).toEqual({ [addressOf(next)]: '1' });
    await register.claim(eve, { work: claimed, competesWith: first });
    expect(await statusesOf(claimed)).toEqual(['claimed', 'claimed']);
  });

  it('answers a registration of the same picture with the earlier work, as the own one of the new key alone', async () => {
    const [ada, next, eve] = some('ada', 'next', 'eve');
    const picture = await aStoredPicture(register.content, `own ${test}`);
    const body = { title: 'Heron', makers: [], files: [referenceTo(picture)] };
    const again = async (person: Wallet) => register.record(person, registerWork, body, [picture]);
    await again(ada);
    await rotate(ada, ada, next);
    expect(await again(next)).toMatchObject({ no: { matches: [{ isOwn: true, relation: 'exact-bytes' }] } });
    expect(await again(eve)).toMatchObject({ no: { matches: [{ isOwn: false }] } });
  });

  it('refuses a list for another key, of the key itself, of one key twice, and of eleven', async () => {
    const [ada, bob] = some('ada', 'bob');
    const list = (...recoveryKeys: string[]) =>
      register.record(ada, nameRecoveryKeys, { key: addressOf(ada), recoveryKeys });
    await refuses('NOT_ALLOWED', () =>
      register.record(ada, nameRecoveryKeys, { key: addressOf(bob), recoveryKeys: [] }),
    );
    await refuses('NOT_ALLOWED', () => list(addressOf(ada)));
    await refuses('OUT_OF_SCHEMA', () => list(addressOf(bob), addressOf(bob)));
    await refuses('OUT_OF_SCHEMA', () => list(bob.address));
    const eleven = Array.from({ length: 11 }, (_, at) => addressOf(someone(`friend ${at}`)));
    await refuses('OUT_OF_SCHEMA', () => list(...eleven));
    // The longest list fits into the sentence that a wallet shows.
    await list(...eleven.slice(1));
  });

  it('takes a claim whose signature was made before the rotation no more', async () => {
    const [ada, next] = some('ada', 'next');
    const work = await register.work(ada);
    const body = { work, claimants: [addressOf(ada)], basis: 'author' as const };
    const late = await signed(register.needs, ada, {
      kind: claimAuthorship,
      body,
      random: aRandom(`late ${test}`),
    });
    await rotate(ada, ada, next);
    await refuses('KEY_ROTATED', () =>
      recordStatement(register.needs, claimAuthorship, { ...late, files: [] }),
    );
  });
});
