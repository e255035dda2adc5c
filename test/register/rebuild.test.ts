import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { coSignClaim } from '../../src/claims/co-sign-claim.js';
import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import { idOf } from '../../src/lib/ids.js';
import { declareDerivation } from '../../src/originality/declare-derivation.js';
import { permitDerivation } from '../../src/originality/permit-derivation.js';
import { withdrawDerivation } from '../../src/originality/withdraw-derivation.js';
import { beginMaking } from '../../src/making/begin-making.js';
import { firstHead } from '../../src/making/making-step.js';
import { recordSteps } from '../../src/making/record-steps.js';
import { stateTrainingPreference } from '../../src/rights/state-training-preference.js';
import { withdrawPermission } from '../../src/originality/withdraw-permission.js';
import { nameRecoveryKeys } from '../../src/people/name-recovery-keys.js';
import { rotateKey } from '../../src/people/rotate-key.js';
import { rebuild } from '../../src/register/rebuild.js';
import { recordProvenance } from '../../src/title/history/record-provenance.js';
import { withdrawProvenance } from '../../src/title/history/withdraw-provenance.js';
import { grantLicence } from '../../src/rights/licences/grant-licence.js';
import { transferRight } from '../../src/rights/licences/transfer-right.js';
import { withdrawLicence } from '../../src/rights/licences/withdraw-licence.js';
import { answerDispute } from '../../src/claims/disputes/answer-dispute.js';
import { openDispute } from '../../src/claims/disputes/open-dispute.js';
import { withdrawDispute } from '../../src/claims/disputes/withdraw-dispute.js';
import { linkToken } from '../../src/title/tokens/link-token.js';
import { transferTitle } from '../../src/title/transfer-title.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { aRotation } from '../people/a-rotation.js';
import { aStoredPicture, describeRegisters, recordedOf, type TestRegister } from './a-register.js';
import { ALL_TABLES, changingNothing, DERIVED, dump } from './tables.js';
import { referenceTo } from '../../src/works/file.js';

const ada = aPerson('ada');
const bob = aPerson('bob');
const cleo = aPerson('cleo');

/** Every kind: a joint claim that a co-signature completes, a competing one, a withdrawal, fractions passed on. */
async function recordAMixture(register: TestRegister): Promise<void> {
  const picture = await aStoredPicture(register.content, 'evidence');
  const work = await register.work(ada, { makers: [{ name: 'Ada', person: addressOf(ada) }] });
  await register.work(bob, {
    title: 'Nightfall “№ 2”',
    dateMade: '1889~',
    medium: 'oil',
    description: 'é\u2028é',
    altText: 'Night',
  });
  const claim = await register.claim(ada, {
    work,
    claimants: [addressOf(ada), addressOf(bob), addressOf(cleo)],
    basis: 'joint-authors',
    generations: [
      { tool: 'ComfyUI', seed: '18446744073709551615', guidance: 7.5, prompt: { text: 'a sunrise' } },
    ],
    acts: [
      {
        kind: 'overpainting',
        done: 'The sky',
        by: addressOf(bob),
        region: { x: 0, y: 0, width: 9, height: 9 },
      },
    ],
    firstOwners: [
      { owner: addressOf(ada), share: '1/6' },
      { owner: addressOf(cleo), share: '5/6' },
    ],
  });
  await register.record(bob, coSignClaim, { claim });
  await register.record(
    aPerson('stranger'),
    claimAuthorship,
    {
      work,
      claimants: [addressOf(aPerson('stranger'))],
      basis: 'author',
      competesWith: claim,
      evidence: [referenceTo(picture)],
    },
    [picture],
  );
  await register.record(cleo, coSignClaim, { claim });
  register.setNow(new Date('2026-05-02T12:00:00.001Z'));
  const to = (person: typeof ada, share: string) => ({ owner: addressOf(person), share });
  await register.record(cleo, transferTitle, {
    work,
    to: [to(ada, '1/3'), to(bob, '1/7')],
    method: 'sale',
    date: '2026-05',
    note: 'lot 7',
  });
  await register.record(ada, transferTitle, { work, to: [to(bob, '1/2')], method: 'gift' });
  await register.record(bob, withdrawClaim, { claim, reason: 'I erred' });
  const owned = await register.work(bob);
  await register.claim(bob, { work: owned });
  const [safe, next] = [aPerson('safe'), aPerson('next')];
  for (const recoveryKeys of [[], [addressOf(safe)]])
    await register.record(bob, nameRecoveryKeys, { key: addressOf(bob), recoveryKeys });
  await register.record(safe, rotateKey, { ...(await aRotation(bob, next)), note: 'lost at sea' });
  await register.record(next, transferTitle, { work, to: [to(ada, '1/9')], method: 'gift' });
  const source = await register.work(cleo);
  const derivation = { work, source, how: 'adaptation' as const, note: 'é' };
  const declared = recordedOf(await register.record(ada, declareDerivation, derivation));
  await register.record(ada, withdrawDerivation, { derivation: idOf('derivation', declared.cid) });
  await register.record(cleo, declareDerivation, { work, source, how: 'after' });
  const permission = {
    source,
    to: addressOf(ada),
    how: ['detail' as const],
    terms: 'All',
    until: '2999-01-01',
  };
  const permitted = recordedOf(await register.record(cleo, permitDerivation, permission));
  await register.record(cleo, permitDerivation, { source, to: addressOf(next), terms: 'Prints' });
  await register.record(cleo, withdrawPermission, { permission: idOf('permission', permitted.cid) });
  await register.record(cleo, stateTrainingPreference, {
    work: source,
    ai_training: 'allowed',
    ai_generative_training: 'constrained',
    ai_inference: 'allowed',
    data_mining: 'not-allowed',
    constraints: 'Ask',
    policy: 'https://a.example/policy',
  });
  const begun = recordedOf(
    await register.record(cleo, beginMaking, { name: 'é', makers: [addressOf(cleo), addressOf(ada)] }),
  );
  const making = idOf('making', begun.cid);
  const step = {
    step: 'file' as const,
    at: '2026-05-02T12:00:00.000Z',
    sha256: 'a'.repeat(64),
    how: 'import' as const,
  };
  const told = recordedOf(
    await register.record(ada, recordProvenance, {
      work,
      events: [
        { type: 'passage', method: 'sale', to: [{ name: 'é' }], begin: '1999' },
        { type: 'search', searched: 'lostart.de', kind: 'loss-database', found: 'nothing', on: '2020' },
      ],
    }),
  );
  await register.record(ada, recordProvenance, {
    work,
    object: 'cast 1/8',
    events: [{ type: 'offer', outcome: 'bought-in' }],
    supersedes: [idOf('event', `${told.cid}00`)],
  });
  await register.record(ada, withdrawProvenance, { work, events: [idOf('event', `${told.cid}01`)] });
  const licence = recordedOf(
    await register.record(next, grantLicence, { work: owned, standard: 'CC-BY-4.0', until: '2999-01-01' }),
  );
  await register.record(next, withdrawLicence, { licence: idOf('licence', licence.cid) });
  await register.record(
    next,
    transferRight,
    {
      work: owned,
      type: 'assignment',
      to: addressOf(ada),
      actions: ['use'],
      writing: referenceTo(picture),
      executedOn: '2026-05-01',
    },
    [picture],
  );
  const raised = recordedOf(
    await register.record(aPerson('challenger'), openDispute, { claim, ground: 'copied', account: 'é' }),
  );
  const dispute = idOf('dispute', raised.cid);
  await register.record(ada, answerDispute, { claim, dispute, account: 'No' });
  await register.record(aPerson('challenger'), withdrawDispute, { claim, dispute });
  await register.record(ada, linkToken, {
    work,
    chainId: '1',
    contract: addressOf(cleo),
    tokenId: '7',
    owner: addressOf(bob),
    blockNumber: 9,
    blockHash: `0x${'b'.repeat(64)}`,
    blockTime: '2026-05-01T12:00:00.000Z',
  });
  await register.record(cleo, recordSteps, {
    making,
    after: firstHead(making, addressOf(cleo)),
    steps: [{ ...step, sizeBytes: 1, mediaType: 'image/png' }],
  });
}

describeRegisters('rebuild', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
    await recordAMixture(register);
  });
  afterAll(() => register.close());

  it('makes the same tables again, byte for byte', async () => {
    const before = await dump(register.database, DERIVED);
    expect(Object.entries(before).filter(([, rows]) => rows.length === 0)).toEqual([]);
    for (const table of DERIVED) await register.database.tables.query(`DELETE FROM "${table}"`);
    expect(await rebuild(register.rebuildNeeds)).toBe(35n);
    expect(await dump(register.database, DERIVED)).toEqual(before);
  });

  it('changes nothing where nothing is wrong, and tells how far it is', async () => {
    const told: bigint[] = [];
    await changingNothing(register.database, () =>
      rebuild(register.rebuildNeeds, { onProgress: (done) => told.push(done) }),
    );
    expect(told).toEqual([35n]);
  });

  it('mends rows that were altered, and takes out rows that follow from no statement', async () => {
    const before = await dump(register.database, ALL_TABLES);
    const { tables } = register.database;
    await tables.query(`UPDATE log_statements SET kind = 'unheard-of', subject = '' WHERE index = 10`);
    await tables.query(`UPDATE works SET title = 'Forged'`);
    await tables.query(`UPDATE holdings SET share = '1'`);
    await tables.query(`UPDATE derivations SET how = 'version', withdrawn_at = NULL`);
    await tables.query(`UPDATE derivation_permissions SET terms = 'Nothing', how = NULL, until = NULL`);
    await tables.query(`INSERT INTO work_files (work, position, file) VALUES ('work:forged', 0, 'none')`);
    await rebuild(register.rebuildNeeds);
    expect(await dump(register.database, ALL_TABLES)).toEqual(before);
  });

  it('leaves everything as it was when a statement is not what was recorded', async () => {
    const { tables } = register.database;
    await tables.query(
      `UPDATE log_statements SET signature = translate(signature, '12', '21') WHERE index = 10`,
    );
    await changingNothing(register.database, () =>
      expect(rebuild(register.rebuildNeeds)).rejects.toMatchObject({
        code: 'REGISTER_DAMAGED',
        message: expect.stringContaining('STATEMENT_ROW_DIFFERS log_statements 10') as string,
      }),
    );
    await tables.query(
      `UPDATE log_statements SET signature = translate(signature, '12', '21') WHERE index = 10`,
    );
  });

  it('waits for its turn, so that statements which come meanwhile are neither lost nor applied twice', async () => {
    const works = await Promise.all([
      register.work(ada),
      rebuild(register.rebuildNeeds).then(() => ''),
      register.work(ada),
      rebuild(register.rebuildNeeds).then(() => ''),
      register.work(cleo),
    ]);
    const rows = await register.database.tables.query<{ id: string }[]>('SELECT id FROM works');
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(works.filter((id) => id)));
    await changingNothing(register.database, () => rebuild(register.rebuildNeeds));
  });
});
