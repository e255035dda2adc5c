import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { openHashThread } from '../../src/adapters/hashes/open-hash-thread.js';
import { openImageReader } from '../../src/adapters/images/open-image-reader.js';
import { readModel } from '../../src/adapters/images/read-model.js';
import { openLookThread } from '../../src/adapters/looks/open-look-thread.js';
import { uploadFile } from '../../src/cli/local-file.js';
import { keepComparing } from '../../src/originality/keep-comparing.js';
import { openHashSearch } from '../../src/originality/open-hash-search.js';
import { openLookSearch } from '../../src/originality/open-look-search.js';
import { originalityNote } from '../../src/originality/originality-statement.js';
import { searchOriginality } from '../../src/originality/search-originality.js';
import { registerWork } from '../../src/works/register-work.js';
import { referenceTo } from '../../src/works/file.js';
import { filesByCid } from '../../src/works/file-store.js';
import { aFile, aPerson, describeHouse, state, type TestHouse } from '../fixtures/house.js';
import { aPicture, recompressed } from '../fixtures/pictures.js';
import { tinyModel } from '../fixtures/tiny-model.js';

const SEARCH = `query ($upload: ID!) {
  originality(input: { upload: $upload }) {
    matches {
      isCertain relation methods embeddingSimilarity falseAlarms overlap { inliers } work { id }
    }
    coverage verdict reasons { code }
    fingerprints { model { sha256 side mean deviation least } }
    register { pictures searched }
    statement
  }
}`;

interface Report {
  readonly matches: readonly { readonly embeddingSimilarity: number }[];
  readonly statement: string;
}

const SIZE = { width: 400, height: 300 };
const [SIDE, MEAN, DEVIATION, LEAST] = ['32', '0.5,0.5,0.5', '0.25,0.25,0.25', '0.7'];

/** Other structure in the same colours, as the tiny model sees them: in four by four squares. */
async function inColoursOf(picture: Buffer): Promise<Buffer> {
  const squares = await sharp(picture).resize(4, 4, { fit: 'fill' }).png().toBuffer();
  const other = await sharp(await aPicture({ seed: 777, ...SIZE }))
    .greyscale()
    .ensureAlpha(0.3)
    .png()
    .toBuffer();
  return sharp(squares)
    .resize(SIZE.width, SIZE.height, { kernel: 'nearest' })
    .composite([{ input: other }])
    .png()
    .toBuffer();
}

describeHouse('the search with a model', (open) => {
  let folder: string;
  let house: TestHouse;
  let sunrise: Buffer;
  let work: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'raisonne-model-'));
    await writeFile(path.join(folder, 'tiny.onnx'), tinyModel());
    await writeFile(path.join(folder, 'finer.onnx'), tinyModel({ square: 4 }));
    // The server's own comparing gives way for ever.
    house = await open((ports) => ({ ...ports, images: { ...ports.images, busy: 1 } }), {
      EMBEDDING_MODEL: path.join(folder, 'tiny.onnx'),
      EMBEDDING_SIDE: SIDE,
      EMBEDDING_MEAN: MEAN,
      EMBEDDING_DEVIATION: DEVIATION,
      EMBEDDING_LEAST: LEAST,
    });
    sunrise = await aPicture({ seed: 600, ...SIZE, format: 'png' });
    work = await register(sunrise);
    await register(await aPicture({ seed: 601, ...SIZE }));
  });
  afterAll(async () => {
    await house.close();
    await rm(folder, { recursive: true });
    expect(house.failures).toEqual([]);
  });

  async function register(picture: Buffer): Promise<string> {
    const file = await aFile(picture);
    const registered = await state<{ work: { id: string } }>(house.client, aPerson('ada'), {
      kind: registerWork,
      body: { title: 'Sunrise', makers: [], files: [referenceTo(file)] },
      select: '{ ... on RegisteredWork { work { id } } }',
      files: [file],
    });
    return registered.work.id;
  }
  async function search(picture: Buffer): Promise<Report> {
    const upload = await uploadFile(house.client, await aFile(picture));
    return (await house.client.ask<{ originality: Report }>(SEARCH, { upload })).originality;
  }

  it('tells of what the model alone calls alike, which is never certain', async () => {
    const report = await search(await inColoursOf(sunrise));
    expect(report).toMatchObject({
      matches: [
        {
          work: { id: work },
          relation: 'LOOK_ALIKE',
          methods: ['EMBEDDING'],
          isCertain: false,
          falseAlarms: null,
          overlap: null,
        },
      ],
      coverage: 0,
      verdict: 'UNRESOLVED',
      reasons: [{ code: 'ONE_METHOD' }],
      fingerprints: {
        model: { side: 32, mean: [0.5, 0.5, 0.5], deviation: [0.25, 0.25, 0.25], least: 0.7 },
      },
      register: { pictures: 2, searched: 2 },
    });
    expect(report.matches[0]?.embeddingSimilarity).toBeGreaterThan(0.7);
    const said = originalityNote.read(report.statement, house.ports.log);
    expect(said).toMatchObject({
      picture: { fingerprints: { model: { side: 32, least: 0.7 } } },
      matches: [{ relation: 'look-alike', methods: ['embedding'], isCertain: false }],
    });
    expect(said?.matches[0]?.embeddingSimilarity).toBe(report.matches[0]?.embeddingSimilarity);
  });

  it('names the model beside the other ways that find a copy', async () => {
    expect(await search(await recompressed(sunrise))).toMatchObject({
      matches: [
        {
          work: { id: work },
          relation: 'NEAR_DUPLICATE',
          methods: ['PDQ', 'LOCAL_FEATURES', 'DENSE_CORRELATION', 'EMBEDDING'],
          isCertain: true,
        },
      ],
    });
  });

  it('takes all embeddings anew when the model is another, and meanwhile compares none', async () => {
    const numbers = (text: string) => text.split(',').map(Number) as [number, number, number]; // as they are above
    const model = await readModel({
      path: path.join(folder, 'finer.onnx'),
      side: Number(SIDE),
      mean: numbers(MEAN),
      deviation: numbers(DEVIATION),
      least: Number(LEAST),
    });
    const images = openImageReader({ model });
    const onError = (error: unknown) => house.failures.push(error);
    const hashes = openHashSearch({ ...house.ports, openThread: openHashThread, onError });
    const looks = openLookSearch({ ...house.ports, images, openThread: openLookThread, onError });
    const needs = { ...house.ports, images, hashes, looks, onError };
    const [file] = await filesByCid(house.ports.database.tables, [(await aFile(sunrise)).cid]);
    if (!file) throw new Error('it is registered');
    expect(await searchOriginality(needs, { file, key: null })).toMatchObject({ pictures: 2, searched: 0 });
    const comparing = keepComparing(needs);
    await comparing.settled();
    await comparing.stop();
    const after = await searchOriginality(needs, { file, key: null });
    expect(after).toMatchObject({ pictures: 2, searched: 2, matches: [{ relation: 'exact-bytes' }] });
    expect(after.matches[0]?.embeddingSimilarity).toBeCloseTo(1, 5);
    const lengths = await house.ports.database.tables.query<{ length: number }[]>(
      'SELECT DISTINCT length(embedding) AS length FROM fingerprints WHERE searched_xid IS NOT NULL',
    );
    expect(lengths).toEqual([{ length: 4 * 3 * 8 * 8 }]);
    await Promise.all([hashes.close(), looks.close(), images.close()]);
  });
});
