import { saveCosignature } from '../../src/register/cosignature-store.js';
import { Checkpoints, newestCheckpoint } from '../../src/register/checkpoint-store.js';
import { describeRegisters, type TestRegister } from './a-register.js';
import { anAnchoring, type TestAnchoring } from './an-anchoring.js';

describeRegisters({ name: 'what is anchored of a log that is witnessed', alone: 'PostgreSQL' }, (open) => {
  let register: TestRegister;
  let anchoring: TestAnchoring;
  beforeAll(async () => {
    register = await open();
  });
  afterAll(() => register.close());
  beforeEach(async () => {
    await register.database.tables.query('TRUNCATE cosignatures');
    anchoring = await anAnchoring(register);
  });

  const cosign = (size: bigint) =>
    saveCosignature(register.database.tables, {
      size,
      witness: 'w+1+key',
      line: 'line',
      cosignedAt: new Date(),
    });
  const anchored = async () => (await anchoring.anchors()).map(({ toSize }) => toSize);

  it('is the newest checkpoint that a witness cosigned, and the newest of all once that is cosigned', async () => {
    for (const size of [3n, 5n, 8n]) await anchoring.checkpoint(size);
    await cosign(3n);
    await cosign(5n);
    await anchoring.settle();
    expect(await anchored()).toEqual([5n, 8n]);
  });

  it('is the newest checkpoint where none after the last anchor is cosigned', async () => {
    await anchoring.checkpoint(3n);
    await cosign(3n);
    await anchoring.settle();
    await anchoring.checkpoint(5n);
    await anchoring.settle();
    expect(await anchored()).toEqual([3n, 5n]);
  });

  it('is the newest checkpoint where the cosigned one is more than a minute older', async () => {
    await anchoring.checkpoint(3n);
    await cosign(3n);
    await anchoring.checkpoint(5n);
    const newest = await newestCheckpoint(register.database.tables);
    const then = new Date((newest?.signedAt.getTime() ?? 0) - 61_000);
    await register.database.tables.update(Checkpoints, { size: 3n }, { signedAt: then });
    await anchoring.settle();
    expect(await anchored()).toEqual([5n]);
  });
});
