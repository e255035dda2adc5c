import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { transferTitle } from '../../src/title/transfer-title.js';
import { addressOf, aFile, aPerson, describeHouses, state, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';

const [ada, bob, eve] = [aPerson('ada passes on'), aPerson('bob receives'), aPerson('eve looks on')];

describeHouses('works that a person passed on or received', (open) => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await open();
  });
  afterAll(() => house.close());

  async function aClaimedWork(title: string, seed: number): Promise<string> {
    const file = await aFile(await aPicture({ seed }));
    const { work } = await state<{ work: { id: string } }>(house.client, ada, {
      kind: registerWork,
      body: { title, makers: [], files: [referenceTo(file)] },
      select: '{ ... on RegisteredWork { work { id } } }',
      files: [file],
    });
    await state(house.client, ada, {
      kind: claimAuthorship,
      body: { work: work.id, claimants: [addressOf(ada)], basis: 'author' },
      select: '{ claim { id } }',
    });
    return work.id;
  }
  const passedOn = async (person: typeof ada): Promise<string[]> => {
    const asked = await house.client.ask<{
      person: { passedOn: { edges: { node: { title: string } }[] } };
    }>('query ($id: ID!) { person(id: $id) { passedOn(first: 10) { edges { node { title } } } } }', {
      id: `person:${addressOf(person)}`,
    });
    return asked.person.passedOn.edges.map(({ node }) => node.title);
  };

  it('are those of both sides of a transfer, and neither those that stayed nor those of others', async () => {
    const given = await aClaimedWork('Given', 1501);
    await aClaimedWork('Kept', 1502);
    await state(house.client, ada, {
      kind: transferTitle,
      body: { work: given, to: [{ owner: addressOf(bob), share: '1' }], method: 'gift' },
      select: '{ work { id } }',
    });
    expect([await passedOn(ada), await passedOn(bob), await passedOn(eve)]).toEqual([
      ['Given'],
      ['Given'],
      [],
    ]);
  });
});
