import type { Wallet } from 'ethers';
import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import { rotateKey } from '../../src/people/rotate-key.js';
import { declareDerivation } from '../../src/originality/declare-derivation.js';
import { derivationGraph } from '../../src/originality/derivation-graph.js';
import type { DerivationWay } from '../../src/originality/derivation-ways.js';
import { derivationsOf } from '../../src/originality/derivations-of.js';
import { withdrawDerivation } from '../../src/originality/withdraw-derivation.js';
import { permitDerivation } from '../../src/originality/permit-derivation.js';
import { rebuild } from '../../src/register/rebuild.js';
import type { StatementKind } from '../../src/register/statement-kind.js';
import type { Statement } from '../../src/register/statement.js';
import { wavesOf } from '../../src/register/waves.js';
import { idOf } from '../../src/lib/ids.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { aRotation } from '../people/a-rotation.js';
import { describeRegisters, recordedOf, type TestRegister } from '../register/a-register.js';
import { findingsIn } from '../register/findings-in.js';
import { changingNothing, DERIVED } from '../register/tables.js';

const ada = aPerson('ada');
const bob = aPerson('bob');
const eve = aPerson('eve');
const NOWHERE = 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e';

describeRegisters('derivations', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  afterAll(async () => {
    await changingNothing(register.database, () => rebuild(register.rebuildNeeds), DERIVED);
    await register.close();
  });

  const works = (...people: readonly Wallet[]) =>
    Promise.all(people.map((person) => register.work(person))) as Promise<[string, string, string, string]>; // as many as are named
  const declare = async (
    person: Wallet,
    work: string,
    source: string,
    how: DerivationWay = 'adaptation',
  ): Promise<string> => {
    const { cid } = recordedOf(await register.record(person, declareDerivation, { work, source, how }));
    return idOf('derivation', cid);
  };
  const withdraw = (person: Wallet, derivation: string) =>
    register.record(person, withdrawDerivation, { derivation });
  /** From what a work derives, and what derives from it. */
  const standing = async (work: string) => {
    const [found] = await derivationsOf(register.database.tables, [work]);
    return {
      from: found?.standing.from.derivations.map(({ source }) => source),
      to: found?.standing.to.derivations.map((one) => one.work),
    };
  };
  const refuses = (code: string, act: () => Promise<unknown>) =>
    changingNothing(register.database, () => expect(act()).rejects.toMatchObject({ name: 'Refusal', code }));

  it('are told both ways, those that stand and those that were withdrawn apart', async () => {
    const [print, painting, study] = await works(ada, bob, bob);
    const first = await declare(ada, print, painting, 'reproduction');
    await declare(bob, painting, study, 'from-study');
    const gone = await declare(ada, print, study, 'after');
    await withdraw(ada, gone);
    expect(await standing(print)).toEqual({ from: [painting], to: [] });
    expect(await standing(painting)).toEqual({ from: [study], to: [print] });
    const [ofPrint, ofStudy] = await derivationsOf(register.database.tables, [print, study]);
    expect(ofPrint?.standing.from).toMatchObject({
      derivations: [{ id: first, how: 'reproduction', declaredBy: addressOf(ada), capacity: 'registrant' }],
      isTruncated: false,
    });
    expect(ofPrint?.withdrawn.from.derivations).toMatchObject([{ id: gone, withdrawnAt: expect.any(Date) }]);
    expect(ofStudy?.withdrawn.to.derivations).toMatchObject([{ id: gone }]);
  });

  it('are for who registered the work or upholds a claim on it, by any key of theirs', async () => {
    const [work, source, other, third] = await works(ada, bob, bob, bob);
    await refuses('NOT_ALLOWED', () => declare(bob, work, source));
    const claim = await register.claim(ada, { work, claimants: [ada, bob].map(addressOf) });
    await refuses('NOT_ALLOWED', () => declare(bob, work, source));
    const competing = await register.claim(eve, { work, competesWith: claim });
    await declare(eve, work, source);
    const [next, again] = [aPerson('ada, next'), aPerson('ada, again')];
    const own = await declare(ada, work, other);
    await register.record(ada, rotateKey, await aRotation(ada, next));
    await declare(next, work, third);
    await register.record(next, rotateKey, await aRotation(next, again));
    await withdraw(again, own);
    const [found] = await derivationsOf(register.database.tables, [work]);
    expect(found?.standing.from.derivations.map(({ capacity }) => capacity)).toEqual([
      'competing-claimant',
      'registrant',
    ]);
    await register.record(eve, withdrawClaim, { claim: competing });
    await refuses('NOT_ALLOWED', () => declare(eve, work, other));
  });

  it('are refused of works that are not registered, of one and the same, and twice while one stands', async () => {
    const [work, source] = await works(bob, bob);
    await refuses('WORK_UNKNOWN', () => declare(bob, idOf('work', NOWHERE), source));
    await refuses('WORK_UNKNOWN', () => declare(bob, work, idOf('work', NOWHERE)));
    await refuses('SELF_DERIVATION', () => declare(bob, work, work));
    const first = await declare(bob, work, source);
    await refuses('DERIVED_ALREADY', () => declare(bob, work, source, 'version'));
    await withdraw(bob, first);
    await declare(bob, work, source, 'version');
  });

  it('never go round, through any number of steps', async () => {
    const [a, b, c, d] = await works(bob, bob, bob, bob);
    await declare(bob, a, b);
    const middle = await declare(bob, b, c);
    await declare(bob, c, d);
    await refuses('CIRCULAR_DERIVATION', () => declare(bob, b, a));
    await refuses('CIRCULAR_DERIVATION', () => declare(bob, d, a));
    await declare(bob, a, d);
    await withdraw(bob, middle);
    await declare(bob, c, a);
  });

  it('never go round when those that close the circle are declared at once', async () => {
    const [a, b, c, d] = await works(bob, bob, bob, bob);
    await declare(bob, a, b);
    await declare(bob, c, d);
    const settled = await Promise.allSettled([declare(bob, b, c), declare(bob, d, a)]);
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('of competing claimants keep nobody else from declaring', async () => {
    const [work, source] = await works(bob, bob);
    for (const one of [work, source])
      await register.claim(eve, { work: one, competesWith: await register.claim(bob, { work: one }) });
    await declare(eve, work, source);
    const own = await declare(bob, work, source, 'version');
    await refuses('DERIVED_ALREADY', () => declare(eve, work, source, 'after'));
    await refuses('CIRCULAR_DERIVATION', () => declare(eve, source, work));
    await withdraw(bob, own);
    await declare(bob, source, work);
    const { derivations, isTruncated } = await derivationGraph(register.database.tables, work, 5);
    expect([derivations.length, isTruncated]).toEqual([2, false]);
  });

  it('are withdrawn by whoever declared them, once', async () => {
    const [work, source] = await works(bob, bob);
    const derivation = await declare(bob, work, source);
    await refuses('NOT_ALLOWED', () => withdraw(eve, derivation));
    await refuses('DERIVATION_UNKNOWN', () => withdraw(bob, idOf('derivation', NOWHERE)));
    await withdraw(bob, derivation);
    await refuses('WITHDRAWN_ALREADY', () => withdraw(bob, derivation));
  });

  it('are found by fsck where a row was altered', async () => {
    const [work, source] = await works(bob, bob);
    const derivation = await declare(bob, work, source);
    const { tables } = register.database;
    const alter = (how: DerivationWay) =>
      tables.query('UPDATE derivations SET how = $2 WHERE id = $1', [derivation, how]);
    await alter('reproduction');
    expect(await findingsIn(register.rebuildNeeds)).toEqual([
      `DERIVED_ROW_DIFFERS derivations ${derivation}`,
    ]);
    await alter('adaptation');
    expect(await findingsIn(register.rebuildNeeds)).toEqual([]);
  });

  it('are decided one after the other, together with statements of other kinds about other works', () => {
    const id = (kind: 'work' | 'derivation', at: number) => idOf(kind, `b${'a'.repeat(20)}${at + 2}`);
    const said = <Body>(kind: StatementKind<Body, unknown>, body: Body) => ({
      kind: kind as StatementKind<unknown, unknown>, // each reads its own body
      statement: { signer: addressOf(bob), nonce: `${kind.kind} ${JSON.stringify(body)}`, body } as Statement, // what waves look at
    });
    const how = 'after' as const;
    const [first, second] = [
      said(declareDerivation, { work: id('work', 0), source: id('work', 1), how }),
      said(declareDerivation, { work: id('work', 2), source: id('work', 3), how }),
    ];
    const withdrawal = said(withdrawDerivation, { derivation: id('derivation', 0) });
    const toEve = { to: addressOf(eve), terms: 'All' };
    const permissions = [1, 3].map((at) => said(permitDerivation, { source: id('work', at), ...toEve }));
    const sameWork = said(permitDerivation, { source: id('work', 2), ...toEve });
    const waves = wavesOf([...permissions, first, second, withdrawal, sameWork]);
    expect(waves).toEqual([[...permissions, first], [second], [withdrawal, sameWork]]);
  });

  describe('by the thousand', () => {
    /** Rows that no statement made: registering so many works would take its time. */
    const insert = async (pairs: readonly (readonly [work: string, source: string])[]) => {
      await register.database.tables.query(
        `INSERT INTO derivations (id, statement_index, work, source, how, declared_by, capacity, declared_at)
         SELECT 'row ' || work, n + $3::bigint, work, source, 'version', '', 'registrant', now()
           FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS t(work, source, n)`,
        [pairs.map(([work]) => work), pairs.map(([, source]) => source), pairs.length * 1_000_000],
      );
    };
    /** Works each from the one before, the first from a given one; gives the last. */
    const aChain = async (name: string, from: string, length: number) => {
      const chain = Array.from({ length }, (_, at) => `${name}${at}`);
      await insert(chain.map((work, at) => [work, chain[at - 1] ?? from]));
      return chain.at(-1) ?? from;
    };
    afterEach(() => register.database.tables.query(`DELETE FROM derivations WHERE id LIKE 'row %'`));

    it('are looked through for a circle from the side that has fewer, and refused where both have too many', async () => {
      const [work, source, fresh] = await works(bob, bob, bob);
      await aChain('below', work, 1001);
      await insert([[source, await aChain('above', 'x', 1002)]]);
      await refuses('TOO_MANY_DERIVATIONS', () => declare(bob, work, source));
      await declare(bob, fresh, source);
      await refuses('TOO_MANY_DERIVATIONS', () => declare(bob, work, fresh));
    });

    it('are given up to a number, and more are said to be', async () => {
      const [work] = await works(bob);
      await insert(Array.from({ length: 201 }, (_, at) => [`copy${at}`, work]));
      const [found] = await derivationsOf(register.database.tables, [work]);
      expect([found?.standing.to.derivations.length, found?.standing.to.isTruncated]).toEqual([200, true]);
      const { derivations, isTruncated } = await derivationGraph(register.database.tables, work, 1);
      expect([derivations.length, isTruncated]).toEqual([200, true]);
    });

    it('make a graph to the depth that was asked for, the nearest first', async () => {
      const [work] = await works(bob);
      const last = await aChain('step', work, 6);
      const { tables } = register.database;
      const steps = async (of: string, depth: number) => {
        const { derivations, isTruncated } = await derivationGraph(tables, of, depth);
        return [derivations.map((one) => one.work), isTruncated];
      };
      expect(await steps(work, 2)).toEqual([['step0', 'step1'], true]);
      expect(await steps(last, 5)).toEqual([['step5', 'step4', 'step3', 'step2', 'step1'], true]);
      expect(await steps('step2', 3)).toEqual([
        ['step2', 'step3', 'step1', 'step4', 'step0', 'step5'],
        false,
      ]);
      for (const depth of [0, 6, 1.5])
        await expect(derivationGraph(tables, work, depth)).rejects.toMatchObject({ code: 'BAD_DEPTH' });
    });
  });
});
