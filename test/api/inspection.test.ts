import sharp from 'sharp';
import { uploadFile } from '../../src/cli/local-file.js';
import { chunk, tEXt } from '../fixtures/carrying.js';
import { aFile, describeHouses, type TestHouse } from '../fixtures/house.js';
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
    size evidence { grade findings { code message } }
  }
}`;
const GRAPH =
  '{"1": {"class_type": "KSampler", "inputs": {"seed": 7, "steps": 4, "cfg": 1, "sampler_name": "euler", "scheduler": "normal", "positive": ["9", 0]}}}';

describeHouses('an inspection', (open) => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await open();
  });
  afterAll(() => house.close());

  async function inspect(texts: Readonly<Record<string, string>>): Promise<unknown> {
    const png = await sharp(await aPicture({ seed: 7, width: 64, height: 48 }))
      .png()
      .toBuffer();
    const chunks = Object.entries(texts).map(([keyword, text]) => chunk(tEXt(keyword, text)));
    const upload = await uploadFile(
      house.client,
      await aFile(Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)])),
    );
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
