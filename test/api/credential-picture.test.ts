import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { readAccount } from '../../src/adapters/images/read-account.js';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import type { ClaimBody } from '../../src/claims/claim.js';
import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import { referenceTo } from '../../src/works/file.js';
import { stateTrainingPreference } from '../../src/rights/state-training-preference.js';
import { registerWork } from '../../src/works/register-work.js';
import { chunk, tEXt } from '../fixtures/carrying.js';
import { addressOf, aFile, aPerson, describeHouse, state, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';

const LIMITS = { limitPixels: 50e6, timeoutMs: 20_000 };
const INFOTEXT =
  'a heron at dawn\nNegative prompt: a square\nSteps: 20, Sampler: Euler a, Seed: 7, Size: 64x48, Model: heron, Version: v1.10.1';
const ada = aPerson('ada');

describeHouse('a picture with its record inside', (open) => {
  let house: TestHouse;
  let folder: string;
  let seed = 900;
  beforeAll(async () => {
    house = await open();
    folder = await mkdtemp(path.join(tmpdir(), 'raisonne-credentials-'));
  });
  afterAll(async () => {
    await house.close();
    await rm(folder, { recursive: true });
  });

  async function aPng(): Promise<Buffer> {
    seed += 1;
    const png = await sharp(await aPicture({ seed, width: 64, height: 48 }))
      .png()
      .toBuffer();
    return Buffer.concat([png.subarray(0, 33), chunk(tEXt('parameters', INFOTEXT)), png.subarray(33)]);
  }
  async function register(
    picture: Buffer,
    claim: Partial<ClaimBody> | null = {},
    differsFrom: readonly string[] = [],
  ): Promise<{ work: string; claim: string | null }> {
    const file = await aFile(picture);
    const { work } = await state<{ work: { id: string } }>(house.client, ada, {
      kind: registerWork,
      body: {
        title: 'A heron',
        makers: [{ name: 'Ada', person: addressOf(ada) }],
        files: [referenceTo(file)],
        ...(differsFrom.length > 0 && { differsFrom }),
      },
      select: '{ ... on RegisteredWork { work { id } } }',
      files: [file],
    });
    if (claim === null) return { work: work.id, claim: null };
    const claimed = await state<{ claim: { id: string } }>(house.client, ada, {
      kind: claimAuthorship,
      body: { work: work.id, claimants: [addressOf(ada)], basis: 'author', ...claim },
      select: '{ claim { id } }',
      files: [],
    });
    return { work: work.id, claim: claimed.claim.id };
  }
  const download = (work: string) => fetch(`${house.url}/works/${encodeURIComponent(work)}/picture`);
  async function pictureOf(work: string): Promise<Buffer> {
    const response = await download(work);
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  }
  async function inspect(picture: Buffer, anchors: string | null = null) {
    const file = path.join(folder, 'picture');
    await writeFile(file, picture);
    return (await readAccount(file, LIMITS, anchors)).raw;
  }
  const GENERATED: Partial<ClaimBody> = {
    generations: [{ tool: 'ComfyUI', toolVersion: '0.3', modelName: 'heron', prompt: { text: 'a heron' } }],
  };

  it('says what the claim says, by credentials that hold, and its pixels and texts are the same', async () => {
    const original = await aPng();
    const { work, claim } = await register(original, {
      ...GENERATED,
      acts: [{ kind: 'overpainting', done: 'The reeds', when: '2026-11-02' }],
    });
    const picture = await pictureOf(work);
    expect((await sharp(picture).raw().toBuffer()).equals(await sharp(original).raw().toBuffer())).toBe(true);
    const [before, after] = [await inspect(original), await inspect(picture)];
    expect(after.generation).toMatchObject({
      tool: 'AUTOMATIC1111',
      seed: '7',
      prompt: 'a heron at dawn',
      rawDigests: before.generation?.rawDigests,
    });
    expect(after.evidence).toEqual({
      grade: 'unknown-signer',
      findings: [
        {
          code: 'RECORD_DIFFERS',
          message: expect.stringMatching(/the tool is ComfyUI, .* that it is AUTOMATIC1111/) as string,
        },
      ],
    });
    expect(after.credentials?.manifests[0]?.record).toMatchObject({
      work,
      claim,
      signatories: [{ key: addressOf(ada) }],
      generations: [{ tool: 'ComfyUI', modelName: 'heron' }],
      acts: [{ kind: 'overpainting', done: 'The reeds' }],
    });
    expect(after.credentials).toMatchObject({
      integrity: 'intact',
      signerTrust: 'untrusted',
      manifests: [
        {
          generator: 'Raisonne',
          title: 'A heron',
          commonName: 'Raisonne self-made signer (on no trust list)',
          actions: [
            {
              action: 'c2pa.created',
              digitalSourceType: 'compositeWithTrainedAlgorithmicMedia',
              softwareAgent: 'ComfyUI 0.3',
            },
            { action: 'c2pa.drawing', digitalSourceType: 'humanEdits' },
          ],
          assertions: expect.arrayContaining([
            'c2pa.actions.v2',
            'c2pa.ai-disclosure',
            'org.raisonne.record',
          ]) as string[],
        },
      ],
    });
    expect(picture.includes(work)).toBe(true);
    expect(picture.includes(claim ?? '?')).toBe(true);
    const drafted = await house.client.ask<{ claim: { authorshipDraft: object } }>(
      'query ($id: ID!) { claim(id: $id) { authorshipDraft { authorCreated materialExcluded } } }',
      { id: claim },
    );
    expect(drafted.claim.authorshipDraft).toEqual({
      authorCreated: ['2-D artwork: The reeds'],
      materialExcluded: ['material generated by ComfyUI with the model heron'],
    });
  });

  it('vouches for the wallets that signed the claim, and for no other', async () => {
    const { work } = await register(await aPng(), {
      ...GENERATED,
      claimants: [addressOf(ada), addressOf(aPerson('bob'))],
      basis: 'joint-authors',
    });
    const picture = await pictureOf(work);
    const { credentials } = await inspect(picture);
    const labels = credentials?.manifests[0]?.assertions;
    expect([credentials?.integrity, labels?.filter((label) => label === 'cawg.identity')]).toEqual([
      'intact',
      ['cawg.identity'],
    ]);
    const credential = JSON.stringify({ type: 'cawg.crypto_wallet', address: addressOf(ada) }).slice(0, -1);
    expect(picture.includes(credential)).toBe(true);
    expect(picture.includes(addressOf(aPerson('bob')))).toBe(false);
  });

  it('says what machines may learn from it, as its last statement has it, and so does the server', async () => {
    const { work } = await register(await aPng(), GENERATED);
    const unstated = await download(work);
    expect(unstated.headers.get('tdm-reservation')).toBeNull();
    await state(house.client, ada, {
      kind: stateTrainingPreference,
      body: {
        work,
        ai_training: 'not-allowed',
        ai_generative_training: 'constrained',
        ai_inference: 'allowed',
        data_mining: 'not-allowed',
        constraints: 'Ask Ada',
        policy: 'https://a.example/policy',
      },
      select:
        '{ work { trainingPreference { training generativeTraining inference dataMining constraints policyUrl capacity statedBy { id } statement { kind } } } }',
    });
    const response = await download(work);
    expect([response.headers.get('tdm-reservation'), response.headers.get('tdm-policy')]).toEqual([
      '1',
      'https://a.example/policy',
    ]);
    const picture = Buffer.from(await response.arrayBuffer());
    const { credentials } = await inspect(picture);
    expect([credentials?.integrity, credentials?.manifests[0]?.assertions]).toEqual([
      'intact',
      expect.arrayContaining(['cawg.training-mining']),
    ]);
    expect(picture.toString('latin1')).toContain(
      'http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-SEECONSTRAINT',
    );
    const { work: found } = await house.client.ask<{
      work: { files: { cid: string }[]; trainingPreference: unknown };
    }>(
      'query ($id: ID!) { work(id: $id) { files { cid } trainingPreference { training generativeTraining inference dataMining constraints policyUrl capacity } } }',
      { id: work },
    );
    expect(found.trainingPreference).toEqual({
      training: 'NOT_ALLOWED',
      generativeTraining: 'CONSTRAINED',
      inference: 'ALLOWED',
      dataMining: 'NOT_ALLOWED',
      constraints: 'Ask Ada',
      policyUrl: 'https://a.example/policy',
      capacity: 'REGISTRANT',
    });
    const cid = found.files[0]?.cid;
    expect((await fetch(`${house.url}/files/${cid}`)).headers.get('tdm-reservation')).toBe('1');
    const rules = (await (await fetch(`${house.url}/.well-known/tdmrep.json`)).json()) as object[];
    const rule = { 'tdm-reservation': 1, 'tdm-policy': 'https://a.example/policy' };
    expect(rules).toEqual([
      { location: `/files/${cid}`, ...rule },
      { location: `/works/${work}/picture`, ...rule },
      { location: `/iiif/3/${cid}/*`, ...rule },
    ]);
  });

  it('is said to be a composite where a picture went in', async () => {
    const generations = [{ tool: 'ComfyUI', pictures: [{ role: 'img2img' as const, name: 'photo.png' }] }];
    const { work } = await register(await aPng(), { generations });
    const { credentials } = await inspect(await pictureOf(work));
    expect(credentials?.manifests[0]?.actions[0]?.digitalSourceType).toBe(
      'compositeWithTrainedAlgorithmicMedia',
    );
  });

  it('is refused where its own credentials cannot be read, since they could not be kept', async () => {
    const png = await aPng();
    const broken = Buffer.concat([
      png.subarray(0, 33),
      chunk(['caBX', Buffer.from('nothing that could be a manifest')]),
      png.subarray(33),
    ]);
    expect((await inspect(broken)).credentials?.integrity).toBe('unreadable');
    const response = await download((await register(broken, GENERATED)).work);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      409,
      'CREDENTIALS_UNREADABLE',
    ]);
  });

  it('is of a signer whom its root makes known', async () => {
    const { work } = await register(await aPng(), GENERATED);
    const { chain } = JSON.parse(
      await readFile(path.join(house.folder, 'data', 'credential-key.json'), 'utf8'),
    ) as {
      chain: string[];
    };
    const { credentials, evidence } = await inspect(await pictureOf(work), chain.at(-1) ?? null);
    expect([credentials?.signerTrust, evidence.grade]).toEqual(['trusted', 'trusted-signature']);
  });

  it('is read by exiftool, where that is installed', async () => {
    const { work } = await register(await aPng(), GENERATED);
    const file = path.join(folder, 'for-exiftool.png');
    await writeFile(file, await pictureOf(work));
    const { status, stdout } = spawnSync('exiftool', ['-json', '-G1', '-XMP:all', '-PNG:Parameters', file], {
      encoding: 'utf8',
    });
    if (status === null) return;
    expect((JSON.parse(stdout) as unknown[])[0]).toMatchObject({
      'PNG:Parameters': expect.stringContaining('a heron at dawn') as string,
      'XMP-dc:Identifier': work,
      'XMP-iptcExt:DigitalSourceType': expect.stringMatching(/trainedAlgorithmicMedia$/) as string,
      'XMP-iptcExt:AISystemUsed': 'ComfyUI',
      'XMP-iptcExt:AIPromptInformation': 'a heron',
    });
  });

  it('is broken by a changed byte', async () => {
    const { work } = await register(await aPng(), GENERATED);
    const picture = await pictureOf(work);
    const at = picture.indexOf('a heron at dawn');
    picture.write('A', at);
    const { credentials, evidence } = await inspect(picture);
    expect([credentials?.integrity, evidence.grade]).toEqual(['broken', 'inconsistent']);
    expect(evidence.findings.map(({ code }) => code)).toContain('CREDENTIALS_BROKEN');
  });

  it('opens what has credentials already, and keeps them', async () => {
    const earlier = await register(await aPng(), GENERATED);
    const { work } = await register(await pictureOf(earlier.work), GENERATED, [earlier.work]);
    const { credentials } = await inspect(await pictureOf(work));
    expect(credentials?.integrity).toBe('intact');
    expect(credentials?.manifests.map(({ actions }) => actions.map(({ action }) => action))).toEqual([
      ['c2pa.opened'],
      ['c2pa.created'],
    ]);
  });

  it('of a claim without generations is opened, and nothing is said of a machine', async () => {
    const { work } = await register(await aPng(), { acts: [{ kind: 'overpainting', done: 'All of it' }] });
    const { credentials } = await inspect(await pictureOf(work));
    expect(credentials?.integrity).toBe('intact');
    expect(credentials?.manifests[0]?.actions.map(({ action }) => action)).toEqual(['c2pa.opened']);
    expect(credentials?.manifests[0]?.ingredients).toMatchObject([{ relationship: 'parentOf' }]);
  });

  it.each([
    ['JPEG', async () => aPicture({ seed: 950, width: 64, height: 48 })],
    [
      'WebP',
      async () =>
        sharp(await aPicture({ seed: 951, width: 64, height: 48 }))
          .webp()
          .toBuffer(),
    ],
    [
      'AVIF',
      async () =>
        sharp(await aPicture({ seed: 952, width: 64, height: 48 }))
          .avif({ effort: 0 })
          .toBuffer(),
    ],
    [
      'TIFF',
      async () =>
        sharp(await aPicture({ seed: 953, width: 64, height: 48 }))
          .tiff()
          .toBuffer(),
    ],
    ['GIF', async () => aPicture({ seed: 954, width: 64, height: 48, format: 'gif' })],
  ])('is made of %s too', async (_, make) => {
    const original = await make();
    const { work } = await register(original, GENERATED);
    const picture = await pictureOf(work);
    const { credentials } = await inspect(picture);
    expect([credentials?.integrity, credentials?.manifests[0]?.generator]).toEqual(['intact', 'Raisonne']);
    expect(picture.includes(`<dc:identifier>${work}</dc:identifier>`)).toBe(true);
    expect((await sharp(picture).raw().toBuffer()).equals(await sharp(original).raw().toBuffer())).toBe(true);
  });

  it.each<[string, number, () => Promise<string>]>([
    ['WORK_UNKNOWN', 404, async () => 'work:bafkreihxaor7e2yv3h3cetnzg35ycebmcnkdtbrym65txoeppyoc2tpsaq'],
    ['NOT_CLAIMED', 409, async () => (await register(await aPng(), null)).work],
    [
      'NOT_CLAIMED',
      409,
      async () => {
        const { work, claim } = await register(await aPng());
        await state(house.client, ada, {
          kind: withdrawClaim,
          body: { claim: claim ?? '', reason: 'mistaken' },
          select: '{ claim { id } }',
          files: [],
        });
        return work;
      },
    ],
  ])('refuses with %s', async (code, status, make) => {
    const response = await download(await make());
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });
});
