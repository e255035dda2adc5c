import { isJsonObject } from '../../lib/relaxed-json.js';
import type { Carried } from '../carriers/carried.js';
import {
  accountOf,
  modelOf,
  numberOf,
  otherMembers,
  sizeFrom,
  textOf,
  wholeOf,
  wordsOf,
} from '../draft-account.js';
import type { GenerationAccount, Lora } from '../generation-account.js';
import { objectsOf, parameterObjects } from './json-of.js';

const OF_FIELDS = new Set([
  'prompt', 'negativeprompt', 'seed', 'steps', 'cfgscale', 'sampler', 'scheduler', 'width', 'height', 'model', 'swarm_version', 'loras', 'loraweights', 'refinermodel',
]); // prettier-ignore

/** Reads SwarmUI's `sui_image_params`, whose numbers are texts in some versions. To be asked before ComfyUI, whose graph it leaves too. */
export function readSwarmui(carried: Carried): GenerationAccount | null {
  const found = parameterObjects(carried).find(({ value }) => isJsonObject(value['sui_image_params']));
  if (!found || !isJsonObject(found.value['sui_image_params'])) return null;
  const { text, value } = found;
  const own = found.value['sui_image_params'];
  const hashes = new Map(
    objectsOf(value['sui_models']).map(({ name, hash }) => [withoutEnding(textOf(name) ?? ''), textOf(hash)]),
  );
  const hashOf = (name: string | null) => (name === null ? null : (hashes.get(withoutEnding(name)) ?? null));
  const name = wordsOf(own['model']);
  const refiner = wordsOf(own['refinermodel']);
  const refined = modelOf(refiner, hashOf(refiner));
  const [width, height] = [numberOf(own['width']), numberOf(own['height'])];
  const creativity = numberOf(own['initimagecreativity']);
  const upscale = numberOf(own['refinerupscale']) ?? 1;
  const method = wordsOf(own['refinerupscalemethod']);
  return accountOf(
    {
      tool: 'SwarmUI',
      toolVersion: wordsOf(own['swarm_version']),
      prompt: textOf(own['prompt']),
      negativePrompt: textOf(own['negativeprompt']),
      seed: wholeOf(own['seed']),
      steps: numberOf(own['steps']),
      cfgScale: numberOf(own['cfgscale']),
      sampler: wordsOf(own['sampler']),
      scheduler: wordsOf(own['scheduler']),
      denoise: creativity,
      model: modelOf(name, hashOf(name)),
      otherModels: refined ? [refined] : [],
      width,
      height,
      outputSize:
        width === null || height === null
          ? null
          : sizeFrom(Math.round(width * upscale), Math.round(height * upscale)),
      loras: lorasOf(own, hashOf),
      inputs:
        creativity === null && own['initimage'] === undefined
          ? []
          : [{ role: own['maskimage'] === undefined ? 'img2img' : 'inpaint', name: null }],
      upscalers: upscale === 1 ? [] : [{ name: method, scale: upscale }],
      other: otherMembers(own, OF_FIELDS),
    },
    [text],
  );
}

/** Two lists, or two texts with commas. */
function lorasOf(own: Readonly<Record<string, unknown>>, hashOf: (name: string) => string | null): Lora[] {
  const listOf = (value: unknown): string[] =>
    Array.isArray(value)
      ? value.map(String)
      : typeof value === 'string' && value !== ''
        ? value.split(',')
        : [];
  const weights = listOf(own['loraweights']);
  return listOf(own['loras']).map((name, at) => ({
    name,
    weight: numberOf(weights[at]),
    hash: modelOf(name, hashOf(name))?.hash ?? null,
  }));
}

const withoutEnding = (name: string) => name.replace(/\.(safetensors|ckpt|gguf)$/, '');
