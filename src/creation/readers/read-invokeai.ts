import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/relaxed-json.js';
import { carriedText, type Carried, type CarriedText } from '../carriers/carried.js';
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
import type { GenerationAccount, Input, Lora, Upscaler, Weighted } from '../generation-account.js';
import { jsonOf, objectOf, objectsOf } from './json-of.js';

/** Reads what InvokeAI leaves: `invokeai_metadata` and its graph since version 3, `sd-metadata` of 2, and `Dream`, a command line, of 1. */
export function readInvokeai(carried: Carried): GenerationAccount | null {
  const current = carriedText(carried, 'PNG', 'invokeai_metadata', 'invokeai_graph');
  const members = objectOf(carriedText(carried, 'PNG', 'invokeai_metadata')?.text);
  if (current && members) return readCurrent(current, members, carriedText(carried, 'PNG', 'invokeai_graph'));
  const second = carriedText(carried, 'PNG', 'sd-metadata');
  const old = objectOf(second?.text);
  if (second && old && isJsonObject(old['image'])) return readSecond(second, old, old['image']);
  const dream = carriedText(carried, 'PNG', 'Dream');
  return dream ? readDream(dream) : null;
}

const OF_FIELDS = new Set([
  'positive_prompt', 'negative_prompt', 'seed', 'steps', 'cfg_scale', 'scheduler', 'width', 'height', 'model', 'app_version', 'loras', 'controlnets', 'ipAdapters', 't2iAdapters', 'ref_images', 'strength',
]); // prettier-ignore

function readCurrent(text: CarriedText, own: JsonObject, graph: CarriedText | undefined): GenerationAccount {
  const mode = textOf(own['generation_mode']) ?? '';
  const size = sizeFrom(numberOf(own['width']), numberOf(own['height']));
  const refiner = modelFrom(own['refiner_model']);
  return accountOf(
    {
      tool: 'InvokeAI',
      toolVersion: wordsOf(own['app_version']),
      prompt: textOf(own['positive_prompt']),
      negativePrompt: textOf(own['negative_prompt']),
      seed: wholeOf(own['seed']),
      steps: numberOf(own['steps']),
      cfgScale: numberOf(own['cfg_scale']),
      // It names its samplers schedulers.
      sampler: wordsOf(own['scheduler']),
      denoise: numberOf(own['strength']),
      model: modelFrom(own['model']),
      otherModels: refiner ? [refiner] : [],
      ...sidesOf(size),
      outputSize: /upscal/i.test(mode) || own['hrf_enabled'] === true ? null : size,
      loras: objectsOf(own['loras']).flatMap(loraFrom),
      controlNets: objectsOf(own['controlnets']).flatMap(controlNetFrom),
      inputs: inputsOf(own, mode),
      other: otherMembers(own, OF_FIELDS),
      graph: graph ? jsonOf(graph.text) : null,
    },
    graph && graph !== text ? [text, graph] : [text],
  );
}

/** `{name, hash}` since version 4, `{model_name}` before. */
function modelFrom(value: JsonValue | undefined): GenerationAccount['model'] {
  if (typeof value === 'string') return modelOf(value, null);
  return isJsonObject(value)
    ? modelOf(wordsOf(value['name']) ?? wordsOf(value['model_name']), wordsOf(value['hash']))
    : null;
}

function loraFrom(entry: JsonObject): Lora[] {
  const model = modelFrom(entry['model'] ?? entry['lora']);
  return model?.name == null
    ? []
    : [{ name: model.name, weight: numberOf(entry['weight']), hash: model.hash }];
}

function controlNetFrom(entry: JsonObject): Weighted[] {
  const name = modelFrom(entry['control_model'])?.name;
  return name == null ? [] : [{ name, weight: numberOf(entry['control_weight']) }];
}

function inputsOf(own: JsonObject, mode: string): Input[] {
  const named = (value: JsonValue | undefined) =>
    isJsonObject(value) ? wordsOf(value['image_name']) : wordsOf(value);
  const started: Input[] = /inpaint|outpaint/.test(mode)
    ? [{ role: 'inpaint', name: named(own['init_image']) }]
    : /img2img/.test(mode)
      ? [{ role: 'img2img', name: named(own['init_image']) }]
      : [];
  const adapters = ['ipAdapters', 't2iAdapters', 'ref_images'].flatMap((list) => objectsOf(own[list]));
  return [
    ...started,
    ...objectsOf(own['controlnets']).map((entry): Input => ({
      role: 'control',
      name: named(entry['image']),
    })),
    ...adapters.map((entry): Input => ({ role: 'reference', name: named(entry['image']) })),
  ];
}

function readSecond(text: CarriedText, own: JsonObject, image: JsonObject): GenerationAccount {
  const [first] = objectsOf(image['prompt']);
  const whole = first ? textOf(first['prompt']) : textOf(image['prompt']);
  const size = sizeFrom(numberOf(image['width']), numberOf(image['height']));
  const upscalers = objectsOf(image['postprocessing']).flatMap(({ type, scale }): Upscaler[] =>
    type === 'esrgan' ? [{ name: 'ESRGAN', scale: numberOf(scale) }] : [],
  );
  return accountOf(
    {
      tool: 'InvokeAI',
      toolVersion: wordsOf(own['app_version']),
      prompt: whole,
      negativePrompt: splitPrompt(whole ?? '').negativePrompt,
      seed: wholeOf(image['seed']),
      steps: numberOf(image['steps']),
      cfgScale: numberOf(image['cfg_scale']),
      sampler: wordsOf(image['sampler']),
      denoise: numberOf(image['strength']),
      model: modelOf(wordsOf(own['model_weights']) ?? wordsOf(own['model']), wordsOf(own['model_hash'])),
      ...sidesOf(size),
      outputSize: size && enlarged(size, upscalers),
      inputs: image['type'] === 'img2img' ? [{ role: 'img2img', name: null }] : [],
      upscalers,
      other: otherMembers(
        image,
        new Set(['prompt', 'seed', 'steps', 'cfg_scale', 'sampler', 'width', 'height', 'strength', 'type']),
      ),
    },
    [text],
  );
}

const enlarged = ({ width, height }: { width: number; height: number }, upscalers: readonly Upscaler[]) => {
  const scale = upscalers.reduce((product, one) => product * (one.scale ?? 1), 1);
  return sizeFrom(Math.round(width * scale), Math.round(height * scale));
};

/** What stands in square brackets is what is not wanted. */
function splitPrompt(whole: string): Pick<GenerationAccount, 'prompt' | 'negativePrompt'> {
  const negative: string[] = [];
  let prompt = '';
  for (let at = 0; at < whole.length;) {
    const open = whole.indexOf('[', at);
    const close = open < 0 ? -1 : whole.indexOf(']', open);
    if (close < 0) {
      prompt += whole.slice(at);
      break;
    }
    prompt += whole.slice(at, open);
    negative.push(whole.slice(open + 1, close));
    at = close + 1;
  }
  return { prompt: prompt.trim(), negativePrompt: negative.length > 0 ? negative.join(' ') : null };
}

/** `"a prompt [what is not wanted]" -s 50 -S 2980747362 -W 512 -H 768 -C 5 -A k_lms` */
function readDream(text: CarriedText): GenerationAccount | null {
  const line = text.text.trim();
  const quoted = line.startsWith('"') ? line.lastIndexOf('"') : -1;
  if (quoted < 1) return null;
  const words = line
    .slice(quoted + 1)
    .trim()
    .split(/\s+/);
  const flag = (name: string): string | undefined => {
    const at = words.indexOf(name);
    return at < 0
      ? words.find((word) => word.startsWith(name) && word.length > name.length)?.slice(name.length)
      : words[at + 1];
  };
  const size = sizeFrom(numberOf(flag('-W')), numberOf(flag('-H')));
  const scale = numberOf(flag('-U'));
  const upscalers = scale === null ? [] : [{ name: 'ESRGAN', scale }];
  return accountOf(
    {
      tool: 'InvokeAI',
      ...splitPrompt(line.slice(1, quoted)),
      seed: wholeOf(flag('-S')),
      steps: numberOf(flag('-s')),
      cfgScale: numberOf(flag('-C')),
      sampler: flag('-A') ?? null,
      ...sidesOf(size),
      outputSize: size && enlarged(size, upscalers),
      inputs: flag('-I') === undefined ? [] : [{ role: 'img2img', name: flag('-I') ?? null }],
      upscalers,
    },
    [text],
  );
}
