import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue } from '../lib/relaxed-json.js';
import type { CarriedText } from './carriers/carried.js';
import {
  ACCOUNT_FIELDS,
  tellsField,
  type AccountField,
  type GenerationAccount,
  type Model,
  type ModelHashKind,
  type Size,
} from './generation-account.js';

/** What a reader has to say: the tool, and of the rest what the file tells. */
export type Told = Pick<GenerationAccount, 'tool'> &
  Partial<Omit<GenerationAccount, 'tool' | 'readFrom' | 'rawDigests'>>;

const NOTHING: Omit<GenerationAccount, 'tool' | 'readFrom' | 'rawDigests'> = {
  toolVersion: null,
  prompt: null,
  negativePrompt: null,
  seed: null,
  steps: null,
  cfgScale: null,
  sampler: null,
  scheduler: null,
  denoise: null,
  model: null,
  otherModels: [],
  width: null,
  height: null,
  outputSize: null,
  loras: [],
  controlNets: [],
  inputs: [],
  upscalers: [],
  passes: [],
  other: {},
  graph: null,
  unresolved: [],
};

/** The account of what was read from these texts; each field counts as read from the first, unless `elsewhere` names another. */
export function accountOf(
  told: Told,
  texts: readonly [CarriedText, ...CarriedText[]],
  elsewhere: Readonly<Partial<Record<AccountField, CarriedText>>> = {},
): GenerationAccount {
  const account = { ...NOTHING, ...told };
  return {
    ...account,
    readFrom: Object.fromEntries(
      ACCOUNT_FIELDS.filter((field) => tellsField(account, field)).map((field) => [
        field,
        (elsewhere[field] ?? texts[0]).where,
      ]),
    ),
    rawDigests: Object.fromEntries(
      texts
        // What signed credentials say was read by their library, and not from bytes of ours.
        .filter(({ raw }) => raw.length > 0)
        .map(({ where, raw }) => [where, createHash('sha256').update(raw).digest('hex')]),
    ),
  };
}

/** A text, or null for what is none. */
export const textOf = (value: JsonValue | undefined): string | null =>
  typeof value === 'string' ? value : null;

/** A text that says something. */
export const wordsOf = (value: JsonValue | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null;

/** A number, which some tools write as text. */
export function numberOf(value: JsonValue | undefined): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\s*-?\d{1,20}(\.\d{1,20})?(e[+-]?\d{1,3})?\s*$/i.test(value)
    ? Number(value)
    : null;
}

/** A whole number as text, as long as it is: a seed. */
export function wholeOf(value: JsonValue | undefined): string | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return /^-?\d{1,40}$/.test(text) ? text : null;
}

/** `832x1216`, `1024 x 1024`, `(768, 1280)`: width and height. */
export function sizeOf(value: JsonValue | undefined): Size | null {
  const found =
    typeof value === 'string' && value.length < 60
      ? /^\W*(\d{1,6})\s*[x×,]\s*(\d{1,6})\W*$/i.exec(value)
      : null;
  return found ? sizeFrom(Number(found[1]), Number(found[2])) : null;
}

export const sizeFrom = (width: number | null, height: number | null): Size | null =>
  width !== null && height !== null && width > 0 && height > 0 ? { width, height } : null;

/** The sides of a size as an account tells them: null where it is unknown. */
export const sidesOf = (size: Size | null): Pick<GenerationAccount, 'width' | 'height'> => ({
  width: size?.width ?? null,
  height: size?.height ?? null,
});

/** The last part of a path, whichever slash it has. */
export const fileName = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** A model by its name and hash as tools write them: `blake3:…`, `0x…`, or bare. */
export function modelOf(name: string | null, hash: string | null): Model | null {
  if (name === null && hash === null) return null;
  return { name, ...hashOf(hash) };
}

function hashOf(written: string | null): Pick<Model, 'hash' | 'hashKind'> {
  if (written === null || written.trim() === '') return { hash: null, hashKind: null };
  const [, prefix = '', hash = ''] = /^(?:([a-z0-9_-]+):|0x)?(.*)$/i.exec(written.trim()) ?? [];
  return { hash: hash.toLowerCase(), hashKind: kindOf(prefix.toLowerCase(), hash, written) };
}

function kindOf(prefix: string, hash: string, written: string): ModelHashKind {
  if (!/^[0-9a-f]+$/i.test(hash)) return 'unknown';
  if (prefix.startsWith('blake3')) return 'blake3';
  // SwarmUI writes the hash of the tensors with 0x before it.
  if (/^0x/i.test(written.trim()) && hash.length === 64) return 'tensors';
  if (prefix !== '' && prefix !== 'sha256') return 'unknown';
  // RuinedFooocus writes a SHA-256 as a number, without the zeros before it.
  if (hash.length >= 60 && hash.length <= 64) return 'sha256';
  if (hash.length === 10) return 'sha256-short';
  if (hash.length === 12) return 'tensors';
  return hash.length === 8 ? 'legacy' : 'unknown';
}

/** The members that are not among those a reader knows, as text. */
export const otherMembers = (
  members: JsonObject,
  known: ReadonlySet<string>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) =>
      known.has(name) || value === undefined || value === null
        ? []
        : [[name, typeof value === 'string' ? value : JSON.stringify(value)]],
    ),
  );
