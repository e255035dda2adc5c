import type { Wallet } from 'ethers';
import sharp from 'sharp';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import { uploadFile, type LocalFile } from '../../src/cli/local-file.js';
import { permitDerivation } from '../../src/originality/permit-derivation.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { addressOf, aFile, aPerson, describeHouse, state, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';

const SEARCH = `query ($input: OriginalityInput!) {
  originality(input: $input) {
    matches { isCertain relation file work { id } }
    isTruncated verdict reasons { code } register { pictures }
  }
}`;

interface Report {
  readonly matches: readonly { isCertain: boolean; relation: string; file: string; work: { id: string } }[];
  readonly isTruncated: boolean;
  readonly verdict: string;
  readonly reasons: readonly { code: string }[];
  readonly register: { readonly pictures: number };
}

const ada = aPerson('ada');
const bob = aPerson('bob');
const SIZE = { width: 480, height: 360 };
/** More parts than are compared at once. */
const PARTS = 24;

describeHouse('a search', (open) => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await open();
  });
  afterAll(async () => {
    await house.close();
    expect(house.failures).toEqual([]);
  });

  async function register(person: Wallet, pictures: readonly Buffer[]): Promise<string> {
    const files: LocalFile[] = [];
    for (const picture of pictures) files.push(await aFile(picture));
    const { work } = await state<{ work: { id: string } }>(house.client, person, {
      kind: registerWork,
      body: { title: 'Harbour', makers: [], files: files.map(referenceTo) },
      select: '{ ... on RegisteredWork { work { id } } }',
      files,
    });
    return work.id;
  }
  async function search(picture: Buffer, person?: Wallet): Promise<Report> {
    const upload = await uploadFile(house.client, await aFile(picture));
    const input = { upload, ...(person && { person: `person:${addressOf(person)}` }) };
    return (await house.client.ask<{ originality: Report }>(SEARCH, { input })).originality;
  }
  const partOf = (picture: Buffer, left: number, top: number, side = 200) =>
    sharp(picture).extract({ left, top, width: side, height: side }).png().toBuffer();

  it('finds the picture behind more parts of it than are compared at once', async () => {
    const whole = await aPicture({ seed: 900, ...SIZE, format: 'png' });
    const work = await register(ada, [whole]);
    for (let at = 0; at < PARTS; at += 1)
      await register(bob, [await partOf(whole, 40 + 10 * (at % 6), 40 + 25 * Math.floor(at / 6))]);
    const { matches, isTruncated } = await search(await partOf(whole, 65, 62));
    expect(matches[0]).toMatchObject({ isCertain: true, work: { id: work } });
    expect(matches).toHaveLength(PARTS + 1);
    expect(isTruncated).toBe(false);
  });

  it('does not look among the evidence that claims bring', async () => {
    const work = await register(ada, [await aPicture({ seed: 901, ...SIZE })]);
    const sketch = await aPicture({ seed: 902, ...SIZE });
    const before = await search(sketch);
    const file = await aFile(sketch);
    await state(house.client, ada, {
      kind: claimAuthorship,
      body: { work, claimants: [addressOf(ada)], basis: 'author', evidence: [referenceTo(file)] },
      select: '{ claim { id } }',
      files: [file],
    });
    const after = await search(sketch);
    expect(after.matches).toEqual([]);
    expect(after.register).toEqual(before.register);
    // As soon as somebody registers it, it is a work's.
    const added = await register(ada, [sketch]);
    const found = await search(sketch);
    expect(found.matches.map((match) => match.work.id)).toEqual([added]);
    expect(found.register.pictures).toBe(before.register.pictures + 1);
  });

  it('tells of a work with several files the one that it is surest of', async () => {
    const one = await aPicture({ seed: 903, ...SIZE, format: 'png' });
    const part = await partOf(one, 100, 80, 260);
    const work = await register(ada, [await aPicture({ seed: 904, ...SIZE }), one]);
    const { matches } = await search(part);
    expect(matches).toMatchObject([
      { isCertain: true, relation: 'CROP', file: (await aFile(one)).cid, work: { id: work } },
    ]);
  });

  it('joins what it finds with the permissions and the claims that are recorded', async () => {
    const whole = await aPicture({ seed: 905, ...SIZE, format: 'png' });
    const work = await register(ada, [whole]);
    const part = await partOf(whole, 90, 70);
    const answer = async () => {
      const { verdict, reasons } = await search(part, bob);
      return [verdict, ...reasons.map(({ code }) => code)];
    };
    expect(await answer()).toEqual(['UNLICENSED_NEAR_COPY', 'NOT_PERMITTED']);
    const permit = (body: object) =>
      state(house.client, ada, {
        kind: permitDerivation,
        body: { source: work, to: addressOf(bob), terms: 'Prints', ...body },
        select: '{ permission { id } }',
      });
    await permit({ how: ['from-study'] });
    expect(await answer()).toEqual(['UNRESOLVED', 'PERMITTED_OTHERWISE']);
    await permit({});
    expect(await answer()).toEqual(['LICENSED_DERIVATIVE', 'PERMITTED']);
  });

  it('tells where the only claim on what it finds is withdrawn', async () => {
    const whole = await aPicture({ seed: 906, ...SIZE, format: 'png' });
    const work = await register(ada, [whole]);
    const { claim } = await state<{ claim: { id: string } }>(house.client, ada, {
      kind: claimAuthorship,
      body: { work, claimants: [addressOf(ada)], basis: 'author' },
      select: '{ claim { id } }',
    });
    await state(house.client, ada, {
      kind: withdrawClaim,
      body: { claim: claim.id },
      select: '{ claim { id } }',
    });
    const { reasons } = await search(await partOf(whole, 90, 70), bob);
    expect(reasons.map(({ code }) => code)).toContain('CLAIM_WITHDRAWN');
  });
});
