import type { Database } from '../../src/ports.js';
import { describeDatabases } from '../fixtures/databases.js';
import type { Mischief } from '../fixtures/misbehaving-rpc.js';
import { anAnchoring } from './an-anchoring.js';

describeDatabases('anchoring over an RPC that fails', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it.each<[string, Mischief, string]>([
    ['drops the connection before it passed the call on', 'drop before', 'socket hang up'],
    ['drops the connection after it passed the call on', 'drop after', 'socket hang up'],
    [
      'answers with an error',
      { error: 'capacity exceeded', code: -32_005, isPassedOn: false },
      'capacity exceeded',
    ],
  ])('comes through whichever call of the RPC fails: it %s', async (_, mischief, complaint) => {
    const own = await anAnchoring(database);
    for (let at = 1; ; at += 1) {
      await own.checkpoint(BigInt(at));
      let calls = 0;
      own.proxy.mischief = () => {
        calls += 1;
        return calls === at ? mischief : null;
      };
      await own.round().catch((error: unknown) => expect(String(error)).toContain(complaint));
      const hasStruck = calls >= at;
      own.proxy.mischief = () => null;
      await own.settle();
      await own.expectSound();
      if (hasStruck) continue;
      expect(at).toBeGreaterThan(15);
      break;
    }
  });
});
