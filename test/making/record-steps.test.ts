import type { Wallet } from 'ethers';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import { statementsAbout } from '../../src/evidence/evidence-store.js';
import { idOf } from '../../src/lib/ids.js';
import { beginMaking } from '../../src/making/begin-making.js';
import { findMaking } from '../../src/making/find-making.js';
import { iterationsOfFile, iterationsOfWork } from '../../src/making/iterations.js';
import { chainHeads, makingsById } from '../../src/making/making-store.js';
import { firstHead, nextHead, type MakingStep } from '../../src/making/making-step.js';
import { recordSteps } from '../../src/making/record-steps.js';
import { rotateKey } from '../../src/people/rotate-key.js';
import { rebuild } from '../../src/register/rebuild.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { aStoredPicture, describeRegisters, recordedOf, type TestRegister } from '../register/a-register.js';
import { aRotation } from '../people/a-rotation.js';
import { changingNothing, DERIVED } from '../register/tables.js';

const ada = aPerson('ada makes');
const bob = aPerson('bob makes');
const eve = aPerson('eve makes');
/** Each test has an hour of its own: the register's times never go back. */
let hour = Date.parse('2026-05-01T12:00:00.000Z');
const NOWHERE = 'making:bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e';

const digest = (n: number): string => n.toString(16).padStart(64, '0');
const minutes = (n: number): Date => new Date(hour + n * 60_000);
const aStep = (n: number, more: object = {}): MakingStep => ({
  step: 'file',
  at: minutes(0).toISOString(),
  sha256: digest(n),
  sizeBytes: 100,
  mediaType: 'image/png',
  how: 'generation',
  ...more,
});
const aRemark = (n: number, more: object): MakingStep => ({
  step: 'remark',
  at: minutes(0).toISOString(),
  sha256: digest(n),
  ...more,
});

describeRegisters({ name: 'a making', alone: 'PostgreSQL' }, (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  beforeEach(() => {
    hour += 3_600_000;
    register.setNow(minutes(0));
  });
  afterAll(async () => {
    await changingNothing(register.database, () => rebuild(register.rebuildNeeds), DERIVED);
    await register.close();
  });

  const begin = async (person: Wallet, ...others: Wallet[]): Promise<string> =>
    idOf(
      'making',
      recordedOf(await register.record(person, beginMaking, { makers: [person, ...others].map(addressOf) }))
        .cid,
    );
  const headOf = async (making: string, person: Wallet): Promise<string> =>
    (await chainHeads(register.database.tables, [making])).find(({ maker }) => maker === addressOf(person))
      ?.head ?? firstHead(making, addressOf(person));
  const take = async (person: Wallet, making: string, ...steps: MakingStep[]): Promise<string> =>
    recordedOf(
      await register.record(person, recordSteps, { making, after: await headOf(making, person), steps }),
    ).cid;
  const grade = async (making: string, work: string | null = null) => (await found(making)).evidence(work);
  /** Steps that each come `apart` minutes after the one before, and are recorded at once. */
  const work = async (making: string, apart: number, steps: readonly MakingStep[]): Promise<void> => {
    for (const [n, step] of steps.entries()) {
      register.setNow(minutes(n * apart));
      await take(ada, making, { ...step, at: minutes(n * apart).toISOString() });
    }
  };
  const found = async (id: string) => {
    const [making] = await makingsById(register.database.tables, [id]);
    if (!making) throw new Error(`${id} is not recorded`);
    return findMaking(register.database.tables, making);
  };

  it('chains the steps of each maker apart', async () => {
    const making = await begin(ada, bob);
    const [one, two, three] = [aStep(1), aStep(2), aStep(3)];
    await take(ada, making, one, two);
    await take(bob, making, three);
    expect(await headOf(making, ada)).toBe(nextHead(nextHead(firstHead(making, addressOf(ada)), one), two));
    expect(await headOf(making, bob)).toBe(nextHead(firstHead(making, addressOf(bob)), three));
    expect((await found(making)).files).toMatchObject([
      { sha256: digest(1), maker: addressOf(ada) },
      { sha256: digest(2), maker: addressOf(ada) },
      { sha256: digest(3), maker: addressOf(bob) },
    ]);
  });

  it('keeps the last word of who made a file, and of nobody else', async () => {
    const making = await begin(ada, bob);
    await take(ada, making, aStep(11, { from: [digest(10)], outcome: 'kept', note: { text: 'first' } }));
    await take(ada, making, aRemark(11, { outcome: 'rejected', from: [digest(9)] }));
    await take(bob, making, aRemark(11, { outcome: 'kept', act: 'retouching' }), aStep(11));
    expect((await found(making)).files).toEqual([
      expect.objectContaining({
        outcome: 'rejected',
        note: { text: 'first' },
        from: [digest(10), digest(9)],
        maker: addressOf(ada),
      }),
    ]);
    expect((await found(making)).files[0]).not.toHaveProperty('act');
  });

  it("goes on with the key that took the place of a maker's", async () => {
    const [old, next] = [aPerson('old maker'), aPerson('next maker')];
    const making = await begin(old);
    await take(old, making, aStep(21));
    await register.record(old, rotateKey, await aRotation(old, next));
    await take(next, making, aStep(22), aRemark(21, { outcome: 'kept' }));
    expect((await found(making)).files).toMatchObject([
      { maker: addressOf(old), outcome: 'kept' },
      { maker: addressOf(next) },
    ]);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      "begun in another's name",
      () => register.record(eve, beginMaking, { makers: [addressOf(ada), addressOf(eve)] }),
      'NOT_ALLOWED',
    ],
    ['unknown', () => take(ada, NOWHERE, aStep(1)), 'MAKING_UNKNOWN'],
    ['of others', async () => take(eve, await begin(ada), aStep(1)), 'NOT_ALLOWED'],
    [
      'whose chain goes on otherwise',
      async () =>
        register.record(ada, recordSteps, { making: await begin(ada), after: digest(7), steps: [aStep(1)] }),
      'CHAIN_BROKEN',
    ],
    [
      'of the future',
      async () => take(ada, await begin(ada), aStep(1, { at: minutes(1).toISOString() })),
      'DATED_IN_THE_FUTURE',
    ],
    [
      'that is full',
      async () => {
        const making = await begin(ada);
        // By hand, and taken out again: four thousand steps take long to sign.
        await register.database.tables.query(
          `INSERT INTO making_steps SELECT -n, 0, $1, $2, 'none', now(), 'none', 'none', '{}' FROM generate_series(1, 4000) n`,
          [making, addressOf(bob)],
        );
        const taken = take(ada, making, aStep(1));
        await taken.catch(() => undefined);
        await register.database.tables.query('DELETE FROM making_steps WHERE statement_index < 0');
        return taken;
      },
      'MAKING_FULL',
    ],
  ])('refuses steps of a making %s', async (_, recording, code) => {
    await expect(recording()).rejects.toMatchObject({ code });
  });

  it('is kept while the work is made when its files are recorded as they come, in several sittings, and lead to the work', async () => {
    const picture = await aStoredPicture(register.content, 'the last step');
    const making = await begin(ada);
    await work(making, 40, [
      aStep(31),
      { ...aStep(32, { from: [digest(31)], how: 'edit' }), sha256: picture.sha256 },
    ]);
    expect(await grade(making)).toEqual({ grade: 'while-it-was-made', findings: [] });
    const body = { title: 'Sunrise', makers: [], files: [referenceTo(picture)] };
    const id = idOf('work', recordedOf(await register.record(ada, registerWork, body, [picture])).cid);
    await register.claim(ada, { work: id, makings: [making] });
    expect((await found(making)).works).toEqual([id]);
    expect(await grade(making, id)).toEqual({ grade: 'while-it-was-made', findings: [] });
    // What is claimed for another work says nothing of this one, and the other way round.
    const other = await register.work(ada);
    await register.claim(ada, { work: other, makings: [making] });
    expect(await grade(making, id)).toMatchObject({ grade: 'while-it-was-made' });
    expect(await grade(making, other)).toMatchObject({
      grade: 'in-part',
      findings: [{ code: 'LEADS_ELSEWHERE' }],
    });
  });

  it('that one sitting brought is graded so: finished files that are copied one after the other look the same', async () => {
    const making = await begin(ada);
    await work(
      making,
      0.1,
      Array.from({ length: 12 }, (_, n) => aStep(1000 + n)),
    );
    expect(await grade(making)).toMatchObject({ grade: 'one-sitting', findings: [{ code: 'ONE_SITTING' }] });
    // One file more of another hour is no second sitting.
    register.setNow(minutes(50));
    await take(ada, making, aStep(1013, { at: minutes(50).toISOString() }));
    expect(await grade(making)).toMatchObject({ grade: 'one-sitting' });
    register.setNow(minutes(55));
    await take(ada, making, aStep(1014, { at: minutes(55).toISOString() }));
    expect(await grade(making)).toMatchObject({ grade: 'while-it-was-made' });
  });

  it("is less when steps come after the registration, whatever is registered later, or no file of it is the work's", async () => {
    const id = await register.work(ada);
    const making = await begin(ada);
    await work(making, 40, [aStep(33), aStep(34)]);
    await register.claim(ada, { work: id, makings: [making] });
    const after = {
      grade: 'afterwards',
      findings: [{ code: 'AFTER_REGISTRATION' }, { code: 'LEADS_ELSEWHERE' }],
    };
    expect(await grade(making, id)).toMatchObject(after);
    await register.claim(ada, { work: await register.work(ada), makings: [making] });
    expect(await grade(making, id)).toMatchObject(after);
  });

  it('that was written in one go is graded as afterwards, and so is what was there before; what came late counts in part', async () => {
    const [sitting, dumped, late] = [await begin(ada), await begin(ada), await begin(ada)];
    await work(sitting, 0.1, [aStep(41), aStep(42), aStep(43)]);
    expect(await grade(sitting)).toMatchObject({ grade: 'afterwards', findings: [{ code: 'ONE_GO' }] });
    await take(ada, dumped, aStep(44, { wasThere: true }), aStep(45, { wasThere: true }));
    expect((await grade(dumped)).findings.map(({ code }) => code)).toEqual(['FILES_WERE_THERE', 'ONE_GO']);
    // Older than the ledger, though its maker does not say so.
    await take(ada, late, aStep(48, { at: minutes(-5).toISOString() }));
    register.setNow(minutes(16));
    await take(ada, late, aStep(46));
    register.setNow(minutes(50));
    await take(ada, late, aStep(47, { at: minutes(50).toISOString() }));
    expect(await grade(late)).toMatchObject({
      grade: 'in-part',
      findings: [
        { code: 'FILES_WERE_THERE', message: expect.stringMatching(/^1 of 3 files/) as string },
        { code: 'STEPS_LATE', message: expect.stringMatching(/^1 of 3 files/) as string },
      ],
    });
    expect(await grade(await begin(ada))).toEqual({ grade: 'none', findings: [] });
  });

  it('is named by a claim of one of its makers, and of nobody else', async () => {
    const making = await begin(ada);
    const foreign = await register.work(eve);
    await expect(register.claim(eve, { work: foreign, makings: [making] })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    });
    // Nor by naming a maker beside oneself, who has signed nothing.
    const claimants = [addressOf(eve), addressOf(ada)];
    await expect(register.claim(eve, { work: foreign, claimants, makings: [making] })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    });
    await expect(register.claim(eve, { work: foreign, makings: [NOWHERE] })).rejects.toMatchObject({
      code: 'MAKING_UNKNOWN',
    });
    expect((await found(making)).works).toEqual([]);
  });

  it('goes into the evidence of a work whose claim names it, with all its steps', async () => {
    const id = await register.work(ada);
    const making = await begin(ada);
    await take(ada, making, aStep(51));
    const claim = await register.claim(ada, { work: id, makings: [making] });
    const kinds = async () =>
      (await statementsAbout(register.database.tables, id)).statements.map(({ kind }) => kind);
    expect(await kinds()).toEqual(['register-work', 'begin-making', 'record-steps', 'claim-authorship']);
    const without = await statementsAbout(register.database.tables, id, { withMakings: false });
    expect([without.statements.length, without.leftOut]).toEqual([2, [making]]);
    // A competing claim brings its own ledger into nobody's evidence.
    const strange = await begin(eve);
    await take(eve, strange, aStep(52));
    await register.claim(eve, { work: id, competesWith: claim, makings: [strange] });
    expect((await statementsAbout(register.database.tables, id)).leftOut).toEqual([strange]);
    expect(await kinds()).toHaveLength(5);
    await register.record(ada, withdrawClaim, { claim });
    expect((await found(making)).works).toEqual([]);
  });

  it('shows the tree of what was made from what, around a work and around a file', async () => {
    const id = await register.work(ada);
    const making = await begin(ada);
    await work(making, 3, [
      aStep(61, { seed: '7', tool: 'ComfyUI' }),
      aStep(62, { from: [digest(61)], how: 'variation', outcome: 'rejected' }),
      aStep(63, { from: [digest(61)], how: 'edit', act: 'overpainting' }),
    ]);
    const claim = await register.claim(ada, { work: id, makings: [making] });
    const edges = [
      { from: digest(61), to: digest(62), how: 'variation', statedIn: making },
      { from: digest(61), to: digest(63), how: 'edit', statedIn: making },
    ];
    const tree = await iterationsOfWork(register.database.tables, id);
    expect(tree).toMatchObject({ steps: edges, isTruncated: false });
    expect(tree.iterations[0]).toMatchObject({ works: [id], made: [] });
    expect(tree.iterations.slice(1)).toMatchObject([
      { sha256: digest(61), made: [{ seed: '7', making }] },
      { sha256: digest(62), made: [{ outcome: 'rejected' }] },
      { sha256: digest(63), made: [{ act: 'overpainting' }] },
    ]);
    expect((await iterationsOfFile(register.database.tables, digest(62))).steps).toMatchObject(edges);
    // A stranger's word on the same file stands after it, and hides nothing.
    for (let n = 0; n < 3; n += 1) await take(eve, await begin(eve), aStep(62, { how: 'import' }));
    const { made } = (await iterationsOfFile(register.database.tables, digest(62))).iterations.find(
      ({ sha256 }) => sha256 === digest(62),
    ) ?? { made: [] };
    expect(made.map(({ maker }) => maker)).toEqual([ada, eve, eve, eve].map(addressOf));
    expect(await iterationsOfFile(register.database.tables, digest(99))).toEqual({
      iterations: [],
      steps: [],
      isTruncated: false,
    });
    await register.record(ada, withdrawClaim, { claim });
    expect((await iterationsOfWork(register.database.tables, id)).steps).toEqual([]);
  });

  it('refuses a claim that excludes what it says the author created', async () => {
    const id = await register.work(ada);
    await expect(
      register.record(ada, claimAuthorship, {
        work: id,
        claimants: [addressOf(ada)],
        basis: 'author',
        authorCreated: ['The sky'],
        materialExcluded: ['the sky'],
      }),
    ).rejects.toMatchObject({ code: 'CREATED_AND_EXCLUDED' });
  });
});
