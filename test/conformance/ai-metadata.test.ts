import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { mediaTypeOf } from '../../src/adapters/images/media-type.js';
import { readCarried } from '../../src/creation/carriers/read-carried.js';
import { readStealth } from '../../src/creation/carriers/read-stealth.js';
import { findGeneration, type FoundGeneration } from '../../src/creation/find-generation.js';
import { modelOf, sizeOf } from '../../src/creation/draft-account.js';
import type { GenerationAccount, Pass } from '../../src/creation/generation-account.js';
import { fileBytesOf } from '../../src/lib/file-bytes.js';
import { describeVectors, readVector, vectorPath } from './vectors.js';

/** What the manifest says of a file; keys that a file has not are not there. */
interface Expected {
  readonly prompt?: string;
  readonly negative?: string;
  readonly seed?: string | number;
  readonly steps?: string | number;
  readonly cfg?: string | number;
  readonly sampler?: string;
  readonly scheduler?: string;
  readonly size?: string;
  readonly model?: string;
  readonly modelHash?: string;
  readonly version?: string;
  readonly swarm_version?: string;
  readonly denoise?: string;
  readonly strength?: number;
  readonly hiresUpscale?: string;
  readonly hiresUpscaler?: string;
  readonly source?: string;
  readonly otherKeys?: readonly string[];
  readonly graph?: {
    readonly samplers: readonly (Omit<Pass, 'seed' | 'cfgScale'> & { seed: number; cfg: number })[];
    readonly latent: readonly (readonly [number, number])[];
    readonly loadImage: readonly string[];
    readonly ckpt: readonly string[];
    readonly loras: readonly (readonly [string, number])[];
    readonly controlnets: readonly string[];
    readonly upscalers: readonly string[];
    readonly inpaint: boolean;
  };
}

interface Vector {
  readonly file: string;
  readonly generator: string;
  readonly expected: Expected;
}

/** By the manifest's names of what wrote a file, what we call it. */
const TOOLS: Readonly<Record<string, string>> = {
  'AUTOMATIC1111 (repacked by an image tool)': 'AUTOMATIC1111',
  'AUTOMATIC1111 + stealth_pnginfo extension': 'AUTOMATIC1111',
  'HuggingFace Space (Gradio/Diffusers)': 'Hugging Face Space',
  'InvokeAI (legacy Dream)': 'InvokeAI',
  'InvokeAI 2.x (sd-metadata)': 'InvokeAI',
  // A build of reForge, which writes reForge's version and no name of its own.
  EasyReforge: 'reForge',
};

/** Where the manifest takes the negative prompt, or a region's, for the prompt; what the graphs say, read by eye. */
const PROMPTS: Readonly<Record<string, string>> = {
  'comfy-examples/controlnet__depth_controlnet.png': 'underwater photograph shark\n\n\n\n',
  'comfy-examples/controlnet__mixing_controlnets.png':
    '(solo) girl photograph realistic (flat chest:0.9), (fennec ears:1.0) (fox ears:1.0), (messy hair) blonde hair, blue eyes, standing, serafuku sweater, (brick house) (scenery HDR landscape) (sun clouds) sky, mountains,\n\n',
  'comfy-examples/gligen__gligen_textbox_example.png':
    'photograph scenery landscape, snow beautiful scenery mountain, glass bottle; purple galaxy bottle; sun',
};
/** Checkpoints that the manifest does not name, since a service loads them by a node of its own. */
const CHECKPOINTS: Readonly<Record<string, readonly string[]>> = {
  'enslo/png__tensorart.png': ['EMS-1401459-EMS.safetensors'],
};

describeVectors('ai-metadata', () => {
  const { files } = JSON.parse(readVector('ai-metadata/manifest.json').toString('utf8')) as {
    files: readonly Vector[];
  };
  const isMade = ({ expected }: Vector) => Object.keys(expected).length > 0;

  it.each(files.filter((one) => !isMade(one)).map(({ file }) => [file]))('%s tells nothing', async (file) => {
    expect(await found(file)).toBeNull();
  });

  describe.each(files.filter(isMade).map((one) => [one.file, one] as const))('%s', (file, vector) => {
    const { expected } = vector;
    let generation: FoundGeneration;
    beforeAll(async () => {
      const one = await found(file);
      if (!one) throw new Error('nothing was found');
      generation = one;
    });

    it('is of its tool, and tells each field as the manifest has it', () => {
      const [account] = generation.told;
      expect(account?.tool).toBe(TOOLS[vector.generator] ?? vector.generator);
      expect(fieldsOf(generation, expected)).toEqual(expectedFields(file, expected));
    });

    const { graph: facts } = expected;
    if (facts)
      it('tells of its graph what the manifest has', () => {
        const graph = generation.told.find(({ passes }) => passes.length > 0);
        expect(graph && graphFacts(graph, facts)).toEqual(expectedGraph(file, facts));
      });
  });
});

async function found(name: string): Promise<FoundGeneration | null> {
  const bytes = readFileSync(vectorPath(`ai-metadata/${name}`));
  const mediaType = mediaTypeOf(bytes.subarray(0, 64));
  if (mediaType === null) throw new Error(`${name} is no picture`);
  const carried = readCarried(fileBytesOf(bytes), mediaType);
  expect(carried.unread).toEqual([]);
  const stealth = mediaType === 'image/png' ? await stealthIn(bytes) : null;
  return findGeneration({ ...carried, texts: [...carried.texts, ...(stealth ? [stealth] : [])] });
}

async function stealthIn(bytes: Buffer) {
  const { data, info } = await sharp(bytes, { ignoreIcc: true }).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return channels === 3 || channels === 4 ? readStealth({ width, height, channels, bytes: data }) : null;
}

/** What was found, by the manifest's names, of those fields that it has. */
function fieldsOf({ account }: FoundGeneration, expected: Expected): Record<string, unknown> {
  const { width, height, model, upscalers, other } = account;
  const known: Record<string, unknown> = {
    prompt: account.prompt,
    negative: account.negativePrompt,
    seed: account.seed,
    steps: account.steps,
    cfg: account.cfgScale,
    sampler: account.sampler,
    scheduler: account.scheduler,
    size: `${width}x${height}`,
    model: model?.name,
    modelHash: model?.hash,
    version: account.toolVersion,
    swarm_version: account.toolVersion,
    denoise: account.denoise,
    strength: account.denoise,
    hiresUpscale: upscalers[0]?.scale,
    hiresUpscaler: upscalers[0]?.name,
    source: `${model?.name}${model?.hash ? ` ${model.hash.toUpperCase()}` : ''}`,
    otherKeys: expected.otherKeys?.filter((name) => name in other),
  };
  return Object.fromEntries(
    Object.keys(known).flatMap((name) => (name in expected ? [[name, known[name]]] : [])),
  );
}

const NUMBERS = new Set(['steps', 'cfg', 'denoise', 'strength', 'hiresUpscale']);
function expectedFields(file: string, expected: Expected): Record<string, unknown> {
  const size = expected.size === undefined ? null : sizeOf(expected.size);
  return Object.fromEntries(
    Object.entries({
      ...expected,
      ...(file in PROMPTS && { prompt: PROMPTS[file] }),
      ...(size && { size: `${size.width}x${size.height}` }),
      ...(expected.seed !== undefined && { seed: String(expected.seed) }),
      ...(expected.modelHash !== undefined && { modelHash: modelOf(null, expected.modelHash)?.hash }),
    }).flatMap(([name, value]) =>
      name in fieldsOf(NOTHING, expected) ? [[name, NUMBERS.has(name) ? Number(value) : value]] : [],
    ),
  );
}

const NOTHING = { account: { upscalers: [], other: {} }, told: [] } as unknown as FoundGeneration;

type ExpectedGraph = NonNullable<Expected['graph']>;

function graphFacts(
  { passes, width, height, inputs, model, otherModels, loras, controlNets, upscalers }: GenerationAccount,
  { latent }: ExpectedGraph,
) {
  return {
    samplers: passes.map(({ seed, steps, cfgScale, sampler, scheduler, denoise }) => ({
      seed,
      steps,
      cfg: cfgScale,
      sampler,
      scheduler,
      denoise,
    })),
    ...(latent.length > 0 && { latent: [width, height] }),
    loadImage: [...new Set(inputs.flatMap(({ name }) => name ?? []))].toSorted(),
    ckpt: [model, ...otherModels].flatMap((one) => one?.name ?? []).toSorted(),
    loras: loras.map(({ name, weight }) => [name, weight]),
    controlnets: controlNets.map(({ name }) => name).toSorted(),
    upscalers: upscalers.map(({ name }) => name).filter((name) => !name?.startsWith('latent (')),
    inpaint: inputs.some(({ role }) => role === 'inpaint'),
  };
}

const expectedGraph = (
  file: string,
  { samplers, latent, loadImage, ckpt, loras, controlnets, upscalers, inpaint }: ExpectedGraph,
) => ({
  samplers: samplers.map(({ seed, steps, cfg, sampler, scheduler, denoise }) => ({
    seed: String(seed),
    steps,
    cfg,
    sampler,
    scheduler,
    denoise,
  })),
  ...(latent.length > 0 && { latent: latent[0] }),
  loadImage: [...loadImage].toSorted(),
  ckpt: [...(CHECKPOINTS[file] ?? ckpt)].toSorted(),
  loras,
  controlnets: [...controlnets].toSorted(),
  upscalers,
  inpaint,
});
