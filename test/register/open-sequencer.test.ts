import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { Refusal } from '../../src/lib/refusal.js';
import type { Tables } from '../../src/ports.js';
import type { Halt } from '../../src/register/halt.js';
import { openSequencer } from '../../src/register/open-sequencer.js';
import { recordStatement } from '../../src/register/record-statement.js';
import { rebuild } from '../../src/register/rebuild.js';
import { nameStatement } from '../../src/register/statement.js';
import { transferTitle } from '../../src/title/transfer-title.js';
import { findOwnership } from '../../src/title/find-ownership.js';
import { presentHoldings } from '../../src/title/title-store.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { aRandom } from '../fixtures/random.js';
import { describeRegisters, recordedOf, signed, type TestRegister } from './a-register.js';
import { findingsIn } from './findings-in.js';
import { watchSql } from './sql.js';
import { changingNothing, DERIVED } from './tables.js';

const [ada, bob, eve] = ['ada', 'bob', 'eve'].map(aPerson) as [
  ReturnType<typeof aPerson>,
  ReturnType<typeof aPerson>,
  ReturnType<typeof aPerson>,
]; // map keeps the length
const random = aRandom('sequencer');

describeRegisters('statements that come at once', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  afterAll(async () => {
    await changingNothing(register.database, () => rebuild(register.rebuildNeeds), DERIVED);
    await register.close();
  });

  const transfer = (from: typeof ada, work: string, to: typeof ada, share = '1') =>
    register.record(from, transferTitle, { work, to: [{ owner: addressOf(to), share }], method: 'sale' });
  const ownersOf = async (work: string) =>
    (await presentHoldings(register.database.tables, [work])).map(({ owner, share }) => [owner, share]);
  const claimedWorks = async (count: number) => {
    const works = [];
    for (let at = 0; at < count; at += 1) works.push(await register.work(ada));
    await Promise.all(works.map((work) => register.claim(ada, { work })));
    return works;
  };

  it('share transactions, and have the effect of one after the other', async () => {
    let commits = 0;
    const stop = watchSql(register.database, {
      before: (sql) => {
        if (sql === 'COMMIT') commits += 1;
      },
    });
    const works = await claimedWorks(20);
    const before = commits;
    await Promise.all(works.map((work, at) => transfer(ada, work, at % 2 === 0 ? bob : eve)));
    stop();
    expect(commits - before).toBeLessThan(8);
    for (const [at, work] of works.entries())
      expect(await ownersOf(work)).toEqual([[addressOf(at % 2 === 0 ? bob : eve), '1']]);
  });

  it('are each decided on what those before them changed', async () => {
    const [work = ''] = await claimedWorks(1);
    const outcomes = await Promise.allSettled([
      transfer(ada, work, bob),
      transfer(ada, work, eve),
      transfer(bob, work, eve),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { code: 'NOT_THE_OWNER' } });
    expect(await ownersOf(work)).toEqual([[addressOf(eve), '1']]);
  });

  it('keep out the same statement sent twice at once', async () => {
    const work = await register.work(ada);
    const body = { work, claimants: [addressOf(ada)], basis: 'author' as const };
    const claim = {
      ...(await signed(register.needs, ada, { kind: claimAuthorship, body, random })),
      files: [],
    };
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => recordStatement(register.needs, claimAuthorship, claim)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'REPLAYED' });
  });

  it('are never dated before those that came earlier, also when the clock is set back', async () => {
    const at = register.needs.clock.now();
    const [work = ''] = await claimedWorks(1);
    const timeOf = async (outcome: ReturnType<typeof transfer>) => recordedOf(await outcome).recordedAt;
    register.setNow(new Date(at.getTime() - 600_000));
    expect(await timeOf(transfer(ada, work, bob))).toEqual(at);
    expect(
      await findOwnership(
        { ...register, clock: register.needs.clock },
        { work, object: null, validAt: null, knownAt: null },
      ),
    ).toMatchObject({ owners: [{ party: { person: addressOf(bob) } }] });
    const later = new Date(at.getTime() + 1000);
    register.setNow(later);
    expect(await timeOf(transfer(bob, work, eve))).toEqual(later);
    expect(await findingsIn(register.rebuildNeeds)).toEqual([]);
  });

  it('are refused one by one: what is wrong with one is nothing to the others', async () => {
    const works = await claimedWorks(6);
    const outcomes = await Promise.allSettled(
      works.map((work, at) => transfer(at % 2 === 0 ? ada : bob, work, eve)),
    );
    expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  it('are recorded without the one whose effect fails in the database', async () => {
    const works = await claimedWorks(5);
    // A row that is in the way of one transfer's effect, as no rule foresees it.
    const [broken = ''] = works;
    await register.database.tables.query(
      `CREATE OR REPLACE FUNCTION in_the_way() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN IF NEW.work = '${broken}' THEN RAISE EXCEPTION 'in the way'; END IF; RETURN NEW; END $$`,
    );
    await register.database.tables.query(
      'CREATE TRIGGER in_the_way BEFORE INSERT ON transfers FOR EACH ROW EXECUTE FUNCTION in_the_way()',
    );
    const outcomes = await Promise.allSettled(works.map((work) => transfer(ada, work, bob)));
    await register.database.tables.query('DROP TRIGGER in_the_way ON transfers');
    expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual([false, true, true, true, true]);
    expect(outcomes[0]).toMatchObject({
      reason: { message: expect.stringContaining('in the way') as string },
    });
    expect(await ownersOf(broken)).toEqual([[addressOf(ada), '1']]);
    await transfer(ada, broken, bob);
  });

  async function aClaim() {
    const work = await register.work(ada);
    const body = { work, claimants: [addressOf(ada)], basis: 'author' as const };
    const { statement, signature } = await signed(register.needs, ada, {
      kind: claimAuthorship,
      body,
      random,
    });
    return {
      kind: claimAuthorship,
      statement: { ...statement, body },
      ...nameStatement(statement),
      signature,
      verifiedAt: null,
      files: [],
    };
  }

  it('are acknowledged when their commit was not heard of and comes through only during the second try', async () => {
    const { database } = register;
    let late: ((tables: Tables) => Promise<unknown>) | null = null;
    const transaction = async <T>(work: (tables: Tables) => Promise<T>): Promise<T> => {
      if (late === null) {
        late = work;
        throw new Error('connection lost');
      }
      await database.transaction(late);
      return database.transaction(work);
    };
    const sequencer = openSequencer({
      database: { ...database, tables: database.tables, transaction },
      clock: register.needs.clock,
      onRecorded: () => undefined,
      halted: () => null,
    });
    const [first, second] = [await aClaim(), await aClaim()];
    const outcomes = await Promise.all([sequencer.append(first), sequencer.append(second)]);
    expect(outcomes).toMatchObject([{ recorded: { cid: first.cid } }, { recorded: { cid: second.cid } }]);
  });

  it('are all refused once the register is halted, also those that wait already', async () => {
    const { database } = register;
    let halt: Halt | null = null;
    const sequencer = openSequencer({
      database,
      clock: register.needs.clock,
      onRecorded: () => undefined,
      halted: () => halt,
    });
    const candidate = await aClaim();
    await changingNothing(database, async () => {
      const waiting = sequencer.append(candidate);
      halt = { reason: 'The chain is ahead.', wayOut: 'Restore.', since: new Date('2026-05-01') };
      await expect(waiting).rejects.toMatchObject({ code: 'REGISTER_HALTED' });
      await expect(sequencer.append(candidate)).rejects.toMatchObject({
        code: 'REGISTER_HALTED',
        message:
          'The register takes no statements since 2026-05-01T00:00:00.000Z. The chain is ahead. Restore.',
      });
    });
  });

  it('are sent away when too many wait already', async () => {
    const { database } = register;
    const sequencer = openSequencer({
      database,
      clock: register.needs.clock,
      onRecorded: () => undefined,
      halted: () => null,
    });
    const candidate = await aClaim();
    const outcomes = Array.from({ length: 5_001 }, () =>
      sequencer.append(candidate).catch((error: unknown) => error),
    );
    const last = await outcomes.at(-1);
    expect(last).toBeInstanceOf(Refusal);
    expect(last).toMatchObject({ code: 'TOO_BUSY', details: { waiting: 5_000 } });
    const recorded = (await Promise.all(outcomes)).filter((outcome) => !(outcome instanceof Refusal));
    expect(recorded).toHaveLength(1);
  });
});
