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
import type { GenerationAccount } from '../generation-account.js';
import { objectsOf, parameterObjects } from './json-of.js';

const OF_FIELDS = new Set([
  'c',
  'uc',
  'seed',
  'steps',
  'scale',
  'sampler',
  'size',
  'model',
  'strength',
  'lora',
  'control',
]);

/** Reads Draw Things' JSON, which stands in the XMP as `exif:UserComment`; `c` is the prompt, `uc` what is not wanted. */
export function readDrawThings(carried: Carried): GenerationAccount | null {
  const found = parameterObjects(carried).find(
    ({ value }) =>
      typeof value['c'] === 'string' && typeof value['uc'] === 'string' && value['sampler'] !== undefined,
  );
  if (!found) return null;
  const { text, value: own } = found;
  const size = sizeOf(own['size']);
  const strength = numberOf(own['strength']);
  return accountOf(
    {
      tool: 'Draw Things',
      prompt: textOf(own['c']),
      negativePrompt: textOf(own['uc']),
      seed: wholeOf(own['seed']),
      steps: numberOf(own['steps']),
      cfgScale: numberOf(own['scale']),
      sampler: wordsOf(own['sampler']),
      denoise: strength,
      model: modelOf(wordsOf(own['model']), null),
      ...sidesOf(size),
      outputSize: own['upscaler'] === undefined ? size : null,
      loras: objectsOf(own['lora']).flatMap(({ model, weight }) =>
        typeof model === 'string' ? [{ name: model, weight: numberOf(weight), hash: null }] : [],
      ),
      controlNets: objectsOf(own['control']).flatMap(({ file, weight }) =>
        typeof file === 'string' ? [{ name: file, weight: numberOf(weight) }] : [],
      ),
      inputs: strength !== null && strength < 1 ? [{ role: 'img2img', name: null }] : [],
      other: otherMembers(own, OF_FIELDS),
    },
    [text],
  );
}
