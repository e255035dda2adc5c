import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { signStatement } from '../../src/cli/sign-statement.js';
import { transferTitle } from '../../src/title/transfer-title.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { addressOf, aFile, aPerson, describeHouses, state, type TestHouse } from '../fixtures/house.js';
import { aPicture, recompressed, rotated } from '../fixtures/pictures.js';

interface Registered {
  work?: { id: string; title: string };
  matches?: { relation: string; pdqDistance: number; orientation: string; work: { id: string } }[];
}

const SELECT =
  '{ ... on RegisteredWork { work { id title } } ... on LooksLikeEarlierWork { matches { relation pdqDistance orientation work { id } } } }';

describeHouses('registering a work', (open) => {
  let house: TestHouse;
  const ada = aPerson('ada');
  const bob = aPerson('bob');
  beforeAll(async () => {
    house = await open();
  });
  afterAll(async () => {
    await house.close();
    expect(house.failures).toEqual([]);
  });

  const register = async (picture: Buffer, person = ada, title = 'Sunrise') => {
    const file = await aFile(picture);
    return state<Registered>(house.client, person, {
      kind: registerWork,
      body: { title, makers: [{ name: 'Ada', person: addressOf(person) }], files: [referenceTo(file)] },
      select: SELECT,
      files: [file],
    });
  };

  it('registers, finds a turned and re-compressed copy, and records a competing claim beside the first', async () => {
    const picture = await aPicture({ seed: 7, width: 900, height: 700, format: 'png' });
    const first = await register(picture);
    const work = first.work?.id ?? '';
    expect(work).toMatch(/^work:bafkrei/);

    const same = await register(picture, bob, 'Stolen');
    expect(same.matches).toMatchObject([{ relation: 'EXACT_BYTES', pdqDistance: 0, work: { id: work } }]);
    const copy = await recompressed(await rotated(picture, 90), 70);
    const turned = await register(copy, bob, 'Stolen');
    expect(turned.matches).toMatchObject([{ relation: 'MIRRORED_OR_ROTATED', work: { id: work } }]);

    const claims: { id: string }[] = [];
    for (const [person, competesWith] of [[ada], [bob, true]] as const) {
      const { claim } = await state<{ claim: { id: string } }>(house.client, person, {
        kind: claimAuthorship,
        body: {
          work,
          claimants: [addressOf(person)],
          basis: 'author',
          ...(competesWith && { competesWith: claims[0]?.id }),
        },
        select: '{ claim { id } }',
      });
      claims.push(claim);
    }
    const shown = await house.client.ask(
      'query ($work: ID!) { work(id: $work) { title claims(first: 5) { edges { node { id status competesWith { id } } } } owners { share owner { id } } } }',
      { work },
    );
    expect(shown).toEqual({
      work: {
        title: 'Sunrise',
        claims: {
          edges: [
            { node: { id: claims[0]?.id, status: 'CLAIMED', competesWith: null } },
            { node: { id: claims[1]?.id, status: 'CLAIMED', competesWith: { id: claims[0]?.id } } },
          ],
        },
        owners: [{ share: '1', owner: { id: `person:${addressOf(ada)}` } }],
      },
    });

    await state(house.client, ada, {
      kind: transferTitle,
      body: { work, to: [{ owner: addressOf(bob), share: '1/3' }], method: 'sale' },
      select: '{ work { id } }',
    });
    const { ownership } = await house.client.ask<{ ownership: { owners: unknown } }>(
      'query ($work: ID!) { ownership(work: $work) { owners { share party { person { id } } } } }',
      { work },
    );
    expect(ownership.owners).toEqual([
      { share: '2/3', party: { person: { id: `person:${addressOf(ada)}` } } },
      { share: '1/3', party: { person: { id: `person:${addressOf(bob)}` } } },
    ]);
  });

  it('shows in each mutation of a document what was recorded until then', async () => {
    const registered = await register(
      await aPicture({ seed: 12, width: 700, height: 600, format: 'png' }),
      ada,
      'Twice passed on',
    );
    const work = registered.work?.id ?? '';
    const body = { work, claimants: [addressOf(ada)], basis: 'author' };
    await state(house.client, ada, { kind: claimAuthorship, body, select: '{ claim { id } }' });
    const transfers = await Promise.all(
      ['1/4', '1/2'].map((share) =>
        signStatement(house.client, ada, transferTitle, {
          work,
          to: [{ owner: addressOf(bob), share }],
          method: 'gift' as const,
        }),
      ),
    );
    const answer = await house.client.ask(
      `mutation ($a: TransferTitleInput!, $b: TransferTitleInput!) {
        a: transferTitle(input: $a) { work { owners { share } } }
        b: transferTitle(input: $b) { work { owners { share } history { method } } }
      }`,
      { a: transfers[0], b: transfers[1] },
    );
    const shares = (...all: string[]) => expect.arrayContaining(all.map((share) => ({ share })));
    expect(answer).toEqual({
      a: { work: { owners: shares('3/4', '1/4') } },
      b: {
        work: {
          owners: shares('1/4', '3/4'),
          history: [{ method: 'CREATION' }, { method: 'GIFT' }, { method: 'GIFT' }],
        },
      },
    });
  });
});
