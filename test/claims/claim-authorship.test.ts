import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { coSignClaim } from '../../src/claims/co-sign-claim.js';
import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import { claimantsOf, claimsOfWorks } from '../../src/claims/claim-store.js';
import { statusOf, type ClaimBody } from '../../src/claims/claim.js';
import { commitmentTo } from '../../src/lib/commitment.js';
import { presentHoldings } from '../../src/title/title-store.js';
import { publishCheckpoint } from '../../src/register/publish-checkpoint.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { describeRegisters, recordedOf, type TestRegister } from '../register/a-register.js';
import { ALL_TABLES, changingNothing, dump } from '../register/tables.js';

const [ada, bob, cleo, eve] = ['ada', 'bob', 'cleo', 'eve'].map(aPerson) as [
  ReturnType<typeof aPerson>,
  ReturnType<typeof aPerson>,
  ReturnType<typeof aPerson>,
  ReturnType<typeof aPerson>,
]; // as many as names
const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code }) as Error;

describeRegisters('claiming authorship', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  afterAll(() => register.close());

  const refuses = (code: string, act: () => Promise<unknown>) =>
    changingNothing(register.database, () => expect(act()).rejects.toEqual(refused(code)));
  const statusesOf = async (work: string) => {
    const claims = await claimsOfWorks(register.database.tables, [work]);
    const claimants = await claimantsOf(
      register.database.tables,
      claims.map(({ id }) => id),
    );
    return claims.map(({ id }) => statusOf(claimants.filter(({ claim }) => claim === id)));
  };
  const ownersOf = async (work: string) =>
    Object.fromEntries(
      (await presentHoldings(register.database.tables, [work])).map(({ owner, share }) => [owner, share]),
    );

  it('is for the registrant, or a maker whom the registration names', async () => {
    const work = await register.work(ada, { makers: [{ name: 'Bob', person: addressOf(bob) }] });
    await refuses('NOT_ALLOWED', () => register.claim(eve, { work }));
    await register.claim(bob, { work });
    expect(await ownersOf(work)).toEqual({ [addressOf(bob)]: '1' });
  });

  it('is made when the last claimant has signed, and only then gives title', async () => {
    const work = await register.work(ada);
    const claimants = [bob, ada, cleo].map(addressOf);
    const claim = await register.claim(ada, { work, claimants, basis: 'joint-authors' });
    await register.record(bob, coSignClaim, { claim });
    expect([await statusesOf(work), await ownersOf(work)]).toEqual([['awaiting-co-signatures'], {}]);
    await register.record(cleo, coSignClaim, { claim });
    expect(await statusesOf(work)).toEqual(['claimed']);
    expect(await ownersOf(work)).toEqual(Object.fromEntries(claimants.map((owner) => [owner, '1/3'])));
  });

  it('gives title in the shares that it names, which sum to exactly one', async () => {
    const work = await register.work(ada);
    const shares = (...all: [typeof ada, string][]) =>
      all.map(([person, share]) => ({ owner: addressOf(person), share }));
    for (const firstOwners of [
      shares([ada, '1/3'], [bob, '1/3'], [cleo, '33333333333333333/100000000000000000']),
      shares([ada, '2/3'], [bob, '2/3']),
      shares([ada, '1/2']),
    ]) {
      await refuses('SHARES_NOT_ONE', () => register.claim(ada, { work, firstOwners }));
    }
    await register.claim(ada, { work, firstOwners: shares([bob, '1/3'], [cleo, '2/3']) });
    expect(await ownersOf(work)).toEqual({ [addressOf(bob)]: '1/3', [addressOf(cleo)]: '2/3' });
  });

  it('stands beside an earlier claim, which it must name, and then changes no title', async () => {
    const work = await register.work(ada);
    const first = await register.claim(ada, { work });
    const other = await register.claim(ada, { work: await register.work(ada) });
    await refuses('COMPETING_CLAIM', () => register.claim(eve, { work }));
    await refuses('COMPETING_CLAIM', () => register.claim(eve, { work, competesWith: other }));
    await refuses('NOT_ALLOWED', () =>
      register.claim(eve, {
        work,
        competesWith: first,
        firstOwners: [{ owner: addressOf(eve), share: '1' }],
      }),
    );
    const second = await register.claim(eve, { work, competesWith: first });
    await refuses('COMPETING_CLAIM', () => register.claim(bob, { work, competesWith: second }));
    expect(await statusesOf(work)).toEqual(['claimed', 'claimed']);
    expect(await ownersOf(work)).toEqual({ [addressOf(ada)]: '1' });
  });

  it('names no earlier claim where none stands, be it that all were withdrawn', async () => {
    const work = await register.work(ada);
    const other = await register.claim(ada, { work: await register.work(ada) });
    await refuses('COMPETING_CLAIM', () => register.claim(ada, { work, competesWith: other }));
    const claim = await register.claim(ada, { work });
    await register.record(ada, withdrawClaim, { claim });
    await refuses('NOT_ALLOWED', () => register.claim(eve, { work }));
    await register.claim(ada, { work });
    expect(await statusesOf(work)).toEqual(['withdrawn', 'claimed']);
  });

  it.each<[string, string, (work: string) => Partial<ClaimBody>]>([
    ['signed by somebody whom it does not name', 'NOT_ALLOWED', () => ({ claimants: [addressOf(bob)] })],
    [
      'with an act of somebody whom it does not name',
      'NOT_ALLOWED',
      () => ({ acts: [{ kind: 'selection', done: 'One of 40', by: addressOf(bob) }] }),
    ],
    [
      'on a work that nobody registered',
      'WORK_UNKNOWN',
      () => ({ work: 'work:bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e' }),
    ],
    ['that names a claimant twice', 'OUT_OF_SCHEMA', () => ({ claimants: [ada, ada].map(addressOf) })],
    [
      'with a percentage of authorship',
      'OUT_OF_SCHEMA',
      () => ({ humanShare: 0.8 }) as Partial<ClaimBody>, // what no schema of ours has
    ],
  ])('is refused when %s', async (_, code, change) => {
    const work = await register.work(ada);
    await refuses(code, async () => register.claim(ada, { work, ...change(work) }));
  });

  it('is made once by each person, as long as it is upheld', async () => {
    const work = await register.work(ada);
    await register.claim(ada, { work });
    await refuses('CLAIMED_ALREADY', () => register.claim(ada, { work }));
  });

  it('keeps a private prompt out of the register, and lets whoever is told check it', async () => {
    const opening = { salt: '5a'.repeat(32), content: 'a heron at dawn, unrepeatable phrase' };
    const work = await register.work(ada);
    const body = {
      work,
      claimants: [addressOf(ada)],
      basis: 'author' as const,
      generations: [{ tool: 'ComfyUI', prompt: { commitment: commitmentTo(opening) } }],
    };
    const { cid } = recordedOf(await register.record(ada, claimAuthorship, body));
    const [claim] = await claimsOfWorks(register.database.tables, [work]);
    expect(claim?.body.generations).toEqual([
      { tool: 'ComfyUI', prompt: { commitment: commitmentTo(opening) } },
    ]);
    await publishCheckpoint({ ...register, clock: register.needs.clock });
    const pieces: Uint8Array[] = [];
    for await (const piece of register.content.read(cid)) pieces.push(piece);
    const kept = JSON.stringify(await dump(register.database, ALL_TABLES)) + Buffer.concat(pieces).toString();
    expect(kept).toContain(commitmentTo(opening));
    expect(kept).not.toMatch(/unrepeatable|5a5a5a5a/);
  });
});
