import type { Wallet } from 'ethers';
import { claimAuthorship } from '../../../src/claims/claim-authorship.js';
import { claimantsOf, claimsOfWorks } from '../../../src/claims/claim-store.js';
import { answerDispute } from '../../../src/claims/disputes/answer-dispute.js';
import { disputesOfWorks, entriesOfDisputes } from '../../../src/claims/disputes/dispute-store.js';
import { standOf } from '../../../src/claims/disputes/dispute.js';
import { openDispute } from '../../../src/claims/disputes/open-dispute.js';
import { stateOutcome } from '../../../src/claims/disputes/state-outcome.js';
import { withdrawDispute } from '../../../src/claims/disputes/withdraw-dispute.js';
import { workRecordSchema } from '../../../src/evidence/documents/work-record.js';
import { permissionsById } from '../../../src/originality/derivation-store.js';
import { permitDerivation } from '../../../src/originality/permit-derivation.js';
import { withdrawPermission } from '../../../src/originality/withdraw-permission.js';
import { grantLicence } from '../../../src/rights/licences/grant-licence.js';
import { licencesOfWorks, rightTransfersOfWorks } from '../../../src/rights/licences/licence-store.js';
import { transferRight } from '../../../src/rights/licences/transfer-right.js';
import { withdrawLicence } from '../../../src/rights/licences/withdraw-licence.js';
import { stateTrainingPreference } from '../../../src/rights/state-training-preference.js';
import { preferencesOfWorks } from '../../../src/rights/training-preference-store.js';
import { preferenceInForce } from '../../../src/rights/training-preference.js';
import { eventsOfWorks } from '../../../src/title/history/provenance-store.js';
import { recordProvenance } from '../../../src/title/history/record-provenance.js';
import { withdrawProvenance } from '../../../src/title/history/withdraw-provenance.js';
import { linkToken } from '../../../src/title/tokens/link-token.js';
import { linksOfWorks } from '../../../src/title/tokens/token-store.js';
import { referenceTo } from '../../../src/works/file.js';
import { coSignClaim } from '../../../src/claims/co-sign-claim.js';
import { withdrawClaim } from '../../../src/claims/withdraw-claim.js';
import type { ProvedStatement } from '../../../src/evidence/assemble-package.js';
import { deriveRecord } from '../../../src/evidence/documents/derive-record.js';
import { presentOwners } from '../../../src/evidence/documents/present-owners.js';
import { statementsAbout } from '../../../src/evidence/evidence-store.js';
import { nameRecoveryKeys } from '../../../src/people/name-recovery-keys.js';
import { rotateKey } from '../../../src/people/rotate-key.js';
import { signCheckpoint } from '../../../src/register/checkpoint.js';
import { entryBytes, entryOf } from '../../../src/register/entry.js';
import { readStored } from '../../../src/register/read-stored.js';
import { findOwnership } from '../../../src/title/find-ownership.js';
import { holdingsOfWorks, transfersOf } from '../../../src/title/title-store.js';
import { transferTitle } from '../../../src/title/transfer-title.js';
import { aPglite } from '../../fixtures/databases.js';
import { addressOf, aPerson } from '../../fixtures/house.js';
import { aRotation } from '../../people/a-rotation.js';
import { aStoredPicture, openRegister, recordedOf, type TestRegister } from '../../register/a-register.js';

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
    const give = (from: Wallet, to: readonly [Wallet, string][], date?: string) =>
      record(from, transferTitle, {
        work,
        to: to.map(([owner, share]) => ({ owner: addressOf(owner), share })),
        method: 'sale',
        ...(date !== undefined && { date }),
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
    await give(bob, [[ada2, '1/2']], '2026-04-20');
  }, 60_000);
  afterAll(() => register.close());

  const derived = async (of = work) => {
    const { statements: stored } = await statementsAbout(register.database.tables, of);
    const statements = stored.map((one): ProvedStatement => ({
      index: Number(one.index),
      statement: readStored(one),
      words: { canonical: one.canonical ?? '' },
      entry: entryBytes(entryOf(one)),
      recordedAt: one.recordedAt,
      hashes: [],
    }));
    const note = signCheckpoint({ size: 100n, root: new Uint8Array(32) }, register.log);
    return deriveRecord({
      work: of,
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
    const inOrder = <One extends { owner: string; recordedFrom: string }>(list: readonly One[]) =>
      list.toSorted((a, b) => (a.recordedFrom + a.owner < b.recordedFrom + b.owner ? -1 : 1));
    const dateAt = (index: bigint | null) =>
      transfers.find(({ statementIndex }) => statementIndex === index)?.date ?? null;
    expect(inOrder(title.holdings)).toEqual(
      inOrder(
        holdings.map(({ owner, share, fromIndex, untilIndex, heldFrom, heldUntil }) => ({
          owner,
          share,
          since: dateAt(fromIndex),
          until: dateAt(untilIndex),
          recordedFrom: heldFrom.toISOString(),
          recordedUntil: heldUntil?.toISOString() ?? null,
        })),
      ),
    );
  });

  it('has the owners, each since the day, that the register answers', async () => {
    const { database, needs } = register;
    const question = { work, object: null, validAt: null, knownAt: null };
    const answer = await findOwnership({ database, clock: needs.clock }, question);
    const owners = presentOwners(await derived());
    expect(owners.map(({ owner, share, since }) => [owner, share, since])).toEqual(
      answer?.owners.map(({ party, share, since }) => [party.person, share, since]),
    );
    // What a date was told of, and what is known by its recording alone.
    expect(owners.map(({ owner, since, recordedAt }) => [owner, since !== recordedAt])).toEqual([
      [addressOf(ada2), true],
      [addressOf(carl), false],
    ]);
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

  describe('of what is told, licensed and disputed', () => {
    let told: string;
    beforeAll(async () => {
      const file = await aStoredPicture(register.content, 'a document of a record');
      const own = aPerson('own of a record');
      const own2 = aPerson('own again of a record');
      const other = aPerson('other of a record');
      told = await register.work(ada2, {
        title: 'Told',
        makers: [{ name: 'O', person: addressOf(own) }],
      });
      const claim = await register.claim(own, { work: told });
      const passage = {
        type: 'passage' as const,
        method: 'sale' as const,
        to: [{ name: 'A' }],
        begin: '1910',
      };
      const { cid } = recordedOf(
        await register.record(ada2, recordProvenance, {
          work: told,
          events: [passage, { ...passage, method: 'theft', begin: '1938' }],
        }),
      );
      const events = [
        { type: 'search', searched: 'x', kind: 'archive', found: 'nothing', on: '2020' } as const,
      ];
      await register.record(own, recordProvenance, { work: told, object: 'cast 1/3', events });
      await register.record(own, rotateKey, await aRotation(own, own2));
      await register.record(ada2, recordProvenance, {
        work: told,
        events: [passage],
        supersedes: [`event:${cid}00`],
      });
      await register.record(ada2, withdrawProvenance, { work: told, events: [`event:${cid}01`] });
      // A competing claimant, who then owns a share and speaks as an owner.
      await register.claim(other, { work: told, competesWith: claim });
      await register.record(other, recordProvenance, { work: told, events: [passage] });
      const block = {
        blockNumber: 7,
        blockHash: `0x${'1'.repeat(64)}`,
        blockTime: '2026-05-01T00:00:00.000Z',
      };
      const token = {
        chainId: '1',
        contract: addressOf(carl),
        tokenId: '7',
        owner: addressOf(bob),
        ...block,
      };
      await register.record(own2, linkToken, { work: told, ...token });
      const uses = { ai_training: 'allowed', ai_generative_training: 'not-allowed' } as const;
      const preference = { work: told, ...uses, ai_inference: 'allowed', data_mining: 'allowed' } as const;
      await register.record(own2, stateTrainingPreference, preference);
      await register.record(other, stateTrainingPreference, { ...preference, data_mining: 'not-allowed' });
      const grant = async (body: object) =>
        recordedOf(await register.record(own2, grantLicence, { work: told, ...body })).cid;
      await grant({ standard: 'CC-BY-4.0' });
      const rules = [{ effect: 'permit' as const, actions: ['display' as const], where: ['DE'] }];
      const licence = `licence:${await grant({ rules, to: addressOf(bob) })}`;
      await register.record(own2, withdrawLicence, { licence });
      await register.record(
        own2,
        transferRight,
        {
          work: told,
          type: 'assignment',
          to: addressOf(carl),
          actions: ['print'],
          writing: referenceTo(file),
          executedOn: '2026-04-01',
        },
        [file],
      );
      const permit = { source: told, to: addressOf(carl), terms: 'Name me.' };
      const permission = `permission:${recordedOf(await register.record(own2, permitDerivation, permit)).cid}`;
      await register.record(ada2, permitDerivation, { ...permit, how: ['detail' as const] });
      await register.record(own2, withdrawPermission, { permission });
      const dispute = async (person: Wallet, ground: 'copied' | 'title') => {
        const body = { claim, ground, account: 'So it is.', evidence: [referenceTo(file)] };
        return `dispute:${recordedOf(await register.record(person, openDispute, body, [file])).cid}`;
      };
      const first = await dispute(bob, 'copied');
      await register.record(own2, answerDispute, { claim, dispute: first, account: 'It is not.' });
      const decided = { outcome: 'rejected', decidedBy: 'A court', decidedOn: '2026-05-01' } as const;
      await register.record(own2, stateOutcome, { claim, dispute: first, ...decided });
      const second = await dispute(carl, 'title');
      await register.record(carl, withdrawDispute, { claim, dispute: second });
      const give = { to: [{ owner: addressOf(other), share: '1/2' }], method: 'sale' as const };
      await register.record(own2, transferTitle, { work: told, ...give });
      await register.record(other, recordProvenance, { work: told, events: [passage] });
    }, 60_000);

    it('has the events and tokens that the tables have, in the capacities in which they were told', async () => {
      const { tables } = register.database;
      const { history, tokens } = await derived(told);
      const stored = await eventsOfWorks(tables, [told]);
      expect(history.map(({ index, ...event }) => ({ ...event, work: told, statementIndex: index }))).toEqual(
        stored.map((one) => ({
          ...one,
          statementIndex: Number(one.statementIndex),
          recordedAt: one.recordedAt.toISOString(),
          endedAt: one.endedAt?.toISOString() ?? null,
        })),
      );
      expect(history.map(({ capacity, endedAt }) => [capacity, endedAt !== null])).toEqual([
        ['registrant', true],
        ['registrant', true],
        ['claimant', false],
        ['registrant', false],
        ['competing-claimant', false],
        ['owner', false],
      ]);
      expect(tokens.map(({ index, ...token }) => ({ ...token, work: told, statementIndex: index }))).toEqual(
        (await linksOfWorks(tables, [told])).map((link) => ({
          ...link,
          statementIndex: Number(link.statementIndex),
          blockNumber: Number(link.blockNumber),
          blockTime: link.blockTime.toISOString(),
          linkedAt: link.linkedAt.toISOString(),
        })),
      );
    });

    it('has the licences, transfers of rights, permissions and the preference that the tables have', async () => {
      const { tables } = register.database;
      const { licences, rightTransfers, permissions, trainingPreference } = await derived(told);
      const instant = (at: Date | null) => at?.toISOString() ?? null;
      expect(
        licences.map(({ id, terms, withdrawnAt, withdrawal }) => [id, terms, withdrawnAt, withdrawal]),
      ).toEqual(
        (await licencesOfWorks(tables, [told])).map(({ id, body, withdrawnAt, withdrawal }) => [
          id,
          body,
          instant(withdrawnAt),
          withdrawal,
        ]),
      );
      expect(licences.map(({ clauses }) => clauses[0]?.name)).toEqual([
        'CC-BY-4.0, section 2(a)(1)(A)',
        'rule 1',
      ]);
      expect(rightTransfers.map(({ id, terms }) => [id, terms])).toEqual(
        (await rightTransfersOfWorks(tables, [told])).map(({ id, body }) => [id, body]),
      );
      expect(permissions).toHaveLength(2);
      expect(rightTransfers[0]?.recordationFields).toMatchObject({ titleOfWork: 'Told' });
      expect(
        permissions.map(({ index, to, ...rest }) => ({
          ...rest,
          source: told,
          statementIndex: index,
          toKey: to,
        })),
      ).toEqual(
        (
          await permissionsById(
            tables,
            permissions.map(({ id }) => id),
          )
        )
          .toSorted((a, b) => (a.statementIndex < b.statementIndex ? -1 : 1))
          .map((permission) => ({
            ...permission,
            statementIndex: Number(permission.statementIndex),
            permittedAt: instant(permission.permittedAt),
            withdrawnAt: instant(permission.withdrawnAt),
          })),
      );
      const stated = preferenceInForce(await preferencesOfWorks(tables, [told]));
      expect(trainingPreference).toMatchObject({
        index: Number(stated?.statementIndex),
        uses: stated?.uses,
        capacity: 'claimant',
      });
    });

    it('has the disputes that the tables have, their entries, sides and state', async () => {
      const { tables } = register.database;
      const { disputes, claims } = await derived(told);
      const stored = await disputesOfWorks(tables, [told]);
      const entries = await entriesOfDisputes(
        tables,
        stored.map(({ id }) => id),
      );
      expect(
        disputes.map(({ id, state, outcome, entries: own }) => [
          id,
          { state, outcome },
          own.map(({ statement, side }) => [statement, side]),
        ]),
      ).toEqual(
        stored.map((dispute) => {
          const own = entries.filter((entry) => entry.dispute === dispute.id);
          return [dispute.id, standOf(dispute, own), own.map(({ statement, side }) => [statement, side])];
        }),
      );
      expect(disputes.map(({ state }) => state)).toEqual(['outcome-stated', 'withdrawn']);
      expect(claims.map(({ isContested }) => isContested)).toEqual([true, true]);
    });

    it('is of the published form, and leaves out what it cannot read', async () => {
      const record = await derived(told);
      expect(workRecordSchema.parse(record)).toEqual(record);
    });
  });
});
