import { isCommitment, TOLD_FIELDS, type GenerationRecord } from '../creation/generation-record.js';

/** A generation record for people to read: a line a field, what is private as such, and beside it what the file says otherwise. */
export function toldLines(record: GenerationRecord): string[] {
  const shown = (value: unknown): string =>
    isCommitment(value)
      ? 'private'
      : typeof value === 'object' && value !== null && 'text' in value
        ? String(value.text)
        : String(value);
  const lines = TOLD_FIELDS.flatMap((field) => {
    const value = record[field];
    const corrected = record.corrections?.find((one) => one.field === field);
    if (value === undefined) return [];
    const read = corrected && (isCommitment(corrected.read) ? 'otherwise' : shown(corrected.read));
    return [`  ${field}: ${shown(value)}${read === undefined ? '' : `  (the file says ${read})`}`];
  });
  const lists = (['otherModels', 'loras', 'controlNets', 'upscalers'] as const).flatMap((field) => {
    const names = (record[field] ?? []).map(({ name = 'unnamed' }) => name);
    return names.length > 0 ? [`  ${field}: ${names.join(', ')}`] : [];
  });
  return [...lines, ...lists];
}
