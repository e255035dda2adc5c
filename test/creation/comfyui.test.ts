import type { CarriedText } from '../../src/creation/carriers/carried.js';
import type { GenerationAccount } from '../../src/creation/generation-account.js';
import { readComfyui } from '../../src/creation/readers/read-comfyui.js';

type Inputs = Record<string, unknown>;
type Nodes = Record<string, readonly [type: string, inputs: Inputs]>;

/** From noise to a picture of 512 × 768, by a sampler 3 that takes text 6 and not text 7. */
const PLAIN: Nodes = {
  3: ['KSampler', { seed: 8, steps: 20, cfg: 7, sampler_name: 'euler', scheduler: 'karras', denoise: 1, model: ['4', 0], positive: ['6', 0], negative: ['7', 0], latent_image: ['5', 0] }],
  4: ['CheckpointLoaderSimple', { ckpt_name: 'base.safetensors' }],
  5: ['EmptyLatentImage', { width: 512, height: 768, batch_size: 1 }],
  6: ['CLIPTextEncode', { text: 'a circle', clip: ['4', 1] }],
  7: ['CLIPTextEncode', { text: 'a square', clip: ['4', 1] }],
  8: ['VAEDecode', { samples: ['3', 0], vae: ['4', 2] }],
  9: ['SaveImage', { images: ['8', 0] }],
}; // prettier-ignore

function graphOf(changes: Nodes): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({ ...PLAIN, ...changes }).map(([id, [type, inputs]]) => [
      id,
      { class_type: type, inputs },
    ]),
  );
}

function told(changes: Nodes): GenerationAccount {
  const text = JSON.stringify(graphOf(changes));
  const carried: CarriedText = {
    carrier: 'PNG',
    name: 'prompt',
    where: 'PNG tEXt:prompt',
    text,
    raw: Buffer.from(text),
  };
  const account = readComfyui({ texts: [carried], unread: [], hasManifestStore: false });
  if (!account) throw new Error('nothing was read');
  return account;
}
/** The plain graph's sampler with some inputs otherwise. */
const sampling = (inputs: Inputs): Nodes => ({ 3: ['KSampler', { ...PLAIN[3]?.[1], ...inputs }] });

describe("ComfyUI's graph", () => {
  it('tells how a picture was made from noise', () => {
    expect(told({})).toMatchObject({
      prompt: 'a circle', negativePrompt: 'a square', seed: '8', steps: 20, cfgScale: 7, sampler: 'euler', scheduler: 'karras', model: { name: 'base.safetensors' },
      width: 512, height: 768, outputSize: { width: 512, height: 768 }, inputs: [], unresolved: [],
    }); // prettier-ignore
  });

  it.each<[string, Nodes, Partial<GenerationAccount>]>([
    [
      'a seed from another node',
      { ...sampling({ seed: ['20', 0] }), 20: ['Seed (rgthree)', { seed: 77 }] },
      { seed: '77' },
    ],
    [
      'a seed of 19 digits, through two nodes',
      {
        ...sampling({ seed: ['20', 0] }),
        20: ['Reroute', { '': ['21', 0] }],
        21: ['PrimitiveInt', { value: '1234567890123456789' }],
      },
      { seed: '1234567890123456789' },
    ],
    [
      'a size from another node',
      {
        5: ['EmptyLatentImage', { width: ['20', 0], height: ['20', 0] }],
        20: ['INTConstant', { value: 640 }],
      },
      { width: 640, height: 640 },
    ],
    [
      'a text from another node',
      {
        6: ['CLIPTextEncode', { text: ['20', 0], clip: ['4', 1] }],
        20: ['PrimitiveStringMultiline', { value: 'a disc' }],
      },
      { prompt: 'a disc' },
    ],
    [
      'a text that is put together',
      {
        6: ['CLIPTextEncode', { text: ['20', 0], clip: ['4', 1] }],
        20: ['StringConcatenate', { string_a: 'a disc', string_b: ['21', 0], delimiter: ', ' }],
        21: ['PrimitiveString', { value: 'bright' }],
      },
      { prompt: 'a disc, bright' },
    ],
    [
      'both texts of an SDXL encoder, once where they are the same',
      { 6: ['CLIPTextEncodeSDXL', { text_g: 'a disc', text_l: 'a disc', clip: ['4', 1] }] },
      { prompt: 'a disc' },
    ],
    [
      'texts on their way through a ControlNet that takes both',
      {
        ...sampling({ positive: ['20', 0], negative: ['20', 1] }),
        20: [
          'ControlNetApplyAdvanced',
          { positive: ['6', 0], negative: ['7', 0], control_net: ['21', 0], image: ['22', 0], strength: 0.6 },
        ],
        21: ['ControlNetLoader', { control_net_name: 'depth.pth' }],
        22: ['LoadImage', { image: 'map.png' }],
      },
      {
        prompt: 'a circle',
        negativePrompt: 'a square',
        controlNets: [{ name: 'depth.pth', weight: 0.6 }],
        inputs: [{ role: 'control', name: 'map.png' }],
      },
    ],
    [
      'no text where it is made zero',
      { ...sampling({ negative: ['20', 0] }), 20: ['ConditioningZeroOut', { conditioning: ['6', 0] }] },
      { prompt: 'a circle', negativePrompt: '' },
    ],
    [
      'texts of regions apart from that of the whole',
      {
        ...sampling({ positive: ['20', 0] }),
        20: ['ConditioningCombine', { conditioning_1: ['6', 0], conditioning_2: ['21', 0] }],
        21: ['ConditioningSetArea', { conditioning: ['22', 0], width: 64 }],
        22: ['CLIPTextEncode', { text: 'a moon', clip: ['4', 1] }],
      },
      { prompt: 'a circle', other: { 'region 1': 'a moon' } },
    ],
    [
      'a sampler in parts',
      {
        3: [
          'SamplerCustomAdvanced',
          {
            noise: ['20', 0],
            guider: ['21', 0],
            sampler: ['22', 0],
            sigmas: ['23', 0],
            latent_image: ['5', 0],
          },
        ],
        20: ['RandomNoise', { noise_seed: 5 }],
        21: ['CFGGuider', { cfg: 3, model: ['4', 0], positive: ['6', 0], negative: ['7', 0] }],
        22: ['KSamplerSelect', { sampler_name: 'dpmpp_2m' }],
        23: ['BasicScheduler', { scheduler: 'beta', steps: 12, denoise: 0.9, model: ['4', 0] }],
      },
      {
        seed: '5',
        cfgScale: 3,
        sampler: 'dpmpp_2m',
        scheduler: 'beta',
        steps: 12,
        denoise: 0.9,
        prompt: 'a circle',
        width: 512,
      },
    ],
    [
      'LoRAs on the way to the model',
      {
        ...sampling({ model: ['20', 0] }),
        20: [
          'LoraLoader',
          {
            lora_name: 'glow.safetensors',
            strength_model: 0.7,
            strength_clip: 1,
            model: ['4', 0],
            clip: ['4', 1],
          },
        ],
      },
      {
        loras: [{ name: 'glow.safetensors', weight: 0.7, hash: null }],
        model: { name: 'base.safetensors', hash: null, hashKind: null },
      },
    ],
    [
      'a picture that went in',
      { 5: ['VAEEncode', { pixels: ['20', 0], vae: ['4', 2] }], 20: ['LoadImage', { image: 'photo.png' }] },
      { inputs: [{ role: 'img2img', name: 'photo.png' }], width: null, outputSize: null },
    ],
    [
      'a picture of which a part is made anew',
      {
        5: ['VAEEncodeForInpaint', { pixels: ['20', 0], mask: ['20', 1], vae: ['4', 2] }],
        20: ['LoadImage', { image: 'photo.png' }],
      },
      { inputs: [{ role: 'inpaint', name: 'photo.png' }] },
    ],
    [
      'a second pass in twice the size',
      {
        9: ['SaveImage', { images: ['22', 0] }],
        20: ['LatentUpscaleBy', { samples: ['3', 0], scale_by: 2, upscale_method: 'bislerp' }],
        21: ['KSampler', { ...PLAIN[3]?.[1], seed: 9, denoise: 0.4, latent_image: ['20', 0] }],
        22: ['VAEDecode', { samples: ['21', 0], vae: ['4', 2] }],
      },
      {
        seed: '8',
        width: 512,
        outputSize: { width: 1024, height: 1536 },
        upscalers: [{ name: 'latent (bislerp)', scale: 2 }],
      },
    ],
    [
      'an upscaling model, which tells its scale by its name',
      {
        9: ['SaveImage', { images: ['20', 0] }],
        20: ['ImageUpscaleWithModel', { upscale_model: ['21', 0], image: ['8', 0] }],
        21: ['UpscaleModelLoader', { model_name: 'RealESRGAN_x4plus.pth' }],
      },
      { outputSize: { width: 2048, height: 3072 }, upscalers: [{ name: 'RealESRGAN_x4plus.pth', scale: 4 }] },
    ],
  ])('is followed to %s', (_, changes, expected) => {
    expect(told(changes)).toMatchObject(expected);
  });

  it('tells of two passes both, the first that ran first', () => {
    const { passes } = told({
      1: ['KSampler', { ...PLAIN[3]?.[1], seed: 9, latent_image: ['3', 0] }],
      8: ['VAEDecode', { samples: ['1', 0], vae: ['4', 2] }],
    });
    expect(passes.map(({ seed }) => seed)).toEqual(['8', '9']);
  });

  it.each<[string, Nodes, string]>([
    [
      'a seed of a node that is not known',
      { ...sampling({ seed: ['20', 0] }), 20: ['Dice', { sides: 6, count: 2 }] },
      'seed',
    ],
    [
      'a text that a model wrote',
      {
        6: ['CLIPTextEncode', { text: ['20', 0], clip: ['4', 1] }],
        20: ['Captioner', { image: ['21', 0], words: 40 }],
        21: ['LoadImage', { image: 'photo.png' }],
      },
      'prompt',
    ],
    [
      'a size of a picture that went in',
      { 5: ['VAEEncode', { pixels: ['20', 0], vae: ['4', 2] }], 20: ['LoadImage', { image: 'photo.png' }] },
      'width',
    ],
    [
      'a size of a product',
      {
        5: ['EmptyLatentImage', { width: ['20', 0], height: 64 }],
        20: ['IntMultiply', { a: ['21', 0], b: 2 }],
        21: ['INTConstant', { value: 32 }],
      },
      'width',
    ],
    [
      'a size of presets',
      { 5: ['CR SDXL Aspect Ratio', { width: 1024, height: 1024, aspect_ratio: '16:9' }] },
      'width',
    ],
    [
      'a prompt of wildcards',
      {
        6: ['CLIPTextEncode', { text: ['20', 0], clip: ['4', 1] }],
        20: ['WildcardProcessor', { text: '__animal__' }],
      },
      'prompt',
    ],
    ['a link to nowhere', sampling({ seed: ['99', 0] }), 'seed'],
  ])('says what it cannot be followed to: %s', (_, changes, field) => {
    const account = told(changes);
    expect(account.unresolved.map((one) => one.field)).toContain(field);
  });

  it('is not followed in circles, nor for ever', () => {
    expect(
      told({ 6: ['ConditioningCombine', { conditioning_1: ['6', 0], conditioning_2: ['6', 0] }] }).prompt,
    ).toBeNull();
    const doubling = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [
        `t${at}`,
        ['StringConcatenate', { string_a: [`t${at + 1}`, 0], string_b: [`t${at + 1}`, 0] }] as const,
      ]),
    );
    const account = told({ 6: ['CLIPTextEncode', { text: ['t0', 0], clip: ['4', 1] }], ...doubling });
    expect(account.unresolved).toEqual([
      { field: 'graph', reason: expect.stringContaining('50000 links') as string },
    ]);
  });
});
