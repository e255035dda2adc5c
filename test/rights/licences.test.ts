import { idOf } from '../../src/lib/ids.js';
import { permitDerivation } from '../../src/originality/permit-derivation.js';
import { findPermission, type PermissionQuestion } from '../../src/rights/licences/find-permission.js';
import { grantLicence } from '../../src/rights/licences/grant-licence.js';
import { recordationFields } from '../../src/rights/licences/right-transfer.js';
import { rightTransfersOfPerson, rightTransfersOfWorks } from '../../src/rights/licences/licence-store.js';
import { transferRight } from '../../src/rights/licences/transfer-right.js';
import { withdrawLicence } from '../../src/rights/licences/withdraw-licence.js';
import { stateTrainingPreference } from '../../src/rights/state-training-preference.js';
import { transferTitle } from '../../src/title/transfer-title.js';
import { referenceTo } from '../../src/works/file.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { aStoredPicture, describeRegisters, recordedOf, type TestRegister } from '../register/a-register.js';
import { changingNothing } from '../register/tables.js';

const ada = aPerson('ada');
const bob = aPerson('bob');
const eve = aPerson('eve');

describeRegisters({ name: 'licences and transfers of rights', alone: 'PostgreSQL' }, (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  afterAll(() => register.close());

  const aClaimedWork = async () => {
    const work = await register.work(ada);
    await register.claim(ada, { work });
    return work;
  };
  const answer = async (work: string, asked: Partial<PermissionQuestion> = {}) =>
    (
      await findPermission(
        { ...register, clock: register.needs.clock },
        { work, action: 'display', place: null, purpose: null, who: null, at: null, ...asked },
      )
    )?.answer;
  const refuses = (code: string, act: () => Promise<unknown>) =>
    changingNothing(register.database, () => expect(act()).rejects.toMatchObject({ name: 'Refusal', code }));

  it('are granted and withdrawn by who holds the right, and by no owner, stranger or competing claimant', async () => {
    const work = await aClaimedWork();
    const standard = 'CC-BY-4.0';
    await register.record(ada, transferTitle, {
      work,
      to: [{ owner: addressOf(bob), share: '1' }],
      method: 'sale',
    });
    for (const other of [bob, eve])
      await refuses('NOT_THE_HOLDER', () => register.record(other, grantLicence, { work, standard }));
    expect(await answer(work)).toBe('deny');
    const { cid } = recordedOf(await register.record(ada, grantLicence, { work, standard }));
    expect(await answer(work)).toBe('duty');
    const licence = idOf('licence', cid);
    await refuses('NOT_ALLOWED', () => register.record(bob, withdrawLicence, { licence }));
    await register.record(ada, withdrawLicence, { licence });
    await refuses('WITHDRAWN_ALREADY', () => register.record(ada, withdrawLicence, { licence }));
    await refuses('LICENCE_UNKNOWN', () =>
      register.record(ada, withdrawLicence, { licence: idOf('licence', work.slice(5)) }),
    );
    expect(await answer(work)).toBe('deny');
    expect(await answer('work:unknown')).toBeUndefined();
  });

  it('want also the author who has not signed yet, and whom the claim names', async () => {
    const work = await register.work(ada);
    await register.claim(ada, { work, claimants: [addressOf(ada), addressOf(bob)], basis: 'joint-authors' });
    await refuses('NOT_THE_HOLDER', () => register.record(bob, grantLicence, { work, standard: 'CC0-1.0' }));
    await register.record(ada, grantLicence, { work, standard: 'CC0-1.0' });
    expect(await answer(work)).toBe('deny');
    expect(await answer(work, { place: 'US' })).toBe('permit');
  });

  it('are refused to oneself, for the past, and of an unknown work', async () => {
    const work = await aClaimedWork();
    await refuses('SELF_LICENCE', () =>
      register.record(ada, grantLicence, { work, standard: 'InC', to: addressOf(ada) }),
    );
    await refuses('UNTIL_PASSED', () =>
      register.record(ada, grantLicence, { work, standard: 'InC', until: '2026-04-30' }),
    );
    await refuses('WORK_UNKNOWN', () =>
      register.record(ada, grantLicence, {
        work: work.replace(/.$/, work.endsWith('a') ? 'b' : 'a'),
        standard: 'InC',
      }),
    );
  });

  it('want a signed writing where they are exclusive, and give what is recorded of it', async () => {
    const work = await aClaimedWork();
    const contract = await aStoredPicture(register.content, 'contract');
    const body = {
      work,
      type: 'exclusive-licence' as const,
      to: addressOf(bob),
      actions: ['print' as const],
      where: ['DE', 'AT'],
      writing: referenceTo(contract),
      executedOn: '2026-04-01',
      transferor: 'Ada Example',
    };
    await refuses('FILE_MISSING', () => register.record(ada, transferRight, body));
    await refuses('NOT_THE_HOLDER', () => register.record(eve, transferRight, body, [contract]));
    await refuses('SELF_TRANSFER', () =>
      register.record(ada, transferRight, { ...body, to: addressOf(ada) }, [contract]),
    );
    await refuses('DATED_IN_THE_FUTURE', () =>
      register.record(ada, transferRight, { ...body, executedOn: '2027-01-01' }, [contract]),
    );
    await register.record(ada, transferRight, body, [contract]);
    expect(await answer(work, { action: 'print', place: 'DE', who: addressOf(bob) })).toBe('permit');
    expect(await answer(work, { action: 'print', place: 'DE', who: addressOf(ada) })).toBe('deny');
    expect(await answer(work, { action: 'print', place: 'FR', who: addressOf(ada) })).toBe('permit');
    const [transfer] = await rightTransfersOfWorks(register.database.tables, [work]);
    expect(transfer && recordationFields(transfer, { titleOfWork: 'Sunrise' })).toMatchObject({
      titleOfDocument: 'Exclusive licence',
      dateOfExecution: '2026-04-01',
      transferor: 'Ada Example',
      transferee: addressOf(bob),
      sha256: contract.sha256,
      missing: ['transferee', 'registrationNumbers'],
    });
    // Who received it may license it on.
    await register.record(bob, grantLicence, { work, standard: 'CC0-1.0' });
    expect(await answer(work, { action: 'print', place: 'AT' })).toBe('permit');
    expect(await answer(work, { action: 'print', place: 'FR' })).toBe('deny');
  });

  it('are found by who gave and who received a right, page after page, and by nobody else', async () => {
    const [from, to] = [aPerson('gives rights'), aPerson('receives rights')];
    const made: string[] = [];
    for (const day of ['2026-04-01', '2026-04-02', '2026-04-03']) {
      const work = await register.work(from);
      await register.claim(from, { work });
      const writing = await aStoredPicture(register.content, `writing of ${day}`);
      made.push(work);
      const body = {
        work,
        type: 'assignment' as const,
        to: addressOf(to),
        actions: ['use' as const],
        writing: referenceTo(writing),
        executedOn: day,
      };
      await register.record(from, transferRight, body, [writing]);
    }
    const found = async (keys: readonly string[], { after = -1n, limit = 10 } = {}) =>
      rightTransfersOfPerson(register.database.tables, { keys, after, limit });
    for (const person of [from, to])
      expect((await found([addressOf(person)])).map(({ work }) => work)).toEqual(made);
    expect((await found([addressOf(from), addressOf(to)])).map(({ work }) => work)).toEqual(made);
    expect(await found([addressOf(aPerson('no right'))])).toEqual([]);
    const [first] = await found([addressOf(to)], { limit: 1 });
    const after = first?.statementIndex ?? -1n;
    expect((await found([addressOf(to)], { after, limit: 1 })).map(({ work }) => work)).toEqual([made[1]]);
  });

  it('answer by permissions to derive and by what machines may learn too', async () => {
    const work = await aClaimedWork();
    await register.record(ada, permitDerivation, { source: work, to: addressOf(bob), terms: 'Name me' });
    expect(await answer(work, { action: 'derive', who: addressOf(bob) })).toBe('duty');
    expect(await answer(work, { action: 'derive', who: addressOf(eve) })).toBe('deny');
    const uses = {
      ai_training: 'allowed',
      ai_generative_training: 'allowed',
      ai_inference: 'allowed',
    } as const;
    await register.record(ada, stateTrainingPreference, { work, ...uses, data_mining: 'not-allowed' });
    expect(await answer(work, { action: 'ai-training' })).toBe('permit');
    expect(await answer(work, { action: 'text-and-data-mining' })).toBe('deny');
    await register.record(ada, stateTrainingPreference, {
      work,
      ...uses,
      ai_generative_training: 'constrained',
      data_mining: 'allowed',
      constraints: 'Pay',
    });
    expect(await answer(work, { action: 'ai-training' })).toBe('duty');
    expect(await answer(work, { action: 'text-and-data-mining' })).toBe('permit');
  });
});
