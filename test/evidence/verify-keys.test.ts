import { verifyParts } from '../../src/evidence/verify-parts.js';
import { nameRecoveryKeys } from '../../src/people/name-recovery-keys.js';
import { rotateKey } from '../../src/people/rotate-key.js';
import { addressOf } from '../fixtures/house.js';
import { aRotation } from '../people/a-rotation.js';
import { aRecord, aWallet, failedAxes, failures, partsOf, type Logged } from './a-package.js';

const origin = 'test.raisonne.example/log';
const [safe, safer, next, stranger] = ['safe', 'safer', 'next', 'stranger'].map(aWallet) as [
  ReturnType<typeof aWallet>,
  ReturnType<typeof aWallet>,
  ReturnType<typeof aWallet>,
  ReturnType<typeof aWallet>,
]; // as many as names

type Record = Awaited<ReturnType<typeof aRecord>>;

describe('rotations in a package', () => {
  const list = ({ log, people: { ada } }: Record, ...keys: (typeof safe)[]) =>
    log.declare(nameRecoveryKeys, ada, { key: addressOf(ada), recoveryKeys: keys.map(addressOf) });
  const verified = async (make: (record: Record) => Promise<Logged[]>) => {
    const record = await aRecord();
    return verifyParts(await partsOf(record, { added: await make(record) }));
  };

  it('pass when the old key signed them, a recovery key that it named, or the successor of that', async () => {
    const report = await verified(async (record) => {
      const { log, people } = record;
      return [
        await log.declare(rotateKey, people.ben, await aRotation(people.ben, stranger, { origin })),
        await list(record, safe),
        await log.declare(rotateKey, safe, await aRotation(safe, safer, { origin })),
        await log.declare(rotateKey, safer, await aRotation(people.ada, next, { origin })),
      ];
    });
    expect(failures(report)).toEqual([]);
    expect(
      report.axes.signatures.checks.filter(({ detail }) => detail.includes('are one person')),
    ).toHaveLength(3);
  });

  it.each<[string, string, (record: Record) => Promise<Logged[]>]>([
    [
      'nobody named who signed it',
      'no list in the package',
      async ({ log, people: { ada } }) => [
        await log.declare(rotateKey, stranger, await aRotation(ada, next, { origin })),
      ],
    ],
    [
      'the list that named who signed it was replaced',
      'no list in the package',
      async (record) => [
        await list(record, safe),
        await list(record, stranger),
        await record.log.declare(rotateKey, safe, await aRotation(record.people.ada, next, { origin })),
      ],
    ],
    [
      'the list came after it',
      'no list in the package',
      async (record) => {
        const { log, people } = record;
        const rotation = await log.declare(rotateKey, safe, await aRotation(people.ada, next, { origin }));
        return [rotation, await list(record, safe)];
      },
    ],
    [
      'the list is by another than whose key it was',
      'no list in the package',
      async ({ log, people: { ada } }) => [
        await log.declare(nameRecoveryKeys, stranger, {
          key: addressOf(ada),
          recoveryKeys: [addressOf(stranger)],
        }),
        await log.declare(rotateKey, stranger, await aRotation(ada, next, { origin })),
      ],
    ],
    [
      'the new key did not accept it for this register',
      'not a signature by the new key',
      async ({ log, people: { ada } }) => [
        await log.declare(rotateKey, ada, await aRotation(ada, next, { origin: 'another.example/log' })),
      ],
    ],
  ])('fail signatures when %s', async (_, detail, make) => {
    const report = await verified(make);
    expect(failedAxes(report)).toEqual(['signatures']);
    expect(failures(report)[0]?.detail).toContain(detail);
  });

  it('fail bytes when they are of keys with which the work has nothing to do', async () => {
    const [one, two] = [aWallet('one'), aWallet('two')];
    const report = await verified(async ({ log }) => [
      await log.declare(rotateKey, one, await aRotation(one, two, { origin })),
    ]);
    expect(failedAxes(report)).toEqual(['bytes']);
  });
});
