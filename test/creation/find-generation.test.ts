import { readCarried } from '../../src/creation/carriers/read-carried.js';
import { readStealth } from '../../src/creation/carriers/read-stealth.js';
import { findGeneration } from '../../src/creation/find-generation.js';
import type { GenerationAccount } from '../../src/creation/generation-account.js';
import { fileBytesOf } from '../../src/lib/file-bytes.js';
import type { MediaType } from '../../src/originality/fingerprint.js';
import {
  aJpeg,
  aPngWith,
  aStealthPicture,
  ascii,
  aTiff,
  exifSegment,
  gzipped,
  unicodeComment,
  xmpOf,
  xmpSegment,
} from '../fixtures/carrying.js';

const found = (file: Uint8Array, mediaType: MediaType = 'image/png') =>
  findGeneration(readCarried(fileBytesOf(file), mediaType));
const account = (file: Uint8Array, mediaType?: MediaType): GenerationAccount => {
  const generation = found(file, mediaType);
  if (!generation) throw new Error('nothing was found');
  return generation.account;
};
const infotext = (settings: string, prompt = 'a circle') =>
  account(aPngWith({ parameters: `${prompt}\nNegative prompt: a square\n${settings}` }));

describe('the account of how a picture was made', () => {
  it('is none where the file tells nothing of it', () => {
    expect(found(aPngWith({ Title: 'A circle', Description: 'It is round.', Software: 'Krita' }))).toBeNull();
  });

  it('tells where each field was read, and of which bytes', () => {
    const one = infotext('Steps: 20, Seed: 1, Size: 64x64, Version: v1.10.1');
    expect(one.readFrom).toMatchObject({ tool: 'PNG tEXt:parameters', seed: 'PNG tEXt:parameters' });
    expect(one.rawDigests).toEqual({ 'PNG tEXt:parameters': expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  describe('in an infotext', () => {
    it.each<[string, string]>([
      ['Steps: 20, Seed: 1, Size: 64x64, Version: v1.10.1', 'AUTOMATIC1111'],
      ['Steps: 20, Seed: 1, Size: 64x64, Version: f2.0.1v1.10.1-previous-669-gdfdcbab6', 'Forge'],
      ['Steps: 20, Seed: 1, Size: 64x64, Version: f1.0.0v2-v1.10.1RC-latest-2498-g5120e679', 'reForge'],
      ['Steps: 20, Seed: 1, Size: 64x64, Version: neo', 'Forge Neo'],
      ['Steps: 20, Seed: 1, Size: 64x64, App: SD.Next, Version: 56a8aea', 'SD.Next'],
      ['Steps: 20, Seed: 1, Size: 64x64, Version: ComfyUI', 'ComfyUI'],
      ['Steps: 20, Seed: 5000000000, Size: 64x64', 'ComfyUI'],
      ['Steps: 20, Seed: 1, Sampler: euler_ancestral', 'ComfyUI'],
      ['Steps: 20, Seed: 1, Civitai resources: [{"type":"checkpoint"}]', 'Civitai'],
      ['Steps: 20, Seed: 1, Size: 64x64', 'AUTOMATIC1111'],
    ])('%s is of %s', (settings, tool) => {
      expect(infotext(settings).tool).toBe(tool);
    });

    it('says that the tool is a guess where none is named', () => {
      expect(infotext('Steps: 20, Seed: 1, Size: 64x64').unresolved).toMatchObject([{ field: 'tool' }]);
    });

    it('has LoRAs of the prompt with their hashes, ControlNets, a refiner and what made it larger', () => {
      const one = infotext(
        'Steps: 20, Seed: 1, Size: 512x768, Model: base, Model hash: 0123456789, Denoising strength: 0.4, Hires upscale: 2, Hires upscaler: Latent, ControlNet 0: "Module: canny, Model: control_canny [d14c016b], Weight: 0.8", Refiner: fine [abcdef0123], Lora hashes: "glow: aabbccddeeff, other: 001122334455", Version: v1.10.1',
        'a circle <lora:glow:0.7>',
      );
      expect(one).toMatchObject({
        model: { name: 'base', hash: '0123456789', hashKind: 'sha256-short' },
        otherModels: [{ name: 'fine', hash: 'abcdef0123' }],
        loras: [
          { name: 'glow', weight: 0.7, hash: 'aabbccddeeff' },
          { name: 'other', weight: null, hash: '001122334455' },
        ],
        controlNets: [{ name: 'control_canny [d14c016b]', weight: 0.8 }],
        upscalers: [{ name: 'Latent', scale: 2 }],
        outputSize: { width: 1024, height: 1536 },
        inputs: [],
      });
    });

    it('of a strength of denoising without a second pass had a picture to begin with', () => {
      expect(infotext('Steps: 20, Seed: 1, Size: 64x64, Denoising strength: 0.5').inputs).toEqual([
        { role: 'img2img', name: null },
      ]);
      expect(infotext('Steps: 20, Seed: 1, Mask blur: 4, Denoising strength: 0.5').inputs).toEqual([
        { role: 'inpaint', name: null },
      ]);
    });
  });

  it('of Easy Diffusion has a text a member, and of a path its last part', () => {
    const file = aPngWith({
      prompt: 'a circle', negative_prompt: 'a square', seed: '123', num_inference_steps: '25', guidance_scale: '7.5', sampler_name: 'euler_a', width: '512', height: '512',
      use_stable_diffusion_model: 'C:\\Users\\ada\\models\\v1-5.safetensors', use_lora_model: 'None', use_upscale: 'RealESRGAN_x4plus', upscale_amount: '4',
    }); // prettier-ignore
    expect(account(file)).toMatchObject({
      tool: 'Easy Diffusion', prompt: 'a circle', seed: '123', steps: 25, model: { name: 'v1-5.safetensors' }, loras: [], outputSize: { width: 2048, height: 2048 },
      readFrom: { prompt: 'PNG tEXt:prompt', seed: 'PNG tEXt:seed' },
    }); // prettier-ignore
  });

  it('of Draw Things stands in the XMP', () => {
    const own = {
      c: 'a circle',
      uc: 'a square',
      seed: 4294967295,
      steps: 8,
      scale: 1.5,
      sampler: 'Euler A Trailing',
      size: '768x512',
      model: 'flux_1_schnell_q8p.ckpt',
      strength: 1,
      lora: [{ model: 'glow.ckpt', weight: 0.6 }],
    };
    const xmp = xmpOf(
      `<e:UserComment><rdf:Alt><rdf:li xml:lang="x-default">${JSON.stringify(own).replaceAll('"', '&quot;')}</rdf:li></rdf:Alt></e:UserComment>`,
    );
    expect(account(aJpeg([xmpSegment(xmp)]), 'image/jpeg')).toMatchObject({
      tool: 'Draw Things', prompt: 'a circle', negativePrompt: 'a square', seed: '4294967295', width: 768, height: 512, inputs: [], loras: [{ name: 'glow.ckpt', weight: 0.6 }],
      readFrom: { tool: 'XMP exif:UserComment' },
    }); // prettier-ignore
  });

  it('of Midjourney is its description, and the seed only where it was asked for', () => {
    const text =
      'a circle of light --ar 3:2 --v 6.1 --no squares, text --style raw Job ID: 0d9fb6a4-3c4f-4d4e-9f6c-5d5f3a1b2c3d';
    expect(account(aPngWith({ Description: text, Author: 'ada' }))).toMatchObject({
      tool: 'Midjourney', toolVersion: '6.1', prompt: 'a circle of light', negativePrompt: 'squares, text', seed: null,
      other: { ar: '3:2', style: 'raw', 'Job ID': '0d9fb6a4-3c4f-4d4e-9f6c-5d5f3a1b2c3d' }, unresolved: [{ field: 'seed' }],
    }); // prettier-ignore
  });

  it('of TensorArt takes the seed that was used from the graph, not the one that asked for any', () => {
    const graph = {
      1: {
        class_type: 'KSampler',
        inputs: {
          seed: 99,
          steps: 5,
          cfg: 2,
          sampler_name: 'euler',
          scheduler: 'normal',
          positive: ['2', 0],
          negative: ['2', 0],
          latent_image: ['3', 0],
        },
      },
      2: { class_type: 'CLIPTextEncode', inputs: { text: 'a circle', clip: ['4', 1] } },
      3: { class_type: 'EmptyLatentImage', inputs: { width: 64, height: 64 } },
      4: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'a.safetensors' } },
      5: { class_type: 'SaveImage', inputs: { images: ['1', 0] } },
    };
    const one = account(
      aPngWith({
        generation_data: '{"prompt":"a circle","seed":"-1","steps":5}\0\0',
        prompt: JSON.stringify(graph),
      }),
    );
    expect(one).toMatchObject({ tool: 'TensorArt', seed: '99', other: { 'requested seed': '-1' } });
    expect(one.readFrom).toMatchObject({ seed: 'PNG tEXt:prompt', steps: 'PNG tEXt:generation_data' });
  });

  it('is the same in EXIF as in PNG texts', () => {
    const tiff = aTiff([], {
      exif: [unicodeComment('a circle\nNegative prompt: a square\nSteps: 20, Sampler: Euler a, Seed: 1')],
    });
    expect(account(aJpeg([exifSegment(tiff)]), 'image/jpeg')).toMatchObject({
      prompt: 'a circle',
      seed: '1',
    });
  });

  it('of SwarmUI may have numbers as texts, and is not taken for ComfyUI', () => {
    const own = {
      prompt: 'a circle',
      negativeprompt: '',
      model: 'base',
      seed: '12',
      steps: '20',
      cfgscale: '7',
      width: '64',
      height: '64',
      loras: ['glow'],
      loraweights: ['0.5'],
      swarm_version: '0.9.7.4',
    };
    const file = aPngWith({
      prompt: '{"1": {"class_type": "KSampler", "inputs": {}}}',
      parameters: JSON.stringify({ sui_image_params: own }),
    });
    expect(account(file)).toMatchObject({
      tool: 'SwarmUI',
      seed: '12',
      steps: 20,
      loras: [{ name: 'glow', weight: 0.5 }],
    });
  });

  it('keeps a seed of 63 bits whole', () => {
    const own = {
      base_model: 'x',
      prompt: 'a circle',
      seed: 6952411511246973023n,
      resolution: '(768, 1280)',
      version: 'Fooocus v2.4.3',
    };
    const json = JSON.stringify(own, (_, value: unknown) =>
      typeof value === 'bigint' ? 'SEED' : value,
    ).replace('"SEED"', '6952411511246973023');
    expect(account(aPngWith({ parameters: json, fooocus_scheme: 'fooocus' }))).toMatchObject({
      tool: 'Fooocus',
      seed: '6952411511246973023',
      width: 768,
      height: 1280,
    });
  });

  it.each<[string, string]>([
    ['a list', '[1, 2]'],
    ['JSON that is cut off', '{"sui_image_params": {"prompt": "a'],
    ['10,000 levels', '['.repeat(10_000)],
    ['JSON of no tool', '{"hello": "world"}'],
  ])('is none of %s', (_, parameters) => {
    expect(found(aPngWith({ parameters }))?.account.tool).toBeUndefined();
  });

  it('is told of EXIF as other programs write it, with a word before the graph', () => {
    const graph =
      '{"1": {"class_type": "KSampler", "inputs": {"seed": 7, "steps": 4, "cfg": NaN, "sampler_name": "euler", "scheduler": "normal"}}}';
    const tiff = aTiff([ascii(0x010f, 'workflow:{}'), ascii(0x0110, `prompt:${graph}`)]);
    expect(account(aJpeg([exifSegment(tiff)]), 'image/jpeg')).toMatchObject({
      tool: 'ComfyUI',
      seed: '7',
      cfgScale: null,
      readFrom: { tool: 'EXIF IFD0:Model' },
    });
  });
});

describe('a text that hides in the lowest bits of pixels', () => {
  const TEXT = 'a circle\nSteps: 20, Sampler: Euler, Seed: 1';

  it.each(['stealth_pnginfo', 'stealth_rgbinfo'])('is read by its signature %s', (signature) => {
    expect(readStealth(aStealthPicture(signature, Buffer.from(TEXT)))).toMatchObject({ text: TEXT });
  });
  it.each(['stealth_pngcomp', 'stealth_rgbcomp'])('is inflated by its signature %s', (signature) => {
    expect(readStealth(aStealthPicture(signature, gzipped(TEXT)))).toMatchObject({ text: TEXT });
  });
  it('is none where nothing hides', () => {
    expect(readStealth(aStealthPicture('stealth_pngnone', Buffer.from(TEXT)))).toBeNull();
    expect(readStealth({ width: 1, height: 1, channels: 4, bytes: new Uint8Array(4) })).toBeNull();
  });
  it.each<[string, ReturnType<typeof aStealthPicture>, RegExp]>([
    [
      'announces more than there is',
      aStealthPicture('stealth_pnginfo', Buffer.from(TEXT), { announced: 0xffffffff }),
      /announced/,
    ],
    ['is no gzip', aStealthPicture('stealth_pngcomp', Buffer.from(TEXT)), /inflate/],
    [
      'inflates to 64 MB',
      aStealthPicture('stealth_pngcomp', gzipped(Buffer.alloc(64e6)), { width: 800, height: 800 }),
      /inflate/,
    ],
  ])('is refused where it %s', (_, pixels, reason) => {
    expect(() => readStealth(pixels)).toThrow(reason);
  });
});
