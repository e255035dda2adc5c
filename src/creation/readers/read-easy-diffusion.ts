import type { JsonObject } from '../../lib/relaxed-json.js';
import type { Carried, CarriedText } from '../carriers/carried.js';
import {
  accountOf,
  fileName,
  modelOf,
  numberOf,
  otherMembers,
  sizeFrom,
  textOf,
  wholeOf,
  wordsOf,
  sidesOf,
} from '../draft-account.js';
import type { GenerationAccount, Lora } from '../generation-account.js';
import { parameterObjects } from './json-of.js';

const OF_FIELDS = new Set([
  'prompt', 'negative_prompt', 'seed', 'num_inference_steps', 'guidance_scale', 'sampler_name', 'width', 'height', 'use_stable_diffusion_model', 'prompt_strength', 'use_lora_model', 'lora_alpha', 'use_upscale', 'upscale_amount', 'use_controlnet_model',
]); // prettier-ignore

/** Reads what Easy Diffusion leaves: a PNG text a member, or all of them as one JSON object. */
export function readEasyDiffusion(carried: Carried): GenerationAccount | null {
  const whole = parameterObjects(carried).find(
    ({ value }) => value['use_stable_diffusion_model'] !== undefined,
  );
  if (whole) return accountFrom(whole.value, [whole.text]);
  const own = carried.texts.filter(
    ({ carrier, name }) => carrier === 'PNG' && (OF_FIELDS.has(name) || name.startsWith('use_')),
  );
  const model = own.find(({ name }) => name === 'use_stable_diffusion_model');
  if (!model) return null;
  const members = Object.fromEntries(own.map(({ name, text }) => [name, text]));
  return accountFrom(members, [model, ...own.filter((text) => text !== model)]);
}

function accountFrom(own: JsonObject, texts: readonly [CarriedText, ...CarriedText[]]): GenerationAccount {
  const size = sizeFrom(numberOf(own['width']), numberOf(own['height']));
  const model = wordsOf(own['use_stable_diffusion_model']);
  const upscaler = named(own['use_upscale']);
  const scale = upscaler === null ? null : numberOf(own['upscale_amount']);
  const strength = numberOf(own['prompt_strength']);
  const control = named(own['use_controlnet_model']);
  const byField = (name: string) => texts.find((text) => text.name === name) ?? texts[0];
  return accountOf(
    {
      tool: 'Easy Diffusion',
      prompt: textOf(own['prompt']),
      negativePrompt: textOf(own['negative_prompt']),
      seed: wholeOf(own['seed']),
      steps: numberOf(own['num_inference_steps']),
      cfgScale: numberOf(own['guidance_scale']),
      sampler: wordsOf(own['sampler_name']),
      denoise: strength,
      // It writes whole paths of the maker's machine.
      model: model === null ? null : modelOf(fileName(model), null),
      ...sidesOf(size),
      outputSize:
        size && upscaler === null
          ? size
          : size && scale !== null
            ? sizeFrom(size.width * scale, size.height * scale)
            : null,
      loras: lorasOf(own),
      controlNets: control === null ? [] : [{ name: fileName(control), weight: null }],
      inputs: strength === null ? [] : [{ role: 'img2img', name: null }],
      upscalers: upscaler === null ? [] : [{ name: upscaler, scale }],
      other: otherMembers(own, OF_FIELDS),
    },
    texts,
    {
      prompt: byField('prompt'),
      negativePrompt: byField('negative_prompt'),
      seed: byField('seed'),
      steps: byField('num_inference_steps'),
      cfgScale: byField('guidance_scale'),
      sampler: byField('sampler_name'),
      width: byField('width'),
      height: byField('height'),
    },
  );
}

/** Python's None is none. */
const named = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' && value !== 'None' && value !== 'null' ? value : null;

function lorasOf(own: JsonObject): Lora[] {
  const listOf = (value: unknown): unknown[] =>
    Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value];
  const weights = listOf(own['lora_alpha']);
  return listOf(own['use_lora_model']).flatMap((value, at): Lora[] => {
    const name = named(value);
    const weight = weights[at];
    return name === null
      ? []
      : [
          {
            name: fileName(name),
            weight: typeof weight === 'number' || typeof weight === 'string' ? numberOf(weight) : null,
            hash: null,
          },
        ];
  });
}
