import { isJsonObject, type JsonValue } from '../../lib/relaxed-json.js';
import { carriedText, type Carried, type CarriedText } from '../carriers/carried.js';
import {
  accountOf,
  modelOf,
  numberOf,
  sizeFrom,
  sizeOf,
  textOf,
  wholeOf,
  wordsOf,
  sidesOf,
} from '../draft-account.js';
import type {
  GenerationAccount,
  Input,
  Lora,
  Model,
  Size,
  Unresolved,
  Upscaler,
  Weighted,
} from '../generation-account.js';
import { parseInfotext, parseSettings, settingOf, type Infotext, type Settings } from './infotext.js';

/** Reads what AUTOMATIC1111 and the many that write as it does left: a prompt, a negative prompt, and a line of settings. */
export function readInfotext(carried: Carried): GenerationAccount | null {
  const text = infotextOf(carried);
  if (!text) return null;
  const infotext = parseInfotext(text.text);
  const isTold = settingOf(infotext.settings, 'Steps') !== undefined || text.name === 'parameters';
  if (!isTold || (infotext.settings.values.size === 0 && infotext.prompt === '')) return null;
  return accountFrom(infotext, text, carried);
}

/** Where programs leave it; what begins as JSON is another's. */
function infotextOf(carried: Carried): CarriedText | undefined {
  const places = [
    carriedText(carried, 'PNG', 'parameters'),
    carriedText(carried, 'EXIF', 'UserComment'),
    carriedText(carried, 'EXIF', 'ImageDescription'),
    carriedText(carried, 'JPEG', 'Comment'),
    carriedText(carried, 'XMP', 'dc:description', 'exif:UserComment'),
    carriedText(carried, 'stealth', 'parameters'),
  ];
  return places.find((text) => text && !/^\s*[{[]/.test(text.text.slice(0, 100)));
}

/** Of the settings those that have a field of their own. */
const OF_FIELDS = new Set([
  'steps',
  'sampler',
  'schedule type',
  'scheduler',
  'cfg scale',
  'seed',
  'size',
  'model',
  'model hash',
  'version',
  'denoising strength',
]);

function accountFrom(infotext: Infotext, text: CarriedText, carried: Carried): GenerationAccount {
  const { values } = infotext.settings;
  const value = (...names: readonly string[]): string | null =>
    settingOf(infotext.settings, ...names) ?? null;
  const { tool, unresolved } = toolOf(infotext, carried);
  const size = sizeOf(value('Size') ?? undefined);
  const seed = value('Seed');
  const denoise = numberOf(value('Denoising strength') ?? undefined);
  return accountOf(
    {
      tool,
      toolVersion: value('Version'),
      prompt: infotext.prompt,
      negativePrompt: infotext.negativePrompt,
      seed: wholeOf(seed ?? undefined),
      steps: numberOf(value('Steps') ?? undefined),
      cfgScale: numberOf(value('CFG scale') ?? undefined),
      sampler: value('Sampler'),
      scheduler: value('Schedule type', 'Scheduler'),
      denoise,
      model: modelOf(value('Model'), value('Model hash')),
      otherModels: otherModelsOf(value('Refiner')),
      ...sidesOf(size),
      outputSize: size && outputSizeOf(size, infotext.settings, tool),
      loras: lorasOf(infotext),
      controlNets: controlNetsOf(infotext.settings),
      inputs: inputsOf(infotext.settings, denoise),
      upscalers: upscalersOf(value),
      other: Object.fromEntries([...values].filter(([name]) => !OF_FIELDS.has(name.toLowerCase()))),
      unresolved,
    },
    [text],
  );
}

/** From 2^32 on no seed is the web UI's: its random numbers take 32 bits. */
const SEEDS_OF_32_BITS = 2n ** 32n;

/** Which of the many programs that write this wrote it: they tell it by their version, or by what only they would write. */
function toolOf(
  { settings: { values, json } }: Infotext,
  carried: Carried,
): { tool: string; unresolved: Unresolved[] } {
  const version = values.get('Version') ?? '';
  const named = (tool: string) => ({ tool, unresolved: [] });
  if (carriedText(carried, 'PNG', 'smproj', 'parameters-json')) return named('Stability Matrix');
  if (values.get('App') === 'SD.Next') return named('SD.Next');
  if (json.has('Civitai resources')) return named('Civitai');
  if (/^Fooocus/i.test(version)) return named('Fooocus');
  if (/^ComfyUI/i.test(version)) return named('ComfyUI');
  if (version === 'classic') return named('Forge Classic');
  if (version === 'neo') return named('Forge Neo');
  if (/^f\d+\.\d+\.\d+(v\d+)?-v\d/.test(version)) return named('reForge');
  if (/^f\d/.test(version)) return named('Forge');
  if (/^v?1\.\d/.test(version)) return named('AUTOMATIC1111');
  const seed = wholeOf(values.get('Seed'));
  const isOfComfy =
    (seed !== null && BigInt(seed) >= SEEDS_OF_32_BITS) || /_/.test(values.get('Sampler') ?? '');
  if (isOfComfy && carriedText(carried, 'PNG', 'prompt', 'workflow')) return named('ComfyUI');
  if (isOfComfy)
    return {
      tool: 'ComfyUI',
      unresolved: [
        {
          field: 'tool',
          reason: 'no tool is named; a seed of more than 32 bits or such a sampler is of a node of ComfyUI',
        },
      ],
    };
  return {
    tool: 'AUTOMATIC1111',
    unresolved: [{ field: 'tool', reason: 'no tool is named; many write as AUTOMATIC1111 does' }],
  };
}

const UNTOLD_SIZE =
  /^(SD upscale|Ultimate SD upscale|Postprocess crop|Postprocess upscale to|Tiled Diffusion upscale)/;

/** What the picture measures after all that made it larger. */
function outputSizeOf(base: Size, { values }: Settings, tool: string): Size | null {
  // It writes the size of the end, whatever came between.
  if (tool === 'Stability Matrix') return base;
  if ([...values.keys()].some((name) => UNTOLD_SIZE.test(name))) return null;
  const resized = sizeOf(values.get('Hires resize') ?? values.get('Hires size'));
  const scale = numberOf(values.get('Hires upscale') ?? values.get('Hires scale')) ?? 1;
  const afterwards = numberOf(values.get('Postprocess upscale by')) ?? 1;
  const { width, height } = resized && resized.width > 1 ? resized : times(base, scale);
  return times({ width, height }, afterwards);
}

const times = ({ width, height }: Size, scale: number): Size =>
  sizeFrom(Math.round(width * scale), Math.round(height * scale)) ?? { width, height };

/** `name [hash]`, as a refiner stands. */
function otherModelsOf(refiner: string | null): Model[] {
  if (refiner === null || refiner === 'None') return [];
  const [, name = refiner, hash = null] = /^(.*?)\s*\[([0-9a-f]{8,64})\]$/i.exec(refiner.slice(0, 500)) ?? [];
  const model = modelOf(name, hash);
  return model ? [model] : [];
}

const IN_PROMPT = /<(?:lora|lyco|lycoris|hypernet):([^:<>]{1,200})(?::([^<>]{1,60}))?>/gi;

function lorasOf({ prompt, negativePrompt, settings: { values, json } }: Infotext): Lora[] {
  const hashes = parseSettings(values.get('Lora hashes') ?? '').values;
  const all = json.get('Hashes');
  const hashOf = (name: string): string | null =>
    hashes.get(name) ?? (isJsonObject(all) ? textOf(all[`lora:${name}`]) : null);
  const named = [...`${prompt}\n${negativePrompt ?? ''}`.matchAll(IN_PROMPT)].map(
    ([, name = '', weight = '']) => ({
      name,
      weight: numberOf(weight.split(':')[0]),
      hash: hashOf(name),
    }),
  );
  const seen = new Set(named.map(({ name }) => name));
  const hashed = [...hashes].flatMap(([name, hash]) =>
    seen.has(name) ? [] : [{ name, weight: null, hash }],
  );
  return [...named, ...hashed, ...civitaiLoras(json.get('Civitai resources'))];
}

function civitaiLoras(resources: JsonValue | undefined): Lora[] {
  return (Array.isArray(resources) ? (resources as readonly JsonValue[]) : []).flatMap((resource) =>
    isJsonObject(resource) && /^(lora|locon|dora|lycoris)$/i.test(textOf(resource['type']) ?? '')
      ? [
          {
            name:
              wordsOf(resource['modelName']) ??
              wordsOf(resource['air']) ??
              `model version ${wholeOf(resource['modelVersionId']) ?? 'unknown'}`,
            weight: numberOf(resource['weight']),
            hash: null,
          },
        ]
      : [],
  );
}

/** `ControlNet 0: "Module: canny, Model: name [hash], Weight: 1"`, or a setting a part, as it was once. */
function controlNetsOf({ values }: Settings): Weighted[] {
  return [...values].flatMap(([name, value]): Weighted[] => {
    if (/^ControlNet \d+$/.test(name)) {
      const parts = parseSettings(value).values;
      return [{ name: parts.get('Model') ?? value, weight: numberOf(parts.get('Weight')) }];
    }
    const [, unit] = /^ControlNet[- ](\d+)[- ]Model$/i.exec(name) ?? [];
    return unit === undefined
      ? []
      : [{ name: value, weight: numberOf(values.get(name.replace(/Model$/, 'Weight'))) }];
  });
}

/** The web UI tells the strength of a denoising only where a picture went in, or where it made its own larger. */
function inputsOf({ values }: Settings, denoise: number | null): Input[] {
  const names = [...values.keys()];
  if (values.has('Mask blur') || values.has('Inpaint area') || values.has('Masked content'))
    return [{ role: 'inpaint', name: null }];
  const isMadeLarger = names.some((name) => /^(hires|refine|second pass|upscale)/i.test(name));
  return denoise !== null && !isMadeLarger ? [{ role: 'img2img', name: null }] : [];
}

function upscalersOf(value: (...names: readonly string[]) => string | null): Upscaler[] {
  const hires = value('Hires upscaler');
  const after = value('Postprocess upscaler', 'SD upscale upscaler', 'Ultimate SD upscale upscaler');
  const scaleOf = (...names: readonly string[]) => numberOf(value(...names) ?? undefined);
  return [
    ...(hires === null && value('Hires upscale') === null
      ? []
      : [{ name: hires, scale: scaleOf('Hires upscale', 'Hires scale') }]),
    ...(after === null
      ? []
      : [{ name: after, scale: scaleOf('Postprocess upscale by', 'Ultimate SD upscale scale') }]),
  ];
}
