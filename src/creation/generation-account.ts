import type { JsonValue } from '../lib/relaxed-json.js';

/** What a model's hash is of, which its length or prefix tells; those of two kinds are never comparable. */
export const MODEL_HASH_KINDS = [
  /** First 10 hex digits of the file's SHA-256, as AUTOMATIC1111 writes it ("AutoV2"). */
  'sha256-short',
  /** 8 hex digits of AUTOMATIC1111's first hash, of a part of the file ("AutoV1"). */
  'legacy',
  'sha256',
  'blake3',
  /** SHA-256 of a safetensors file's tensors alone ("AutoV3"). */
  'tensors',
  'unknown',
] as const;
export type ModelHashKind = (typeof MODEL_HASH_KINDS)[number];

export interface Model {
  readonly name: string | null;
  /** In small letters, without a prefix. */
  readonly hash: string | null;
  readonly hashKind: ModelHashKind | null;
}

export interface Weighted {
  readonly name: string;
  readonly weight: number | null;
}

export interface Lora extends Weighted {
  readonly hash: string | null;
}

export const INPUT_ROLES = ['img2img', 'inpaint', 'mask', 'reference', 'control'] as const;

/** A picture that went in. */
export interface Input {
  readonly role: (typeof INPUT_ROLES)[number];
  /** By its file name, as the tool tells it. */
  readonly name: string | null;
}

export interface Upscaler {
  readonly name: string | null;
  /** How many times as wide the picture became. */
  readonly scale: number | null;
}

/** One run of a sampler. */
export interface Pass {
  readonly seed: string | null;
  readonly steps: number | null;
  readonly cfgScale: number | null;
  readonly sampler: string | null;
  readonly scheduler: string | null;
  /** 1 starts from noise alone. */
  readonly denoise: number | null;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a file tells of one field, that could not be read out of it. */
export interface Unresolved {
  readonly field: AccountField | 'graph';
  readonly reason: string;
}

/** How a picture was made, as its file tells it: the tools' own words in one form. Nothing of it is proved by being there. */
export interface GenerationAccount {
  /** The program, such as `ComfyUI`. */
  readonly tool: string;
  readonly toolVersion: string | null;
  readonly prompt: string | null;
  readonly negativePrompt: string | null;
  /** A whole number as text, since seeds of 64 bits do not fit a JSON number. */
  readonly seed: string | null;
  readonly steps: number | null;
  /** Guidance. */
  readonly cfgScale: number | null;
  /** As the tool names it. */
  readonly sampler: string | null;
  readonly scheduler: string | null;
  readonly denoise: number | null;
  readonly model: Model | null;
  /** All others that had a part, such as a refiner. */
  readonly otherModels: readonly Model[];
  /** Of what was generated first, before any upscaling, in pixels. */
  readonly width: number | null;
  readonly height: number | null;
  /** What the picture must measure if it is as it left the tool; null where the file does not tell. */
  readonly outputSize: Size | null;
  readonly loras: readonly Lora[];
  readonly controlNets: readonly Weighted[];
  readonly inputs: readonly Input[];
  readonly upscalers: readonly Upscaler[];
  /** One by one, the first first, where the file tells them apart. */
  readonly passes: readonly Pass[];
  /** Whatever else the file tells, by the tool's own names. */
  readonly other: Readonly<Record<string, string>>;
  /** The whole graph of a tool that has one. */
  readonly graph: JsonValue | null;
  /** Where each field that is there was read, such as `PNG tEXt:parameters`. */
  readonly readFrom: Readonly<Partial<Record<AccountField, string>>>;
  readonly unresolved: readonly Unresolved[];
  /** SHA-256 of the bytes that it was read from, in hex, by where they were; what is published may be redacted, these tell of what. */
  readonly rawDigests: Readonly<Record<string, string>>;
}

/** The fields of which it is told where they were read. */
export const ACCOUNT_FIELDS = [
  'tool',
  'toolVersion',
  'prompt',
  'negativePrompt',
  'seed',
  'steps',
  'cfgScale',
  'sampler',
  'scheduler',
  'denoise',
  'model',
  'otherModels',
  'width',
  'height',
  'outputSize',
  'loras',
  'controlNets',
  'inputs',
  'upscalers',
  'passes',
] as const satisfies readonly (keyof GenerationAccount)[];
export type AccountField = (typeof ACCOUNT_FIELDS)[number];

/** Whether an account tells a field at all; an empty text is one that was left empty, an empty list is nothing. */
export const tellsField = (account: Pick<GenerationAccount, AccountField>, field: AccountField): boolean => {
  const value = account[field];
  return value !== null && !(Array.isArray(value) && value.length === 0);
};
