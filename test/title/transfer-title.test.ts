import { holdingsOfWorks, presentHoldings, transfersOf } from '../../src/title/title-store.js';
import { findOwnership } from '../../src/title/find-ownership.js';
import { transferTitle } from '../../src/title/transfer-title.js';
import { parseFraction, sum, ONE } from '../../src/lib/fraction.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { aRandom } from '../fixtures/random.js';
import { describeRegisters, recordedOf, type TestRegister } from '../register/a-register.js';
import { changingNothing } from '../register/tables.js';

type Person = ReturnType<typeof aPerson>;
const ada = aPerson('ada');
const bob = aPerson('bob');
const cleo = aPerson('cleo');

describeRegisters('title', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  afterAll(() => register.close());

  const aClaimedWork = async () => {
    const work = await register.work(ada);
    await register.claim(ada, { work });
    return work;
  };
  const give = async (from: Person, work: string, ...to: [Person, string][]) =>
    register.record(from, transferTitle, {
      work,
      to: to.map(([person, share]) => ({ owner: addressOf(person), share })),
      method: 'sale',
    });
  const needs = () => ({ ...register, clock: register.needs.clock });
  const sharesOf = async (work: string, asOf: Date | null = null) =>
    Object.fromEntries(
      (await findOwnership(needs(), { work, object: null, validAt: asOf, knownAt: asOf }))?.owners.map(
        ({ party: { person }, share }) => [person, share],
      ) ?? [],
    );
  const refuses = (code: string, act: () => Promise<unknown>) =>
    changingNothing(register.database, () => expect(act()).rejects.toMatchObject({ name: 'Refusal', code }));

  it('passes whole, and then the former owner has nothing to pass', async () => {
    const work = await aClaimedWork();
    await give(ada, work, [bob, '1']);
    expect(await sharesOf(work)).toEqual({ [addressOf(bob)]: '1' });
    await refuses('NOT_THE_OWNER', () => give(ada, work, [cleo, '1']));
  });

  it('passes in shares, which add to what the new owner had', async () => {
    const work = await aClaimedWork();
    await give(ada, work, [bob, '1/3'], [cleo, '1/3']);
    await give(cleo, work, [bob, '1/6']);
    expect(await sharesOf(work)).toEqual({
      [addressOf(ada)]: '1/3',
      [addressOf(bob)]: '1/2',
      [addressOf(cleo)]: '1/6',
    });
  });

  it('is refused to a stranger, beyond what is held, and to oneself', async () => {
    const work = await aClaimedWork();
    await give(ada, work, [bob, '2/3']);
    await refuses('NOT_THE_OWNER', () => give(cleo, work, [cleo, '1/100']));
    await refuses('MORE_THAN_HELD', () => give(ada, work, [bob, '33333333333333334/100000000000000000']));
    await refuses('MORE_THAN_HELD', () => give(ada, work, [bob, '1/4'], [cleo, '1/4']));
    await refuses('SELF_TRANSFER', () => give(ada, work, [ada, '1/3']));
    await refuses('WORK_UNKNOWN', () =>
      give(ada, 'work:bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e', [bob, '1']),
    );
  });

  it('is refused in shares so fine that what is left could never be named', async () => {
    const work = await aClaimedWork();
    await give(ada, work, [bob, '1/999999999999999989']);
    await refuses('SHARE_TOO_FINE', () => give(ada, work, [bob, '1/999999999999999967']));
    await give(ada, work, [bob, '999999999999999988/999999999999999989']);
    expect(await sharesOf(work)).toEqual({ [addressOf(bob)]: '1' });
  });

  it.each(['0', '0/1', '2', '1/0', '-1/2', '0.5', '01/2', '3/2'])(
    'never passes a share of "%s"',
    async (share) => {
      const work = await aClaimedWork();
      await changingNothing(register.database, () =>
        expect(give(ada, work, [bob, share])).rejects.toMatchObject({
          code: share === '3/2' ? 'MORE_THAN_HELD' : 'OUT_OF_SCHEMA',
        }),
      );
    },
  );

  it('sums to exactly one after each of 40 random transfers', async () => {
    const random = aRandom('transfers');
    const people = [ada, bob, cleo];
    const work = await aClaimedWork();
    for (let round = 0; round < 40; round += 1) {
      const holdings = await presentHoldings(register.database.tables, [work]);
      expect(sum(holdings.map(({ share }) => parseFraction(share)))).toEqual(ONE);
      const held = holdings[random.below(holdings.length)];
      const from = people.find((person) => addressOf(person) === held?.owner) ?? ada;
      const { numerator, denominator } = parseFraction(held?.share ?? '1');
      const [to] = people.filter((person) => person !== from).slice(random.below(2));
      const part = denominator > 10n ** 15n ? 1n : BigInt(random.below(3) + 1);
      await give(from, work, [
        to ?? ada,
        numerator === denominator && part === 1n ? '1' : `${numerator}/${denominator * part}`,
      ]);
    }
    expect((await holdingsOfWorks(register.database.tables, [work])).length).toBeGreaterThan(40);
  });

  it('was held by whom the register had then, before, between and after', async () => {
    const at = (day: number) => new Date(Date.UTC(2026, 5, day));
    register.setNow(at(1));
    const work = await register.work(ada);
    register.setNow(at(2));
    await register.claim(ada, { work });
    register.setNow(at(4));
    const sale = recordedOf(await give(ada, work, [bob, '1/4']));
    register.setNow(at(6));
    await give(ada, work, [cleo, '3/4']);

    const [a, b, c] = [ada, bob, cleo].map(addressOf) as [string, string, string];
    expect(await sharesOf(work, at(1))).toEqual({});
    expect(await sharesOf(work, new Date(at(2).getTime() - 1))).toEqual({});
    expect(await sharesOf(work, at(2))).toEqual({ [a]: '1' });
    expect(await sharesOf(work, new Date(at(4).getTime() - 1))).toEqual({ [a]: '1' });
    expect(await sharesOf(work, at(4))).toEqual({ [a]: '3/4', [b]: '1/4' });
    expect(await sharesOf(work, at(30))).toEqual({ [b]: '1/4', [c]: '3/4' });
    expect(await sharesOf(work)).toEqual({ [b]: '1/4', [c]: '3/4' });
    expect(
      await findOwnership(needs(), { work: 'work:unknown', object: null, validAt: null, knownAt: null }),
    ).toBeNull();

    const history = await transfersOf(register.database.tables, [work]);
    expect(history.map(({ method, from }) => [method, from])).toEqual([
      ['creation', null],
      ['sale', a],
      ['sale', a],
    ]);
    expect(history[1]).toMatchObject({
      id: `transfer:${sale.cid}`,
      recordedAt: at(4),
      statementIndex: sale.index,
    });
  });
});
