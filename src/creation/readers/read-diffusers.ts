import { isJsonObject } from '../../lib/relaxed-json.js';
import type { Carried } from '../carriers/carried.js';
import {
  accountOf,
  modelOf,
  numberOf,
  otherMembers,
  sizeOf,
  textOf,
  wholeOf,
  wordsOf,
  sidesOf,
} from '../draft-account.js';
import type { GenerationAccount, Lora } from '../generation-account.js';
import { parameterObjects } from './json-of.js';

const OF_FIELDS = new Set([
  'prompt', 'negative_prompt', 'seed', 'num_inference_steps', 'guidance_scale', 'sampler', 'resolution', 'Model', 'Model hash', 'use_upscaler', 'use_lora',
]); // prettier-ignore

/** Reads the JSON that spaces at Hugging Face leave, by the names of Diffusers' arguments. */
export function readDiffusers(carried: Carried): GenerationAccount | null {
  const found = parameterObjects(carried).find(
    ({ value }) => value['num_inference_steps'] !== undefined && value['guidance_scale'] !== undefined,
  );
  if (!found) return null;
  const { text, value: own } = found;
  const size = sizeOf(own['resolution']);
  const upscaler = own['use_upscaler'];
  const larger = isJsonObject(upscaler) ? upscaler : null;
  return accountOf(
    {
      tool: 'Hugging Face Space',
      prompt: textOf(own['prompt']),
      negativePrompt: textOf(own['negative_prompt']),
      seed: wholeOf(own['seed']),
      steps: numberOf(own['num_inference_steps']),
      cfgScale: numberOf(own['guidance_scale']),
      sampler: wordsOf(own['sampler']),
      model: modelOf(wordsOf(own['Model']), wordsOf(own['Model hash'])),
      ...sidesOf(size),
      outputSize: larger ? sizeOf(larger['new_resolution']) : size,
      loras: loraOf(own['use_lora']),
      upscalers: larger
        ? [{ name: wordsOf(larger['upscale_method']), scale: numberOf(larger['upscale_by']) }]
        : [],
      denoise: larger ? numberOf(larger['upscaler_strength']) : null,
      other: otherMembers(own, OF_FIELDS),
    },
    [text],
  );
}

const loraOf = (value: unknown): Lora[] =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'
    ? [{ name: value.name, weight: null, hash: null }]
    : [];
