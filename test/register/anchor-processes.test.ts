import { openPostgres } from '../../src/adapters/database/open-postgres.js';
import type { Database, Ledger } from '../../src/ports.js';
import { takeLease, writeUnder } from '../../src/register/anchor-sender-store.js';
import { anAnvil } from '../adapters/ledger-fixtures.js';
import { aPostgresUrl } from '../fixtures/databases.js';
import { describeRegisters, openRegister, type TestRegister } from './a-register.js';
import { anAnchoring, type TestAnchoring } from './an-anchoring.js';
import { tell } from '../fixtures/tell.js';
import { faultsOn } from './faults.js';
import { dump } from './tables.js';

const ANCHOR_TABLES = ['anchors', 'anchor_attempts', 'anchor_senders'];

/** What a machine does from outside, step by step: every call of the ledger and every transaction of the database. */
type Step = (call: () => Promise<unknown>) => Promise<unknown>;

function stepping({ database, ledger }: Pick<TestAnchoring, 'database' | 'ledger'>, step: Step) {
  const stepped = <Part extends object>(part: Part, names: readonly string[]): Part =>
    new Proxy(part, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function' || !names.includes(String(name))) return member;
        return (...args: unknown[]) => step(async () => Reflect.apply(member, target, args) as unknown);
      },
    });
  const asked = [
    'estimate',
    'fees',
    'sign',
    'broadcast',
    'knows',
    'mined',
    'usedNonces',
    'finalBlock',
    'newest',
    'rootAt',
  ];
  return {
    database: stepped<Database>(database, ['transaction']),
    ledger: stepped<Ledger>(ledger, asked),
  };
}

/** Lets some steps pass and stops for ever before the next, which is after the last as well. */
function dyingAt(last: number) {
  let steps = 0;
  let die: () => void = () => undefined;
  const dead = new Promise<'dead'>((resolve) => {
    die = () => resolve('dead');
  });
  const step: Step = async (call) => {
    steps += 1;
    if (steps < last) return call();
    die();
    return new Promise<never>(() => undefined);
  };
  return { step, dead };
}

describeRegisters('anchoring by processes that are killed or asleep', (open) => {
  let register: TestRegister;
  let rpcUrl: string;
  beforeAll(async () => {
    register = await open();
  });
  beforeEach(async () => {
    ({ rpcUrl } = await anAnvil());
  });
  afterAll(() => register.close());

  it('loses and doubles nothing when it is killed between any two steps', async () => {
    const own = await anAnchoring(register, { rpcUrl });
    for (const last of faultsOn(own.database)) {
      await own.checkpoint(BigInt(last));
      const { step, dead } = dyingAt(last);
      const holder = `killed at ${last}`;
      const ending = await Promise.race([dead, own.round({ ...stepping(own, step), holder })]);
      const signed = (await own.attempts()).map(({ hash }) => hash);
      await own.endLease();
      await own.settle({ holder: `after ${last}` });
      await own.expectSound();
      const kept = new Set((await own.attempts()).map(({ hash }) => hash));
      expect(signed.filter((hash) => !kept.has(hash))).toEqual([]);
      await own.endLease();
      if (ending === 'dead') continue;
      expect(last).toBeGreaterThan(15);
      tell(`Anchoring that is killed between two steps — ${last - 1} kills.`);
      break;
    }
    await own.expectClean();
  });

  it('is beyond the reach of a holder that slept at any step and wakes when another has the lease', async () => {
    const own = await anAnchoring(register, { rpcUrl });
    for (const one of faultsOn(own.database)) {
      const at = one + 1;
      await own.checkpoint(BigInt(at));
      let steps = 0;
      let wake: () => void = () => undefined;
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      let fallAsleep: () => void = () => undefined;
      const asleep = new Promise<'asleep'>((resolve) => {
        fallAsleep = () => resolve('asleep');
      });
      const step: Step = async (call) => {
        steps += 1;
        if (steps === at) {
          fallAsleep();
          await woken;
        }
        return call();
      };
      const sleeper = own.round({ ...stepping(own, step), holder: `sleeper ${at}` });
      const state = await Promise.race([asleep, sleeper]);
      await own.endLease();
      await own.settle({ holder: `waker ${at}` });
      const before = await dump(own.database, ANCHOR_TABLES);
      wake();
      await sleeper;
      expect(await dump(own.database, ANCHOR_TABLES)).toEqual(before);
      await own.expectSound();
      await own.endLease();
      if (state === 'asleep') continue;
      expect(at).toBeGreaterThan(15);
      tell(`Anchoring by a holder that sleeps — at ${at - 2} steps, and wakes when another has the lease.`);
      break;
    }
    await own.expectClean();
  });

  it('is left to one of two that are there at once', async () => {
    const own = await anAnchoring(register, { rpcUrl });
    await own.checkpoint(5n);
    await own.settle();
    await own.checkpoint(9n);
    const outcome = await own.round({ database: { ...own.database, isShared: true }, holder: 'second' });
    expect(outcome).toBe('not ours');
    await own.settle();
    await own.expectClean();
  });
});

const onPostgres = process.env['TEST_POSTGRES_URL'] ? describe : describe.skip;
onPostgres('two processes on one PostgreSQL (skipped where none answers at 127.0.0.1:5432)', () => {
  it("do not take the lease from each other when one renews it in the middle of the other's look", async () => {
    const { url, drop } = await aPostgresUrl();
    const databases = [await openPostgres({ url }), await openPostgres({ url })] as const;
    try {
      const named = { chainId: '1', sender: 'the sender' };
      const lease = await takeLease(databases[0], named, 'holder');
      if (!lease) throw new Error('nobody had the lease');
      const renew = () => writeUnder(databases[0], lease, () => Promise.resolve());
      /** The transaction has begun, and with it its now(), when the holder renews. */
      const late: Database = {
        ...databases[1],
        transaction: (work) =>
          databases[1].transaction(async (tables) => {
            await tables.query('SELECT now(), pg_sleep(0.02)');
            await renew();
            return work(tables);
          }),
      };
      expect(await takeLease(late, named, 'rival')).toBeNull();
      await renew(); // whose lease was taken could not
    } finally {
      for (const database of databases) await database.close();
      await drop();
    }
  });

  it('anchor each checkpoint once, whoever holds the lease and however often it changes hands', async () => {
    const { url, drop } = await aPostgresUrl();
    const databases = [await openPostgres({ url }), await openPostgres({ url })] as const;
    try {
      const { rpcUrl } = await anAnvil();
      const own = await anAnchoring(await openRegister(async () => databases[0]), { rpcUrl });
      const rivals = databases.map((database, at) => ({ database, holder: `process ${at}` }));
      for (let size = 1n; size <= 12n; size += 1n) {
        await own.checkpoint(size);
        const racing = rivals.map(async (rival) => {
          for (let rounds = 0; rounds < 4; rounds += 1) {
            await own.round(rival);
            if (rounds % 2 === 0) await own.endLease();
          }
        });
        await Promise.all(racing);
      }
      await own.endLease();
      await own.settle();
      await own.expectClean();
      const [sender] = await databases[1].tables.query<{ token: string }[]>(
        'SELECT token FROM anchor_senders',
      );
      expect(Number(sender?.token)).toBeGreaterThan(10);
      tell(`Anchoring by two processes — the lease changed hands ${sender?.token} times.`);
    } finally {
      for (const database of databases) await database.close();
      await drop();
    }
  });
});
