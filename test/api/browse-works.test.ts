import sharp from 'sharp';
import { openDispute } from '../../src/claims/disputes/open-dispute.js';
import { stateOutcome } from '../../src/claims/disputes/state-outcome.js';
import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import { declareDerivation } from '../../src/originality/declare-derivation.js';
import { grantLicence } from '../../src/rights/licences/grant-licence.js';
import { withdrawLicence } from '../../src/rights/licences/withdraw-licence.js';
import { idOf } from '../../src/lib/ids.js';
import { forget } from '../../src/register/forgetting/forget.js';
import { listWorks } from '../../src/works/list-works.js';
import { readFilter } from '../../src/works/work-filter.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { addressOf, aFile, aPerson, describeHouses, state, type TestHouse } from '../fixtures/house.js';
import { recordedOf, recorderInHouse } from '../register/a-register.js';
import { watchSql } from '../register/sql.js';

const ada = aPerson('ada');
const bob = aPerson('bob');

describeHouses('the list of works', (open) => {
  let house: TestHouse;
  let register: ReturnType<typeof recorderInHouse>;
  beforeAll(async () => {
    house = await open();
    register = recorderInHouse(house.ports);
  });
  afterAll(async () => {
    await house.close();
    expect(house.failures).toEqual([]);
  });

  interface Listed {
    readonly works: {
      readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
    };
  }
  const list = async (conditions: string, more = ''): Promise<Listed['works']['edges']> => {
    const text = `{ works(first: 50${more}, ${conditions}) { edges { cursor node { id } } } }`;
    return (await house.client.ask<Listed>(text)).works.edges;
  };
  const listed = async (conditions: string): Promise<string[]> =>
    (await list(conditions)).map(({ node }) => node.id);
  const refusal = (conditions: string) =>
    list(conditions).then(
      () => null,
      (error: { code?: string }) => error.code,
    );

  it('is searched for words of title, makers, description and alternative text, by how they begin, whatever case and accents', async () => {
    const cafe = await register.work(ada, {
      title: 'Café in der Straße',
      makers: [{ name: 'Łucja Ørsted' }],
    });
    const hill = await register.work(ada, { title: 'Hill', description: 'Behind a CAFE, at dusk' });
    expect(await listed('search: "cafe"')).toEqual([hill, cafe]);
    expect(await listed('search: "STRASSE lucja"')).toEqual([cafe]);
    expect(await listed('search: "orst caf"')).toEqual([cafe]);
    expect(await listed('search: "afe"')).toEqual([]);
    const marsh = await register.work(ada, { title: 'Marsh', altText: 'A grey Héron wades' });
    expect(await listed('search: "heron marsh"')).toEqual([marsh]);
    expect(await listed(`search: "o'; DROP TABLE works; --"`)).toEqual([]);
    const cursor = (await list('search: "cafe"'))[0]?.cursor;
    expect((await list('search: "CAFÉ"', `, after: "${cursor}"`)).map(({ node }) => node.id)).toEqual([cafe]);
    for (const other of [
      'search: "hill"',
      'search: "cafe", madeTo: 1900',
      `registrant: "person:${addressOf(ada)}"`,
    ])
      await expect(list(other, `, after: "${cursor}"`)).rejects.toMatchObject({ code: 'BAD_CURSOR' });
  });

  it('tells works by the years in which they can have been made', async () => {
    const dated = async (dateMade: string) => register.work(ada, { title: 'Dated', dateMade });
    const [year, century, open_] = [await dated('1889-06~'), await dated('18XX'), await dated('../1700')];
    await dated('2020');
    expect(await listed('search: "dated", madeFrom: 1889, madeTo: 1889')).toEqual([century, year]);
    expect(await listed('search: "dated", madeFrom: 1890, madeTo: 1899')).toEqual([century]);
    expect(await listed('search: "dated", madeTo: -500')).toEqual([open_]);
    expect(await listed('madeFrom: 2021')).toEqual([]);
  });

  it('is of those that name a person as their maker, whoever registered them, by pages', async () => {
    const named = aPerson('named as a maker');
    const by = (...persons: string[]) =>
      register.work(bob, { title: 'Named', makers: persons.map((person) => ({ name: 'A maker', person })) });
    const alone = await by(addressOf(named));
    await by(addressOf(ada));
    await register.work(bob, { title: 'Named', makers: [{ name: addressOf(named) }] });
    const together = await by(addressOf(ada), addressOf(named));
    const page = async (after: string | null) => {
      const { person } = await house.client.ask<{ person: { namedIn: Listed['works'] } }>(
        `query ($id: ID!, $after: String) { person(id: $id) { namedIn(first: 1, after: $after) { edges { cursor node { id } } } } }`,
        { id: `person:${addressOf(named)}`, after },
      );
      return person.namedIn.edges[0];
    };
    const first = await page(null);
    expect(first?.node.id).toBe(together);
    const second = await page(first?.cursor ?? null);
    expect(second?.node.id).toBe(alone);
    expect(await page(second?.cursor ?? null)).toBeUndefined();
  });

  const firstClaimOn = async (work: string): Promise<string> => {
    const asked = await house.client.ask<{ work: { claims: { edges: { node: { id: string } }[] } } }>(
      'query ($id: ID!) { work(id: $id) { claims(first: 1) { edges { node { id } } } } }',
      { id: work },
    );
    return asked.work.claims.edges[0]?.node.id ?? '';
  };

  it('tells works by tools of claims that stand, and how many there are of each', async () => {
    const generations = [{ tool: 'ComfyUI' }, { tool: 'Fooocus' }];
    const works = [await register.work(ada), await register.work(ada)];
    for (const work of works) await register.claim(ada, { work, generations });
    const gone = await register.claim(bob, {
      work: await register.work(bob),
      generations: [{ tool: 'Gone' }],
    });
    const tools = async () =>
      (await house.client.ask<{ toolsInUse: object[] }>('{ toolsInUse { tool works } }')).toolsInUse;
    expect(await tools()).toEqual([
      { tool: 'ComfyUI', works: 2 },
      { tool: 'Fooocus', works: 2 },
      { tool: 'Gone', works: 1 },
    ]);
    await register.record(bob, withdrawClaim, { claim: gone });
    // One more claim on a work counts it no second time, and what it alone named goes with it.
    const [work = ''] = works;
    const first = await firstClaimOn(work);
    const beside = await register.claim(bob, {
      work,
      competesWith: first,
      generations: [{ tool: 'ComfyUI' }, { tool: 'Beside' }],
    });
    expect(await tools()).toEqual([
      { tool: 'ComfyUI', works: 2 },
      { tool: 'Fooocus', works: 2 },
      { tool: 'Beside', works: 1 },
    ]);
    await register.record(bob, withdrawClaim, { claim: beside });
    expect(await tools()).toEqual([
      { tool: 'ComfyUI', works: 2 },
      { tool: 'Fooocus', works: 2 },
    ]);
    expect(await listed('tool: "Fooocus"')).toEqual(works.toReversed());
    expect(await listed('tool: "Gone"')).toEqual([]);
  });

  it('tells works by a licence that is granted to anybody and in force', async () => {
    const licensed = async (terms: object) => {
      const work = await register.work(ada);
      await register.claim(ada, { work });
      const { cid } = recordedOf(
        await register.record(ada, grantLicence, { work, standard: 'CC-BY-4.0', ...terms }),
      );
      return { work, licence: idOf('licence', cid) };
    };
    const { work } = await licensed({ from: '2020-01-01' });
    const withdrawn = await licensed({});
    await register.record(ada, withdrawLicence, { licence: withdrawn.licence });
    const ended = await licensed({ until: '2999-12-31' });
    await licensed({ from: '9998-01-01' });
    await licensed({ to: addressOf(bob) });
    expect(await listed('licence: "CC-BY-4.0"')).toEqual([ended.work, work]);
    const later = await listWorks(
      { ...house.ports, clock: { now: () => new Date('3000-01-01') } },
      {
        page: { after: null, first: 9 },
        registrants: null,
        filter: readFilter({ licence: 'CC-BY-4.0' }),
      },
    );
    expect(later.map(({ id }) => id)).toEqual([work]);
    expect(await listed('licence: "CC-BY-SA-4.0"')).toEqual([]);
  });

  it('tells works that are claimed, contested and unclaimed, in the cost of 3 SQL statements', async () => {
    const title = 'Standing';
    const aWork = () => register.work(ada, { title });
    const [unclaimed, claimed, disputed, derived, settled] = [
      await aWork(),
      await aWork(),
      await aWork(),
      await aWork(),
      await aWork(),
    ];
    const account = 'I made it';
    for (const work of [claimed, disputed, derived, settled]) {
      const claim = await register.claim(ada, { work });
      if (work !== disputed && work !== settled) continue;
      const { cid } = recordedOf(
        await register.record(bob, openDispute, { claim, ground: 'authorship', account }),
      );
      if (work === settled)
        await register.record(bob, stateOutcome, {
          claim,
          dispute: idOf('dispute', cid),
          outcome: 'rejected',
          decidedBy: 'A court',
          decidedOn: '2026-01-01',
        });
    }
    await register.record(ada, declareDerivation, { work: derived, source: disputed, how: 'version' });
    const statements: string[] = [];
    const stop = watchSql(house.ports.database, {
      before: (sql) => {
        if (/\b(works|disputes)\b/.test(sql)) statements.push(sql);
      },
    });
    expect(await listed(`search: "${title}", state: CONTESTED`)).toEqual([derived, disputed]);
    stop();
    expect(statements).toHaveLength(3);
    expect(await listed(`search: "${title}", state: CLAIMED`)).toEqual([settled, claimed]);
    expect(await listed(`search: "${title}", state: UNCLAIMED`)).toEqual([unclaimed]);
  });

  describe('by colours', () => {
    const plain = (background: string) =>
      sharp({ create: { width: 64, height: 48, channels: 3, background } })
        .png()
        .toBuffer();
    const registered = async (picture: Buffer) => {
      const file = await aFile(picture);
      const { work } = await state<{ work: { id: string; files: object[] } }>(house.client, ada, {
        kind: registerWork,
        body: { title: 'Coloured', makers: [], files: [referenceTo(file)] },
        files: [file],
        select: '{ ... on RegisteredWork { work { id files { colours { hex share } } } } }',
      });
      return { ...work, cid: file.cid };
    };

    it('tells works whose picture has about that colour, and not when its bytes are erased', async () => {
      const violet = await registered(await plain('#8a2be2'));
      const onClear = await sharp({ create: { width: 64, height: 48, channels: 4, background: '#ff000000' } })
        .png()
        .toBuffer();
      const white = await registered(onClear);
      expect([violet.files, white.files]).toEqual([
        [{ colours: [{ hex: '#8a2be2', share: 1 }] }],
        [{ colours: [{ hex: '#ffffff', share: 1 }] }],
      ]);
      const answers = async () => [
        await listed('colour: "#8A2BE2"'),
        await listed('colour: "#9030e8"'),
        await listed('colour: "#e22b8a"'),
        await listed('colour: "#ffffff"'),
      ];
      const expected = [[violet.id], [violet.id], [], [white.id]];
      expect(await answers()).toEqual(expected);
      await forget(house.ports, { ids: [`file:${white.cid}`], reason: 'A demand' });
      expect(await listed('colour: "#ffffff"')).toEqual([]);
    });
  });

  it.each([
    ['search: ""'],
    ['search: "!?"'],
    [`search: "${'a '.repeat(101)}"`],
    ['search: "a b c d e f g h i j k"'],
    ['tool: ""'],
    ['madeFrom: 1900, madeTo: 1899'],
    ['madeFrom: 10000'],
    ['licence: "CC"'],
    ['licence: "toString"'],
    ['colour: "violet"'],
    ['colour: "#8a2be"'],
  ])('is refused for %s', async (conditions) => {
    expect(await refusal(conditions)).toBe('BAD_FILTER');
  });
});
