import type { GenerationAccount, Model } from './generation-account.js';
import {
  generationRecordSchema,
  isCommitment,
  TOLD_FIELDS,
  type GenerationRecord,
  type ToldField,
} from './generation-record.js';

/** What a file's account gives for a claim, and what of it a claim cannot hold. */
export interface DraftRecord {
  readonly record: GenerationRecord;
  /** Fields that are longer, larger or otherwise than a claim takes them; never shortened. */
  readonly omitted: readonly string[];
}

/** The record of a claim from what the file says, which is to be an account that may be published; null where it says too little. */
export function draftRecord(account: GenerationAccount): DraftRecord | null {
  const { model, ...told } = account;
  const text = (value: string | null) => (value === null || value === '' ? undefined : { text: value });
  const wanted: Readonly<Record<string, unknown>> = {
    tool: told.tool,
    toolVersion: told.toolVersion,
    modelName: model?.name,
    modelHash: model && hashText(model),
    prompt: text(told.prompt),
    negativePrompt: text(told.negativePrompt),
    seed: told.seed,
    sampler: told.sampler,
    scheduler: told.scheduler,
    steps: told.steps,
    guidance: told.cfgScale,
    denoise: told.denoise,
    width: told.width,
    height: told.height,
    otherModels: told.otherModels.map((one) => given({ name: one.name, hash: hashText(one) })),
    loras: told.loras.map(({ name, weight, hash }) => given({ name, weight, hash })),
    controlNets: told.controlNets.map(({ name, weight }) => given({ name, weight })),
    upscalers: told.upscalers.map(({ name, scale }) => given({ name, scale })),
    pictures: told.inputs.map(({ role, name }) => given({ role, name })),
    readFrom: Object.entries(told.rawDigests).map(([where, sha256]) => ({ where, sha256 })),
  };
  const record: Record<string, unknown> = {};
  const omitted: string[] = [];
  for (const [field, value] of Object.entries(wanted)) {
    // NUL and half of a surrogate pair are no text that a row can hold; JSON writes both as escapes.
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    const { shape } = generationRecordSchema;
    const isTaken =
      shape[field as keyof typeof shape].safeParse(value).success &&
      !/\\u0000|\\ud[89a-f]/.test(JSON.stringify(value));
    if (isTaken) record[field] = value;
    else omitted.push(field);
  }
  const parsed = generationRecordSchema.safeParse(record);
  return parsed.success ? { record: parsed.data, omitted } : null;
}

const hashText = ({ hash, hashKind }: Model): string | null =>
  hash === null ? null : hashKind === 'unknown' || hashKind === null ? hash : `${hashKind}:${hash}`;

/** Without what is not told. */
const given = (members: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null && value !== undefined));

/**
 * A claimant's record, filled with what the file says and they leave out; of a record that was drafted from the file what they took out stays
 * out, and where it is not to be filled nothing is. Where they state a field otherwise, theirs stands, and what the file says is told beside it.
 */
export function correctedRecord(
  fromFile: GenerationRecord,
  own: Partial<GenerationRecord>,
  { isFilled = true }: { isFilled?: boolean } = {},
): GenerationRecord {
  const { corrections: before, ...stated } = own;
  const corrected = TOLD_FIELDS.filter(
    (field) =>
      stated[field] !== undefined &&
      fromFile[field] !== undefined &&
      // Whether a commitment is to what the file says is its owner's secret.
      !isCommitment(stated[field]) &&
      !isSame(stated[field], fromFile[field]),
  );
  const corrections = corrected.map((field) => ({ field, read: readText(fromFile, field) }));
  const { tool, readFrom } = fromFile;
  return {
    ...(!isFilled || before !== undefined || stated.readFrom ? { tool, readFrom } : fromFile),
    ...stated,
    ...(corrections.length > 0 && { corrections }),
  };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function readText(record: GenerationRecord, field: ToldField): { text: string } {
  const value = record[field];
  if (typeof value === 'string' || typeof value === 'number') return { text: String(value) };
  // What a file says is never a commitment.
  return { text: value !== undefined && 'text' in value ? value.text : '' };
}
