import { transferTitle } from '../../src/title/transfer-title.js';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { addressOf, aFile, aPerson, describeHouses, state, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { signAltered, submit } from './requests.js';

const ada = aPerson('ada');
const SELECT =
  '{ ... on RegisteredWork { work { id statement { index } } } ... on LooksLikeEarlierWork { matches { relation work { id } } } }';

interface Registered {
  readonly work?: { readonly id: string; readonly statement: { readonly index: number } };
  readonly matches?: readonly { readonly relation: string; readonly work: { readonly id: string } }[];
}

describeHouses('at once', (open) => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await open();
  });
  afterAll(async () => {
    await house.close();
    expect(house.failures).toEqual([]);
  });

  const register = async (picture: Buffer, person = ada) => {
    const file = await aFile(picture);
    return state<Registered>(house.client, person, {
      kind: registerWork,
      body: { title: 'Sunrise', makers: [], files: [referenceTo(file)] },
      select: SELECT,
      files: [file],
    });
  };
  const times = <T>(count: number, make: (at: number) => Promise<T>) =>
    Promise.all(Array.from({ length: count }, (_, at) => make(at)));

  it('20 statements get the places 0 to 19 without a gap', async () => {
    const pictures = await times(20, (seed) =>
      aPicture({ seed: 100 + seed, width: 64, height: 48, format: 'png' }),
    );
    const registered = await times(20, (at) =>
      register(pictures[at] ?? Buffer.alloc(0), aPerson(`person ${at}`)),
    );
    const places = registered.map(({ work }) => work?.statement.index ?? -1);
    expect(places.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at));
  });

  it('8 registrations of one picture make one work, and 7 are told of it', async () => {
    const picture = await aPicture({ seed: 51, width: 64, height: 48, format: 'png' });
    const answers = await times(8, (at) => register(picture, aPerson(`person ${at}`)));
    const works = answers.flatMap(({ work }) => work?.id ?? []);
    const matches = answers.flatMap((answer) => answer.matches ?? []);
    expect(works).toHaveLength(1);
    expect(matches).toHaveLength(7);
    for (const match of matches) expect(match).toEqual({ relation: 'EXACT_BYTES', work: { id: works[0] } });
  });

  it('one of several transfers of the same share wins, and one of several copies of a statement', async () => {
    const { work } = await register(await aPicture({ seed: 52, width: 64, height: 48, format: 'png' }));
    await state(house.client, ada, {
      kind: claimAuthorship,
      body: { work: work?.id, claimants: [addressOf(ada)], basis: 'author' },
      select: '{ __typename }',
    });
    const signed = await times(4, (at) =>
      signAltered(house, ada, {
        kind: 'transfer-title',
        body: {
          work: work?.id,
          to: [{ owner: addressOf(aPerson(`buyer ${at}`)), share: '2/3' }],
          method: 'sale',
        },
      }),
    );
    const answers = await Promise.all(
      [...signed, ...signed].map((one) => submit(house, transferTitle.kind, one)),
    );
    const codes = answers.map(({ code }) => code);
    expect(codes.filter((code) => code === null)).toHaveLength(1);
    expect(codes.filter((code) => code !== null && !['MORE_THAN_HELD', 'REPLAYED'].includes(code))).toEqual(
      [],
    );
    const { ownership } = await house.client.ask<{ ownership: { owners: { share: string }[] } }>(
      'query ($work: ID!) { ownership(work: $work) { owners { share } } }',
      { work: work?.id },
    );
    expect(ownership.owners.map(({ share }) => share).toSorted()).toEqual(['1/3', '2/3']);
  });
});
