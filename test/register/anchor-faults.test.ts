import type { Mischief } from '../fixtures/misbehaving-rpc.js';
import { tell } from '../fixtures/tell.js';
import { describeRegisters, type TestRegister } from './a-register.js';
import { anAnchoring } from './an-anchoring.js';
import { Fault, faultsOn, Outage } from './faults.js';
import { watchSql, type SqlWatch } from './sql.js';

describeRegisters('anchoring whose RPC or database fails', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  afterAll(() => register.close());

  it.each<[string, Mischief, RegExp]>([
    ['drops the connection before it passed the call on', 'drop before', /socket hang up/],
    ['drops the connection after it passed the call on', 'drop after', /socket hang up/],
    [
      'answers with an error',
      { error: 'capacity exceeded', code: -32_005, isPassedOn: false },
      // What it says of a call of a contract, ethers takes for what the contract says.
      /capacity exceeded|missing revert data/,
    ],
  ])('comes through whichever call of the RPC fails: it %s', async (deed, mischief, complaint) => {
    const own = await anAnchoring(register);
    for (const at of faultsOn(register.database)) {
      await own.checkpoint(BigInt(at));
      let calls = 0;
      own.proxy.mischief = () => {
        calls += 1;
        return calls === at ? mischief : null;
      };
      await own.round().catch((error: unknown) => expect(String(error)).toMatch(complaint));
      const hasStruck = calls >= at;
      own.proxy.mischief = () => null;
      await own.settle();
      await own.expectSound();
      if (hasStruck) continue;
      expect(at).toBeGreaterThan(15);
      tell(`Anchoring over an RPC that ${deed} — ${at - 1} calls, of which one fails a round.`);
      break;
    }
    await own.expectClean();
  });

  it.each<[string, number, (fault: Fault) => SqlWatch]>([
    // A connection that fails at the start or at the rollback is closed by its pool, and with it the transaction.
    [
      'SQL statement fails',
      15,
      (fault) => ({ before: (sql) => (/^(START|ROLLBACK)/.test(sql) ? undefined : fault.passing(sql)) }),
    ],
    [
      'COMMIT goes unheard',
      3,
      (fault) => ({ after: (sql) => (sql === 'COMMIT' ? fault.passing(sql) : undefined) }),
    ],
  ])('comes through whichever %s', async (failure, least, watchFor) => {
    const own = await anAnchoring(register);
    for (const at of faultsOn(register.database)) {
      await own.checkpoint(BigInt(at));
      const fault = new Fault(at);
      const stop = watchSql(own.database, watchFor(fault));
      const ending = await own.round().catch((error: unknown) => error);
      stop();
      await own.settle();
      await own.expectSound();
      if (fault.hasStruck) {
        expect(ending).toBeInstanceOf(Outage);
        continue;
      }
      expect([at > least, ending]).toEqual([true, 'moved']);
      tell(`Anchoring whose ${failure} — ${at - 1}, of which one does a round.`);
      break;
    }
    await own.expectClean();
  });
});
