import type { Wallet } from 'ethers';
import { dayOf, type PermissionBody } from '../../src/originality/derivation-permission.js';
import { permissionFor } from '../../src/originality/permission-for.js';
import { permitDerivation } from '../../src/originality/permit-derivation.js';
import { withdrawPermission } from '../../src/originality/withdraw-permission.js';
import { rotateKey } from '../../src/people/rotate-key.js';
import { rebuild } from '../../src/register/rebuild.js';
import { idOf } from '../../src/lib/ids.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { aRotation } from '../people/a-rotation.js';
import { describeRegisters, recordedOf, type TestRegister } from '../register/a-register.js';
import { changingNothing, DERIVED } from '../register/tables.js';

const ada = aPerson('ada');
const bob = aPerson('bob');
const eve = aPerson('eve');
const NOWHERE = 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e';

describeRegisters({ name: 'permission to derive', alone: 'PGlite' }, (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  // Times in the register never fall: each test has a month of its own.
  let month = 5;
  const at = (day: number, hour = 12) => new Date(Date.UTC(2026, month, day, hour));
  const dayAt = (day: number): string => dayOf(at(day));
  beforeEach(() => {
    month += 1;
    register.setNow(at(1));
  });
  afterAll(async () => {
    await changingNothing(register.database, () => rebuild(register.rebuildNeeds), DERIVED);
    await register.close();
  });

  const permit = async (person: Wallet, source: string, body: Partial<PermissionBody> = {}) => {
    const whole = { source, to: addressOf(eve), terms: 'One edition of 20 prints', ...body };
    const { cid } = recordedOf(await register.record(person, permitDerivation, whole));
    return idOf('permission', cid);
  };
  const withdraw = (person: Wallet, permission: string) =>
    register.record(person, withdrawPermission, { permission });
  const inForce = async (
    source: string,
    { to = eve, ...question }: { to?: Wallet; at: Date; how?: 'detail' | 'version' },
  ) => {
    const found = await permissionFor(register.database.tables, {
      source,
      personKey: addressOf(to),
      ...question,
    });
    return found?.id ?? null;
  };
  const refuses = (code: string, act: () => Promise<unknown>) =>
    changingNothing(register.database, () => expect(act()).rejects.toMatchObject({ name: 'Refusal', code }));

  it('is in force for the person whom it names, from its recording to the end of its last day', async () => {
    const source = await register.work(ada);
    register.setNow(at(2));
    const permission = await permit(ada, source, { until: dayAt(4) });
    expect(await inForce(source, { at: at(1) })).toBeNull();
    expect(await inForce(source, { at: at(2) })).toBe(permission);
    expect(await inForce(source, { at: at(4, 23) })).toBe(permission);
    expect(await inForce(source, { at: at(5, 0) })).toBeNull();
    expect(await inForce(source, { at: at(3), to: bob })).toBeNull();
    expect(await inForce(await register.work(ada), { at: at(3) })).toBeNull();
  });

  it('is for the ways that it names, or for all', async () => {
    const source = await register.work(ada);
    const detail = await permit(ada, source, { how: ['detail'] });
    expect(await inForce(source, { at: at(1), how: 'detail' })).toBe(detail);
    expect(await inForce(source, { at: at(1), how: 'version' })).toBeNull();
    expect(await inForce(source, { at: at(1) })).toBe(detail);
    const any = await permit(ada, source);
    expect(await inForce(source, { at: at(1), how: 'version' })).toBe(any);
  });

  it('was in force until it was withdrawn, by whoever gave it and once', async () => {
    const source = await register.work(ada);
    const permission = await permit(ada, source);
    await refuses('NOT_ALLOWED', () => withdraw(eve, permission));
    await refuses('PERMISSION_UNKNOWN', () => withdraw(ada, idOf('permission', NOWHERE)));
    register.setNow(at(3));
    await withdraw(ada, permission);
    expect(await inForce(source, { at: at(2) })).toBe(permission);
    expect(await inForce(source, { at: at(3) })).toBeNull();
    await refuses('WITHDRAWN_ALREADY', () => withdraw(ada, permission));
  });

  it('is for who registered the work or upholds a claim on it to give; of several the strongest is relied on', async () => {
    const source = await register.work(ada);
    await refuses('NOT_ALLOWED', () => permit(bob, source));
    await refuses('WORK_UNKNOWN', () => permit(ada, idOf('work', NOWHERE)));
    const claim = await register.claim(ada, { work: source });
    await register.claim(bob, { work: source, competesWith: claim });
    const weak = await permit(bob, source);
    expect(await inForce(source, { at: at(1) })).toBe(weak);
    const strong = await permit(ada, source);
    expect(await inForce(source, { at: at(1) })).toBe(strong);
    const found = await permissionFor(register.database.tables, {
      source,
      personKey: addressOf(eve),
      at: at(1),
    });
    expect(found).toMatchObject({ capacity: 'registrant', permittedBy: addressOf(ada) });
  });

  it('is refused to oneself, to a key that was replaced, and for days that are over or none', async () => {
    const source = await register.work(ada);
    await refuses('SELF_PERMISSION', () => permit(ada, source, { to: addressOf(ada) }));
    await refuses('UNTIL_PASSED', () => permit(ada, source, { until: dayAt(0) }));
    await permit(ada, source, { until: dayAt(1) });
    for (const until of ['2026-02-30', '2026-5-1', '2026', '1889~'])
      await refuses('OUT_OF_SCHEMA', () => permit(ada, source, { until }));
    await refuses('OUT_OF_SCHEMA', () => permit(ada, source, { how: [] }));
    await refuses('OUT_OF_SCHEMA', () => permit(ada, source, { how: ['detail', 'detail'] }));
    await refuses('OUT_OF_SCHEMA', () => permit(ada, source, { terms: '' }));
    const [old, next] = [aPerson('old'), aPerson('next')];
    await register.record(old, rotateKey, await aRotation(old, next));
    await refuses('KEY_ROTATED', () => permit(ada, source, { to: addressOf(old) }));
  });

  it('holds for all keys of a person, and is withdrawn by any of whoever gave it', async () => {
    const [giver, giverNext, taker, takerNext] = ['giver', 'giver, next', 'taker', 'taker, next'].map(
      (name) => aPerson(name),
    ) as [Wallet, Wallet, Wallet, Wallet]; // as many as names
    const source = await register.work(giver);
    const permission = await permit(giver, source, { to: addressOf(taker) });
    await register.record(taker, rotateKey, await aRotation(taker, takerNext));
    await register.record(giver, rotateKey, await aRotation(giver, giverNext));
    for (const to of [taker, takerNext]) expect(await inForce(source, { at: at(1), to })).toBe(permission);
    const another = await permit(giverNext, source, { to: addressOf(takerNext), how: ['after'] });
    expect(another).not.toBe(permission);
    await refuses('SELF_PERMISSION', () => permit(giverNext, source, { to: addressOf(giverNext) }));
    register.setNow(at(2));
    await withdraw(giverNext, permission);
    expect(await inForce(source, { at: at(2), to: taker, how: 'detail' })).toBeNull();
  });

  it('is told apart from its withdrawal though both come at once', async () => {
    const source = await register.work(ada);
    const permission = await permit(ada, source);
    const settled = await Promise.allSettled([
      withdraw(ada, permission),
      permit(ada, source, { how: ['detail'] }),
      withdraw(ada, permission),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  });
});
