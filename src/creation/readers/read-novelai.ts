import { isJsonObject, type JsonObject } from '../../lib/relaxed-json.js';
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
import type { GenerationAccount, Input } from '../generation-account.js';
import { objectOf, objectsOf } from './json-of.js';

const OF_FIELDS = new Set([
  'prompt', 'uc', 'seed', 'steps', 'scale', 'sampler', 'noise_schedule', 'width', 'height', 'strength', 'signed_hash',
]); // prettier-ignore

/** NovelAI's own account, wherever it stands: PNG texts, EXIF of a WebP, or the lowest bits of the alpha channel. */
export interface NovelaiComment {
  /** The Comment as it stands, which is what the signature is over. */
  readonly text: CarriedText;
  readonly comment: string;
  readonly members: JsonObject;
}

/** Reads NovelAI's Comment; the oldest hold the prompt in the Description alone. */
export function readNovelai(carried: Carried): GenerationAccount | null {
  const [found] = novelaiComments(carried);
  const software = carriedText(carried, 'PNG', 'Software') ?? carriedText(carried, 'EXIF', 'Software');
  const title = carriedText(carried, 'PNG', 'Title') ?? carriedText(carried, 'EXIF', 'DocumentName');
  const description =
    carriedText(carried, 'PNG', 'Description') ?? carriedText(carried, 'EXIF', 'ImageDescription');
  const isNamed =
    /NovelAI/.test(software?.text.slice(0, 200) ?? '') || /NovelAI/.test(title?.text.slice(0, 200) ?? '');
  if (!found) return isNamed && description ? fromDescription(description) : null;
  const { text, members } = found;
  if (!isNamed && text.carrier !== 'stealth' && members['signed_hash'] === undefined) return null;
  const source =
    carriedText(carried, 'PNG', 'Source')?.text ??
    (text.carrier === 'stealth' ? wordsOf(objectOf(text.text)?.['Source']) : null) ??
    software?.text ??
    null;
  const own = wordsOf(members['prompt']);
  const size = sizeFrom(numberOf(members['width']), numberOf(members['height']));
  return accountOf(
    {
      tool: 'NovelAI',
      toolVersion: null,
      prompt: own ?? description?.text ?? null,
      negativePrompt: textOf(members['uc']),
      seed: wholeOf(members['seed']),
      steps: numberOf(members['steps']),
      cfgScale: numberOf(members['scale']),
      sampler: wordsOf(members['sampler']),
      scheduler: wordsOf(members['noise_schedule']),
      denoise: numberOf(members['strength']),
      model: modelFrom(source),
      ...sidesOf(size),
      outputSize: size,
      inputs: inputsOf(members),
      other: { ...otherMembers(members, OF_FIELDS), ...charactersOf(members) },
    },
    [text],
    own === null && description ? { prompt: description } : {},
  );
}

/** Wherever NovelAI leaves its Comment; what stands elsewhere is another's. */
export function novelaiComments(carried: Carried): NovelaiComment[] {
  const places = [
    carriedText(carried, 'PNG', 'Comment'),
    carriedText(carried, 'EXIF', 'UserComment'),
    carriedText(carried, 'stealth', 'parameters'),
  ];
  return places.flatMap((text) => (text && commentIn(text)) ?? []);
}

/** The Comment itself, or an object that holds it as text. */
function commentIn(text: CarriedText): NovelaiComment | null {
  const outer = objectOf(text.text);
  if (!outer) return null;
  const inner = textOf(outer['Comment']);
  const members = inner === null ? outer : objectOf(inner);
  const isComment =
    members?.['sampler'] !== undefined && members['steps'] !== undefined && members['scale'] !== undefined;
  return members && isComment ? { text, comment: inner ?? text.text, members } : null;
}

const fromDescription = (text: CarriedText): GenerationAccount =>
  accountOf({ tool: 'NovelAI', prompt: text.text }, [text]);

/** `NovelAI Diffusion V4.5 C02D4F98`: the model's name, and eight digits of a hash of which nobody tells what it is of. */
function modelFrom(source: string | null): GenerationAccount['model'] {
  if (source === null) return null;
  const [, name = source, hash = null] = /^(.{1,200}?) ([0-9A-F]{8})$/.exec(source) ?? [];
  const model = modelOf(name, hash);
  return model && hash !== null ? { ...model, hashKind: 'unknown' } : model;
}

function inputsOf(members: JsonObject): Input[] {
  const references = members['reference_strength_multiple'];
  const count = Array.isArray(references) ? references.length : 0;
  const started = members['strength'] !== undefined;
  return [
    ...(started
      ? [{ role: members['mask'] === undefined ? 'img2img' : 'inpaint', name: null } as const]
      : []),
    ...Array.from({ length: Math.min(count, 50) }, (): Input => ({ role: 'reference', name: null })),
  ];
}

/** Since V4 each character has a caption of its own. */
function charactersOf({ v4_prompt: prompt }: JsonObject): Record<string, string> {
  const caption = isJsonObject(prompt) ? prompt['caption'] : undefined;
  const captions = isJsonObject(caption) ? objectsOf(caption['char_captions']) : [];
  return Object.fromEntries(
    captions.flatMap(({ char_caption: text }, at) =>
      typeof text === 'string' ? [[`character ${at + 1}`, text]] : [],
    ),
  );
}
