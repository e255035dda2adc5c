import type { JsonObject } from '../../lib/relaxed-json.js';
import { carriedText, type Carried } from '../carriers/carried.js';
import {
  accountOf,
  modelOf,
  numberOf,
  otherMembers,
  sizeFrom,
  sizeOf,
  textOf,
  wholeOf,
  wordsOf,
  sidesOf,
} from '../draft-account.js';
import type { GenerationAccount, Lora } from '../generation-account.js';
import { parameterObjects } from './json-of.js';

const OF_FIELDS = new Set([
  'prompt', 'negative_prompt', 'seed', 'steps', 'guidance_scale', 'sampler', 'scheduler', 'resolution', 'base_model', 'base_model_hash', 'refiner_model', 'refiner_model_hash', 'version', 'loras',
]); // prettier-ignore

/** Reads Fooocus's JSON, which `fooocus_scheme` announces; sizes are Python tuples as text, seeds have up to 63 bits. */
export function readFooocus(carried: Carried): GenerationAccount | null {
  const scheme = carriedText(carried, 'PNG', 'fooocus_scheme') ?? carriedText(carried, 'EXIF', 'Make');
  const found = parameterObjects(carried).find(
    ({ value }) =>
      value['base_model'] !== undefined &&
      (scheme?.text.startsWith('fooocus') || textOf(value['version'])?.startsWith('Fooocus')),
  );
  if (!found) return null;
  const { text, value: own } = found;
  const size = sizeOf(own['resolution']);
  const refiner = wordsOf(own['refiner_model']);
  const refined =
    refiner === null || refiner === 'None' ? null : modelOf(refiner, wordsOf(own['refiner_model_hash']));
  return accountOf(
    {
      tool: 'Fooocus',
      toolVersion: wordsOf(own['version']),
      prompt: textOf(own['prompt']),
      negativePrompt: textOf(own['negative_prompt']),
      seed: wholeOf(own['seed']),
      steps: numberOf(own['steps']),
      cfgScale: numberOf(own['guidance_scale']),
      sampler: wordsOf(own['sampler']),
      scheduler: wordsOf(own['scheduler']),
      model: modelOf(wordsOf(own['base_model']), wordsOf(own['base_model_hash'])),
      otherModels: refined ? [refined] : [],
      ...sidesOf(size),
      outputSize: size,
      loras: lorasOf(own),
      other: otherMembers(own, OF_FIELDS),
    },
    [text],
  );
}

/** `[name, weight, hash]` each, or members `lora_combined_1: "name : weight"`. */
function lorasOf(own: JsonObject): Lora[] {
  const listed = (Array.isArray(own['loras']) ? (own['loras'] as readonly unknown[]) : []).flatMap(
    (entry): Lora[] => {
      const [name, weight, hash] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
      return typeof name === 'string' && name !== 'None'
        ? [
            {
              name,
              weight: typeof weight === 'number' ? weight : null,
              hash: typeof hash === 'string' ? hash : null,
            },
          ]
        : [];
    },
  );
  const combined = Object.entries(own).flatMap(([member, value]): Lora[] => {
    if (!/^lora_combined_\d+$/.test(member) || typeof value !== 'string') return [];
    const at = value.lastIndexOf(' : ');
    return at < 0 ? [] : [{ name: value.slice(0, at), weight: numberOf(value.slice(at + 3)), hash: null }];
  });
  return listed.length > 0 ? listed : combined;
}

const OF_RUINED = new Set([
  'Prompt', 'Negative', 'seed', 'steps', 'cfg', 'sampler_name', 'scheduler', 'width', 'height', 'base_model_name', 'base_model_hash', 'loras', 'denoise', 'software',
]); // prettier-ignore

/** Reads RuinedFooocus's JSON, which names its software. */
export function readRuinedFooocus(carried: Carried): GenerationAccount | null {
  const found = parameterObjects(carried).find(({ value }) => value['software'] === 'RuinedFooocus');
  if (!found) return null;
  const { text, value: own } = found;
  const size = sizeFrom(numberOf(own['width']), numberOf(own['height']));
  return accountOf(
    {
      tool: 'RuinedFooocus',
      prompt: textOf(own['Prompt']),
      negativePrompt: textOf(own['Negative']),
      seed: wholeOf(own['seed']),
      steps: numberOf(own['steps']),
      cfgScale: numberOf(own['cfg']),
      sampler: wordsOf(own['sampler_name']),
      scheduler: wordsOf(own['scheduler']),
      denoise: numberOf(own['denoise']),
      model: modelOf(wordsOf(own['base_model_name']), wordsOf(own['base_model_hash'])),
      ...sidesOf(size),
      outputSize: size,
      loras: lorasOf(own),
      other: otherMembers(own, OF_RUINED),
    },
    [text],
  );
}
