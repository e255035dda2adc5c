import { isJsonObject } from '../../lib/relaxed-json.js';
import { carriedText, type Carried } from '../carriers/carried.js';
import {
  accountOf,
  modelOf,
  numberOf,
  otherMembers,
  sizeFrom,
  textOf,
  wholeOf,
  wordsOf,
  sidesOf,
} from '../draft-account.js';
import type { GenerationAccount } from '../generation-account.js';
import { objectOf, objectsOf } from './json-of.js';

const OF_FIELDS = new Set([
  'prompt', 'negativePrompt', 'seed', 'steps', 'cfgScale', 'ksamplerName', 'schedule', 'width', 'height', 'baseModel', 'models',
]); // prettier-ignore

/** Reads TensorArt's `generation_data`. It holds the request: a seed of -1 asked for any, and the graph beside it has the one that was taken. */
export function readTensorart(carried: Carried): GenerationAccount | null {
  const text =
    carriedText(carried, 'PNG', 'generation_data') ?? carriedText(carried, 'EXIF', 'generation_data');
  const own = objectOf(text?.text);
  if (!text || !own) return null;
  const model = own['baseModel'];
  const seed = wholeOf(own['seed']);
  const size = sizeFrom(numberOf(own['width']), numberOf(own['height']));
  return accountOf(
    {
      tool: 'TensorArt',
      prompt: textOf(own['prompt']),
      negativePrompt: textOf(own['negativePrompt']),
      seed: seed === null || seed.startsWith('-') ? null : seed,
      steps: numberOf(own['steps']),
      cfgScale: numberOf(own['cfgScale']),
      sampler: wordsOf(own['ksamplerName']) ?? wordsOf(own['samplerName']),
      scheduler: wordsOf(own['schedule']),
      model: isJsonObject(model) ? modelOf(wordsOf(model['modelFileName']), wordsOf(model['hash'])) : null,
      ...sidesOf(size),
      // Whether it was made larger stands in the graph alone.
      outputSize: null,
      loras: objectsOf(own['models']).flatMap(({ type, modelFileName, weight, hash }) =>
        type === 'LORA' && typeof modelFileName === 'string'
          ? [
              {
                name: modelFileName,
                weight: numberOf(weight),
                hash: modelOf(null, textOf(hash))?.hash ?? null,
              },
            ]
          : [],
      ),
      other: { ...otherMembers(own, OF_FIELDS), ...(seed?.startsWith('-') && { 'requested seed': seed }) },
    },
    [text],
  );
}
