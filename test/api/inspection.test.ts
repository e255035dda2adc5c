import sharp from 'sharp';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import { uploadFile } from '../../src/cli/local-file.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { chunk, tEXt } from '../fixtures/carrying.js';
import { aDocumentInfo, aKra, anOra, aPsd } from '../fixtures/layered.js';
import { addressOf, aFile, aPerson, describeHouses, state, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { query } from './requests.js';

const INSPECTION = `query ($input: InspectionInput!) {
  inspection(input: $input) {
    file { cid width }
    generation {
      tool toolVersion prompt negativePrompt seed steps sampler scheduler cfgScale denoise width height
      model { name hash hashKind } otherModels { name } loras { name weight hash } controlNets { name } inputs { role name }
      upscalers { name scale } passes { seed steps } other graph readFrom { field where } rawDigests { where sha256 } unresolved { field reason }
    }
    credentials { integrity signerTrust time { at trust } manifests { label actions { action digitalSourceType } } failures ingredientFailures }
    layered {
      format width height tool toolVersion colour layerCount isTruncated editingSeconds editingCycles createdAt modifiedAt authors grade
      layers { name kind depth isVisible opacity blendMode bounds { x y width height } } history { action at tool } unread { where reason }
    }
    merged { pdq pdqQuality iscc }
    size evidence { grade findings { code message } } sameGeneration { id } record
  }
}`;
const GRAPH =
  '{"1": {"class_type": "KSampler", "inputs": {"seed": 7, "steps": 4, "cfg": 1, "sampler_name": "euler", "scheduler": "normal", "positive": ["9", 0]}}}';

const ada = aPerson('ada');

describeHouses({ name: 'an inspection', alone: 'PGlite' }, (open) => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await open();
  });
  afterAll(() => house.close());

  /** A PNG that carries texts. */
  async function withTexts(texts: Readonly<Record<string, string>>, seed = 7): Promise<Buffer> {
    const png = await sharp(await aPicture({ seed, width: 64, height: 48 }))
      .png()
      .toBuffer();
    const chunks = Object.entries(texts).map(([keyword, text]) => chunk(tEXt(keyword, text)));
    return Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);
  }
  async function inspect(texts: Readonly<Record<string, string>>): Promise<unknown> {
    const upload = await uploadFile(house.client, await aFile(await withTexts(texts)));
    return (await house.client.ask<{ inspection: unknown }>(INSPECTION, { input: { upload } })).inspection;
  }

  it('tells of an upload how it was made, without what is nobody else’s business', async () => {
    const parameters =
      'a circle <lora:glow:0.7>\nNegative prompt: a square\nSteps: 20, Sampler: Euler a, Seed: 1, Size: 32x24, Model: base, Model hash: 0123456789, Hires upscale: 2, Hires upscaler: Latent, Source: https://a.example/x.png?sig=secret, Version: v1.10.1';
    expect(await inspect({ parameters })).toMatchObject({
      file: { width: 64 },
      generation: {
        tool: 'AUTOMATIC1111', seed: '1', steps: 20, width: 32, height: 24, model: { name: 'base', hash: '0123456789', hashKind: 'SHA256_SHORT' },
        loras: [{ name: 'glow', weight: 0.7 }], upscalers: [{ name: 'Latent', scale: 2 }], other: { Source: 'https://a.example/x.png?[redacted]' },
        rawDigests: [{ where: 'PNG tEXt:parameters' }],
      },
      credentials: null, size: 'DECLARED_UPSCALE', evidence: { grade: 'CONSISTENT', findings: [] },
    }); // prettier-ignore
  });

  it('gives the whole graph, and says what is odd about it', async () => {
    expect(await inspect({ prompt: GRAPH })).toMatchObject({
      generation: { tool: 'ComfyUI', graph: JSON.parse(GRAPH) as object, passes: [{ seed: '7', steps: 4 }] },
      evidence: { grade: 'INCONSISTENT', findings: [{ code: 'DANGLING_LINKS' }] },
    });
  });

  it('names works that are claimed with the same seed and prompt, and not the work of the file itself', async () => {
    const parameters =
      'a heron, once only\nSteps: 20, Sampler: Euler a, Seed: 4711, Size: 64x48, Version: v1.10.1';
    const file = await aFile(await withTexts({ parameters }, 71));
    const { work } = await state<{ work: { id: string } }>(house.client, ada, {
      kind: registerWork,
      body: { title: 'Heron', makers: [], files: [referenceTo(file)] },
      select: '{ ... on RegisteredWork { work { id } } }',
      files: [file],
    });
    const { claim } = await state<{ claim: { id: string } }>(house.client, ada, {
      kind: claimAuthorship,
      body: {
        work: work.id,
        claimants: [addressOf(ada)],
        basis: 'author',
        generations: [{ tool: 'AUTOMATIC1111', seed: '4711', prompt: { text: 'a heron, once only' } }],
      },
      select: '{ claim { id } }',
    });
    const other = { parameters: `${parameters}, Lora hashes: "x: 0123456789ab"` };
    const found = {
      sameGeneration: [{ id: work.id }],
      evidence: { grade: 'CONSISTENT', findings: [{ code: 'SAME_GENERATION' }] },
    };
    expect(await inspect(other)).toMatchObject(found);
    expect(await inspect({ parameters: parameters.replace('4711', '4712') })).toMatchObject({
      sameGeneration: [],
    });
    const own = await house.client.ask<{ inspection: unknown }>(INSPECTION, { input: { file: file.cid } });
    expect(own.inspection).toMatchObject({ sameGeneration: [], evidence: { findings: [] } });
    await state(house.client, ada, {
      kind: withdrawClaim,
      body: { claim: claim.id },
      select: '{ claim { id } }',
    });
    expect(await inspect(other)).toMatchObject({ sameGeneration: [] });
  });

  it('answers for a prompt that no row could hold, and drafts a record without it', async () => {
    const parameters =
      '{"prompt": "a\\u0000b", "seed": 5, "steps": 4, "num_inference_steps": 4, "guidance_scale": 1}';
    expect(await inspect({ parameters })).toMatchObject({
      generation: { tool: 'Hugging Face Space', seed: '5' },
      record: { tool: 'Hugging Face Space', seed: '5', steps: 4 },
    });
  });

  it.each([
    ['image/vnd.adobe.photoshop', () => aPsd({ layers: [{ name: 'Heron', rect: [-1, -2, 3, 4] }] }), 'PSD'],
    ['image/vnd.adobe.photoshop', () => aPsd({ isLarge: true, layers: [{ name: 'Heron', rect: [-1, -2, 3, 4] }] }), 'PSB'],
    ['application/x-krita', () => aKra({ 'documentinfo.xml': aDocumentInfo('<initial-creator>Ada</initial-creator><editing-time>60</editing-time>') }), 'KRA'],
    ['image/openraster', () => anOra(), 'ORA'],
  ])('tells of an uploaded %s its layers', async (mediaType, make, format) => {
    const file = { ...(await aFile(make())), mediaType };
    const upload = await uploadFile(house.client, file);
    const { inspection } = await house.client.ask<{ inspection: { layered: object } }>(INSPECTION, { input: { upload } });
    expect(inspection).toMatchObject({
      file: { cid: file.cid, width: null },
      generation: null,
      layered: { format, width: 16, height: 8, layerCount: 1, grade: 'SELF_DECLARED', unread: [], layers: [{ depth: 0, opacity: 1 }] },
      merged: { pdqQuality: 0, iscc: expect.stringMatching(/^ISCC:/) },
      evidence: { grade: 'NONE', findings: [] },
    });
    if (format === 'KRA') expect(inspection.layered).toMatchObject({ authors: ['[redacted]'], editingSeconds: 60 });
    if (format === 'PSB') expect(inspection.layered).toMatchObject({ layers: [{ kind: 'PIXELS', bounds: { x: -2, y: -1, width: 6, height: 4 } }] });
  }); // prettier-ignore

  it('does not let a layered file be the picture of a work, and lets it be evidence of a claim', async () => {
    const psd = {
      ...(await aFile(aPsd({ layers: [{ name: 'Heron' }] }))),
      mediaType: 'image/vnd.adobe.photoshop',
    };
    const register = (files: readonly (typeof psd)[]) =>
      state<{ work: { id: string } }>(house.client, ada, {
        kind: registerWork,
        body: { title: 'Layered', makers: [], files: files.map(referenceTo) },
        select: '{ ... on RegisteredWork { work { id } } }',
        files,
      });
    await expect(register([psd])).rejects.toThrow(/The first file of a work is its picture/);
    const picture = await aFile(await withTexts({}, 73));
    const { work } = await register([picture]);
    const { claim } = await state<{ claim: { evidence: unknown } }>(house.client, ada, {
      kind: claimAuthorship,
      body: { work: work.id, claimants: [addressOf(ada)], basis: 'author', evidence: [referenceTo(psd)] },
      select: '{ claim { evidence { cid mediaType } } }',
      files: [psd],
    });
    expect(claim.evidence).toEqual([{ cid: psd.cid, mediaType: 'image/vnd.adobe.photoshop' }]);
  });

  it('refuses to inspect what says that it is layered, and is not', async () => {
    const file = { ...(await aFile(Buffer.from('hello'))), mediaType: 'image/openraster' };
    const upload = await uploadFile(house.client, file);
    expect((await query(house, INSPECTION, { input: { upload } })).code).toBe('NOT_AN_IMAGE');
  });

  it('says that a file tells nothing', async () => {
    expect(await inspect({ Title: 'A circle' })).toMatchObject({
      generation: null,
      evidence: { grade: 'NONE' },
      size: 'UNKNOWN',
    });
  });

  it.each<[string, object, string]>([
    ['neither an upload nor a file', {}, 'OUT_OF_SCHEMA'],
    ['both', { upload: 'x', file: 'y' }, 'OUT_OF_SCHEMA'],
    [
      'a file that is not stored',
      { file: 'bafkreihxaor7e2yv3h3cetnzg35ycebmcnkdtbrym65txoeppyoc2tpsaq' },
      'FILE_MISSING',
    ],
    ['an upload that nobody declared', { upload: 'nothing' }, 'UPLOAD_UNKNOWN'],
  ])('refuses %s', async (_, input, code) => {
    expect((await query(house, INSPECTION, { input })).code).toBe(code);
  });
});
