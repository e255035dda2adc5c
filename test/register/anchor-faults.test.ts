import type { Database } from '../../src/ports.js';
import { describeDatabases } from '../fixtures/databases.js';
import { anAnchoring } from './an-anchoring.js';

describeDatabases('anchoring over an RPC that fails', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it.each(['drop before', 'drop after'] as const)(
    'comes through whichever call of the RPC fails: %s',
    async (mischief) => {
      const own = await anAnchoring(database);
      for (let at = 1; ; at += 1) {
        await own.checkpoint(BigInt(at));
        let calls = 0;
        own.proxy.mischief = () => {
          calls += 1;
          return calls === at ? mischief : null;
        };
        await own.round().catch((error: unknown) => expect(String(error)).toContain('socket hang up'));
        const hasStruck = calls >= at;
        own.proxy.mischief = () => null;
        await own.settle();
        await own.expectSound();
        if (hasStruck) continue;
        expect(at).toBeGreaterThan(15);
        break;
      }
    },
  );
});
