import { readdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { forget } from '../../src/register/forgetting/forget.js';
import { stateTrainingPreference } from '../../src/rights/state-training-preference.js';
import type { SignedKind } from '../../src/register/statement-kind.js';
import { referenceTo } from '../../src/works/file.js';
import { withholdFile } from '../../src/works/display/withhold-file.js';
import { registerWork } from '../../src/works/register-work.js';
import { signStatement } from '../../src/cli/sign-statement.js';
import { uploadFile, type LocalFile } from '../../src/cli/local-file.js';
import { aFile, aPerson, describeHouses, state, type TestHouse } from '../fixtures/house.js';
import { storedWith } from '../fixtures/odd-pictures.js';
import { aPicture } from '../fixtures/pictures.js';

const ada = aPerson('ada');
const operator = aPerson('operator');

describeHouses({ name: 'the image service of a file', alone: 'PGlite' }, (open) => {
  let house: TestHouse;
  let inspected = 0;
  let rendered = 0;
  beforeAll(async () => {
    house = await open(
      (ports) => ({
        ...ports,
        images: {
          ...ports.images,
          inspect: (file) => {
            inspected += 1;
            return ports.images.inspect(file);
          },
          render: (question) => {
            rendered += 1;
            return ports.images.render(question);
          },
        },
      }),
      { OPERATORS: operator.address },
    );
  });
  afterAll(async () => {
    await house.close();
    expect(house.failures).toEqual([]);
  });

  const registered = async (file: LocalFile): Promise<string> => {
    const { work } = await state<{ work: { id: string } }>(house.client, ada, {
      kind: registerWork,
      body: { title: 'Shown', makers: [], files: [referenceTo(file)] },
      files: [file],
      select: '{ ... on RegisteredWork { work { id } } }',
    });
    return work.id;
  };
  const get = (place: string, headers = {}) =>
    fetch(`${house.url}/iiif/3/${place}`, { headers, redirect: 'manual' });
  const refusalOf = async (place: string) => {
    const answer = await get(place);
    const { code } = (await answer.json()) as { code: string };
    return [answer.status, code];
  };
  const renditionsOf = async (cid: string) =>
    (await readdir(path.join(house.folder, 'data', 'renditions')).catch(() => [])).filter((name) =>
      name.includes(cid),
    );

  it('names itself in the API, describes itself, and shows the picture upright', async () => {
    const picture = await aPicture({ seed: 501, width: 900, height: 700 });
    const file = await aFile(await storedWith(picture, 6));
    const work = await registered(file);
    const found = await house.client.ask<{
      work: { files: { width: number; orientation: number; imageService: string }[] };
    }>('query ($work: ID!) { work(id: $work) { files { width orientation imageService } } }', { work });
    const id = `${house.url}/iiif/3/${file.cid}`;
    expect(found.work.files).toEqual([{ width: 700, orientation: 6, imageService: id }]);

    const info = await get(`${file.cid}/info.json`);
    expect(await info.json()).toMatchObject({
      id,
      width: 900,
      height: 700,
      tiles: [{ scaleFactors: [1, 2] }],
    });
    const linked = await get(`${file.cid}/info.json`, { accept: 'application/ld+json' });
    expect([info, linked].map((one) => one.headers.get('content-type'))).toEqual([
      'application/json; charset=utf-8',
      'application/ld+json;profile="http://iiif.io/api/image/3/context.json"',
    ]);
    const base = await get(file.cid);
    expect([base.status, base.headers.get('location')]).toEqual([303, `${id}/info.json`]);

    const answers = await Promise.all(
      Array.from({ length: 8 }, () => get(`${file.cid}/full/max/0/default.jpg`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(rendered).toBe(1);
    const [whole] = answers;
    expect(Object.fromEntries(whole?.headers ?? [])).toMatchObject({
      'content-type': 'image/jpeg',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'public, max-age=31536000, immutable',
      link: `<${id}/full/max/0/default.jpg>;rel="canonical", <http://iiif.io/api/image/3/level0.json>;rel="profile"`,
    });
    const shown = await sharp(await whole?.arrayBuffer()).metadata();
    expect([shown.width, shown.height, shown.orientation]).toEqual([900, 700, undefined]);
    const tile = await get(`${file.cid}/512,512,388,188/388,188/0/default.jpg`);
    expect([tile.status, (await sharp(await tile.arrayBuffer()).metadata()).width]).toEqual([200, 388]);
  });

  it('shows what came before orientations were kept, after another look', async () => {
    const file = await aFile(await storedWith(await aPicture({ seed: 502, width: 120, height: 80 }), 8));
    await uploadFile(house.client, file);
    const work = await registered(file);
    expect(work).toMatch(/^work:/);
    const { tables } = house.ports.database;
    await tables.query('UPDATE files SET orientation = NULL WHERE cid = $1', [file.cid]);
    const before = inspected;
    expect(await (await get(`${file.cid}/info.json`)).json()).toMatchObject({ width: 120, height: 80 });
    await get(`${file.cid}/info.json`);
    expect(inspected).toBe(before + 1);
  });

  it('tells what is no picture, no file or no rendition', async () => {
    const file = await aFile(await aPicture({ seed: 503, width: 64, height: 48, format: 'png' }));
    const text = await aFile(Buffer.from('A letter'), 'text/plain');
    await state(house.client, ada, {
      kind: registerWork,
      body: { title: 'With a letter', makers: [], files: [referenceTo(file), referenceTo(text)] },
      files: [file, text],
      select: '{ __typename }',
    });
    const missing = file.cid.replace(/.{4}$/, 'aaaa');
    for (const [place, expected] of [
      [`${text.cid}/info.json`, [404, 'NOT_AN_IMAGE']],
      [`${missing}/info.json`, [404, 'FILE_MISSING']],
      ['..%2f..%2flog-key.json/info.json', [404, 'FILE_MISSING']],
      [`${file.cid}/full/max/0/..%2f..%2fbytes`, [404, 'RENDITION_MISSING']],
      [`${file.cid}/..%2f..%2f/max/0/default.jpg`, [404, 'RENDITION_MISSING']],
      [`${file.cid}/full/63,47/0/default.jpg`, [404, 'RENDITION_MISSING']],
      [`${file.cid}/0,0,65,48/max/0/default.jpg`, [404, 'RENDITION_MISSING']],
      [`${file.cid}/full/max/90/default.jpg`, [404, 'RENDITION_MISSING']],
      [`${file.cid}/full/max/0/default.png`, [404, 'RENDITION_MISSING']],
      [`${file.cid}/full/max`, [404, 'RENDITION_MISSING']],
    ] as const)
      expect([place, await refusalOf(place)]).toEqual([place, expected]);
    expect((await get(`${file.cid}/full/%ff/0/default.jpg`)).status).toBe(400);
    expect(await renditionsOf(file.cid)).toEqual([]);
  });

  it('says what is reserved of the work, and is kept for an hour then', async () => {
    const file = await aFile(await aPicture({ seed: 504, width: 64, height: 48, format: 'png' }));
    const work = await registered(file);
    await state(house.client, ada, {
      kind: stateTrainingPreference,
      body: {
        work,
        ai_training: 'not-allowed',
        ai_generative_training: 'not-allowed',
        ai_inference: 'allowed',
        data_mining: 'not-allowed',
      },
      select: '{ __typename }',
    });
    const { headers } = await get(`${file.cid}/full/64,48/0/default.jpg`);
    expect([headers.get('tdm-reservation'), headers.get('cache-control')]).toEqual([
      '1',
      'public, max-age=3600',
    ]);
  });

  it('shows nothing of a file that is withheld, though it was shown before', async () => {
    const file = await aFile(await aPicture({ seed: 505, width: 64, height: 48, format: 'png' }));
    await registered(file);
    const places = [`${file.cid}/full/64,48/0/default.jpg`, `${file.cid}/info.json`];
    expect((await get(places[0] ?? '')).status).toBe(200);
    const kind = withholdFile as SignedKind<unknown>;
    const input = await signStatement(house.client, operator, kind, { file: file.cid, reason: 'A notice' });
    await house.client.ask(
      'mutation ($input: SignedRequestInput!) { withholdFile(input: $input) { __typename } }',
      {
        input,
      },
    );
    for (const place of places) {
      const answer = await get(place);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([451, 'no-store']);
      expect(await answer.json()).toMatchObject({ code: 'FILE_WITHHELD' });
    }
  });

  it('keeps no rendition of a file whose bytes are erased', async () => {
    const file = await aFile(await aPicture({ seed: 506, width: 600, height: 48, format: 'png' }));
    await registered(file);
    const places = [`${file.cid}/full/600,48/0/default.jpg`, `${file.cid}/0,0,512,48/512,48/0/default.jpg`];
    for (const place of places) expect((await get(place)).status).toBe(200);
    expect(await renditionsOf(file.cid)).toHaveLength(2);
    await forget(house.ports, { ids: [`file:${file.cid}`], reason: 'A demand' });
    expect(await renditionsOf(file.cid)).toEqual([]);
    for (const place of [...places, `${file.cid}/info.json`])
      expect(await refusalOf(place)).toEqual([410, 'FILE_FORGOTTEN']);
    expect(await renditionsOf(file.cid)).toEqual([]);
  });
});

describeHouses({ name: 'the image service of a file that is erased meanwhile', alone: 'PGlite' }, (open) => {
  it('shows and keeps nothing', async () => {
    let erase = async (): Promise<unknown> => undefined;
    const house = await open((ports) => ({
      ...ports,
      images: {
        ...ports.images,
        render: (question) =>
          ports.images
            .render(question)
            .then(() => erase())
            .then(() => undefined),
      },
    }));
    try {
      const file = await aFile(await aPicture({ seed: 507, width: 64, height: 48, format: 'png' }));
      await state(house.client, ada, {
        kind: registerWork,
        body: { title: 'Erased', makers: [], files: [referenceTo(file)] },
        files: [file],
        select: '{ __typename }',
      });
      erase = () =>
        forget(
          { ...house.ports, renditions: { remove: async () => undefined } },
          { ids: [`file:${file.cid}`], reason: 'A demand' },
        );
      const answer = await fetch(`${house.url}/iiif/3/${file.cid}/full/64,48/0/default.jpg`);
      expect(answer.status).toBe(410);
      expect(await readdir(path.join(house.folder, 'data', 'renditions'))).toEqual([]);
    } finally {
      await house.close();
    }
  });
});
