import { openClient, type Client } from '../../src/cli/client.js';
import { uploadFile } from '../../src/cli/local-file.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { aServer, type TestServer } from '../cli/a-server.js';
import { drawn } from '../fixtures/drawings.js';
import { aFile, aPerson, state } from '../fixtures/house.js';
import { ODD_PICTURES, PLAIN_PICTURES, storedWith } from '../fixtures/odd-pictures.js';
import { aPicture } from '../fixtures/pictures.js';

const SEARCH = `query ($upload: ID!) {
  originality(input: { upload: $upload }) {
    matches { relation isCertain work { id } } coverage tooPlain verdict reasons { code }
  }
}`;

describe('the search', () => {
  let server: TestServer;
  let client: Client;
  let sunrise: Buffer;
  let work: string;
  beforeAll(async () => {
    server = await aServer();
    client = openClient(server.url);
    sunrise = await aPicture({ seed: 300, width: 360, height: 270, format: 'png' });
    const file = await aFile(sunrise);
    const registered = await state<{ work: { id: string } }>(client, aPerson('ada'), {
      kind: registerWork,
      body: { title: 'Sunrise', makers: [], files: [referenceTo(file)] },
      select: '{ ... on RegisteredWork { work { id } } }',
      files: [file],
    });
    work = registered.work.id;
  });
  afterAll(() => server.close());

  const search = async (picture: Buffer): Promise<{ matches: readonly object[] }> => {
    const upload = await uploadFile(client, await aFile(picture));
    return (await client.ask<{ originality: { matches: object[] } }>(SEARCH, { upload })).originality;
  };

  it.each(Object.keys(ODD_PICTURES))('%s', async (name) => {
    const odd = await ODD_PICTURES[name]?.(sunrise);
    const { matches } = await search(odd ?? sunrise);
    expect(matches).toContainEqual(
      expect.objectContaining({ work: { id: work }, relation: 'NEAR_DUPLICATE', isCertain: true }),
    );
  });

  it.each([2, 3, 4, 5, 6, 7, 8])(
    'what EXIF calls orientation %i as the same, turned',
    async (orientation) => {
      const { matches } = await search(await storedWith(sunrise, orientation));
      expect(matches).toContainEqual(
        expect.objectContaining({ work: { id: work }, relation: 'MIRRORED_OR_ROTATED', isCertain: true }),
      );
    },
  );

  it.each(Object.keys(PLAIN_PICTURES))('%s, and says that it is too plain', async (name) => {
    const plain = await PLAIN_PICTURES[name]?.();
    expect(await search(plain ?? sunrise)).toMatchObject({
      matches: [],
      coverage: 0,
      tooPlain: true,
      verdict: 'UNRESOLVED',
      reasons: [{ code: 'TOO_PLAIN' }],
    });
  });

  it('5 × 5 pixels without being led astray', async () => {
    expect(await search(await drawn(5, 5, (x, y) => 40 * ((x + y) % 5)))).toMatchObject({ matches: [] });
  });

  it.each([
    ['a truncated picture', 'IMAGE_DAMAGED', async () => sunrise.subarray(0, sunrise.length / 2)],
    [
      'what is no picture',
      'NOT_AN_IMAGE',
      async () => Buffer.from('GIF87 is what I am not, nor anything else.'),
    ],
    [
      'garbage after a header',
      'IMAGE_DAMAGED',
      async () => Buffer.concat([sunrise.subarray(0, 60), Buffer.alloc(3000, 7)]),
    ],
  ] as const)('not %s', async (_, code, make) => {
    await expect(
      aFile(await make(), 'image/png').then((file) => uploadFile(client, file)),
    ).rejects.toMatchObject({ code });
  });
});
