import type { Wallet } from 'ethers';
import { claimAuthorship } from '../../../src/claims/claim-authorship.js';
import { claimantsOf, claimsOfWorks } from '../../../src/claims/claim-store.js';
import { coSignClaim } from '../../../src/claims/co-sign-claim.js';
import { withdrawClaim } from '../../../src/claims/withdraw-claim.js';
import type { ProvedStatement } from '../../../src/evidence/assemble-package.js';
import { deriveRecord } from '../../../src/evidence/documents/derive-record.js';
import { statementsAbout } from '../../../src/evidence/evidence-store.js';
import { nameRecoveryKeys } from '../../../src/people/name-recovery-keys.js';
import { rotateKey } from '../../../src/people/rotate-key.js';
import { signCheckpoint } from '../../../src/register/checkpoint.js';
import { entryBytes, entryOf } from '../../../src/register/entry.js';
import { readStatement } from '../../../src/register/statement.js';
import { holdingsOfWorks, transfersOf } from '../../../src/title/title-store.js';
import { transferTitle } from '../../../src/title/transfer-title.js';
import { aPglite } from '../../fixtures/databases.js';
import { addressOf, aPerson } from '../../fixtures/house.js';
import { aRotation } from '../../people/a-rotation.js';
import { openRegister, recordedOf, type TestRegister } from '../../register/a-register.js';

describe('the record of a register', () => {
  let register: TestRegister;
  let work: string;
  const people = ['ada', 'ada again', 'bob', 'eve', 'eve again', 'safe', 'carl'] as const;
  const [ada, ada2, bob, eve, eve2, safe, carl] = people.map((name) => aPerson(`${name} of a record`)) as [
    Wallet,
    Wallet,
    Wallet,
    Wallet,
    Wallet,
    Wallet,
    Wallet,
  ];

  beforeAll(async () => {
    register = await openRegister(aPglite);
    let minute = 0;
    const record: TestRegister['record'] = (...what) => {
      register.setNow(new Date(Date.UTC(2026, 4, 2, 0, (minute += 1))));
      return register.record(...what);
    };
    work = await register.work(ada);
    const owners = [
      { owner: addressOf(ada), share: '2/3' },
      { owner: addressOf(bob), share: '1/3' },
    ];
    const body = { work, claimants: [addressOf(ada), addressOf(bob)], basis: 'joint-authors' as const };
    const claim = `claim:${recordedOf(await record(ada, claimAuthorship, { ...body, firstOwners: owners })).cid}`;
    // Before the last signature one of them takes another key: title begins with that.
    await record(ada, rotateKey, await aRotation(ada, ada2));
    await record(bob, coSignClaim, { claim });
    const give = (from: Wallet, to: readonly [Wallet, string][]) =>
      record(from, transferTitle, {
        work,
        to: to.map(([owner, share]) => ({ owner: addressOf(owner), share })),
        method: 'sale',
      });
    await give(ada2, [
      [eve, '1/6'],
      [bob, '1/6'],
    ]);
    await record(eve, nameRecoveryKeys, { key: addressOf(eve), recoveryKeys: [addressOf(safe)] });
    await record(safe, rotateKey, await aRotation(eve, eve2));
    await give(eve2, [[carl, '1/6']]);
    const rival = { work, claimants: [addressOf(carl)], basis: 'author' as const, competesWith: claim };
    await record(carl, claimAuthorship, rival);
    await record(ada2, withdrawClaim, { claim, reason: 'Not mine.' });
    await give(bob, [[ada2, '1/2']]);
  }, 60_000);
  afterAll(() => register.close());

  const derived = async () => {
    const { statements: stored } = await statementsAbout(register.database.tables, work);
    const statements = stored.map((one): ProvedStatement => ({
      index: Number(one.index),
      statement: readStatement(JSON.parse(one.canonical)),
      canonical: one.canonical,
      entry: entryBytes(entryOf(one)),
      recordedAt: one.recordedAt,
      hashes: [],
    }));
    const note = signCheckpoint({ size: 100n, root: new Uint8Array(32) }, register.log);
    return deriveRecord({
      work,
      log: register.log,
      statements,
      checkpoint: { note },
      witnesses: [],
      anchor: null,
    });
  };

  it('has the transfers and holdings that the tables have, keys that were rotated and all', async () => {
    const { tables } = register.database;
    const { title } = await derived();
    const transfers = await transfersOf(tables, [work]);
    expect(title.transfers.map(({ method }) => method)).toEqual([
      'creation',
      'sale',
      'new-key',
      'sale',
      'sale',
    ]);
    expect(title.transfers).toEqual(
      transfers.map(({ statementIndex, from, to, method, date, note, recordedAt }) => ({
        index: Number(statementIndex),
        from,
        to,
        method,
        date,
        note,
        recordedAt: recordedAt.toISOString(),
      })),
    );
    const holdings = await holdingsOfWorks(tables, [work]);
    const inOrder = (list: readonly { owner: string; from: string; share: string; until: string | null }[]) =>
      list.toSorted((a, b) => (a.from + a.owner < b.from + b.owner ? -1 : 1));
    expect(inOrder(title.holdings)).toEqual(
      inOrder(
        holdings.map(({ owner, share, heldFrom, heldUntil }) => ({
          owner,
          share,
          from: heldFrom.toISOString(),
          until: heldUntil?.toISOString() ?? null,
        })),
      ),
    );
  });

  it('has the claims that the tables have, and who has signed and withdrawn', async () => {
    const { tables } = register.database;
    const { claims } = await derived();
    const stored = await claimsOfWorks(tables, [work]);
    const claimants = await claimantsOf(
      tables,
      stored.map(({ id }) => id),
    );
    expect(claims.map(({ id, competesWith }) => [id, competesWith])).toEqual(
      stored.map(({ id, competesWith }) => [id, competesWith]),
    );
    for (const { id, claimants: own } of claims)
      expect(own.map(({ person, signedAt, withdrawnAt }) => [person, signedAt, withdrawnAt])).toEqual(
        claimants
          .filter(({ claim }) => claim === id)
          .map(({ person, signedAt, withdrawnAt }) => [
            person,
            signedAt?.toISOString() ?? null,
            withdrawnAt?.toISOString() ?? null,
          ]),
      );
    expect(claims[0]?.claimants[0]?.withdrawalReason).toBe('Not mine.');
  });
});
