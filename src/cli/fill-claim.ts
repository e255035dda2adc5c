import { writeFile } from 'node:fs/promises';
import {
  generationRecordSchema,
  isCommitment,
  TOLD_FIELDS,
  type GenerationRecord,
  type ToldField,
} from '../creation/generation-record.js';
import { correctedRecord, draftRecord, type DraftRecord } from '../creation/draft-record.js';
import { openImageReader } from '../adapters/images/open-image-reader.js';
import { Refusal } from '../lib/refusal.js';
import { printable } from './printable.js';
import { readBody } from '../register/statement.js';
import type { ClaimFile } from './claim-file.js';
import { textOptions, WrongUsage, type Answer, type Call, type Options } from './command.js';

/** What a picture's file gave for a claim. */
export interface Filled {
  readonly claim: ClaimFile;
  /** The record that was filled; null where the file tells nothing, or the claim's own records stand for themselves. */
  readonly record: GenerationRecord | null;
  readonly omitted: readonly string[];
}

/**
 * The claim with the generation record that the file tells. Of one record in the claim what it states stands, and what the file says otherwise
 * is told beside it; several records are the claimant's own account of several makings, and are left as they are.
 */
export async function fillClaim(claim: ClaimFile, file: string, options: Options): Promise<Filled> {
  const corrections = readCorrections(options);
  const drafted = await draftOf(file);
  const own = claim.generations ?? [];
  if (!drafted || own.length > 1) {
    if (Object.keys(corrections).length > 0)
      throw new WrongUsage(
        own.length > 1
          ? '--correct is for the record that the file tells; the claim has several.'
          : '--correct corrects what the file tells, and it tells nothing. Write it in --claim.',
      );
    return { claim, record: null, omitted: [] };
  }
  const record = readBody(
    generationRecordSchema,
    correctedRecord(drafted.record, { ...own[0], ...corrections }),
    'the generation record',
  );
  return { claim: { ...claim, generations: [record] }, record, omitted: drafted.omitted };
}

async function draftOf(file: string): Promise<DraftRecord | null> {
  const images = openImageReader();
  try {
    const { generation } = (await images.readAccount(file)).published;
    return generation && draftRecord(generation);
  } finally {
    await images.close();
  }
}

const NUMBERS = new Set<string>(['steps', 'guidance', 'denoise', 'width', 'height']);
const TEXTS = new Set<string>(['prompt', 'negativePrompt']);

/** `--correct seed=7`, several times. */
function readCorrections(options: Options): Partial<GenerationRecord> {
  return Object.fromEntries(
    textOptions(options, 'correct').map((correction) => {
      const [, name = '', value = ''] = /^([A-Za-z]+)=(.*)$/s.exec(correction) ?? [];
      if (!TOLD_FIELDS.includes(name as ToldField))
        throw new WrongUsage(
          `--correct ${correction} is no FIELD=VALUE; fields are ${TOLD_FIELDS.join(', ')}.`,
        );
      if (NUMBERS.has(name) && !/^\d{1,9}(\.\d{1,9})?$/.test(value))
        throw new WrongUsage(`--correct ${correction}: ${name} is a number.`);
      return [name, NUMBERS.has(name) ? Number(value) : TEXTS.has(name) ? { text: value } : value];
    }),
  ) as Partial<GenerationRecord>; // each by its name, and checked with the rest of the record
}

/** What was filled, for people to read before it is signed. */
function describeFilled({ record, omitted }: Pick<Filled, 'record' | 'omitted'>): string {
  if (!record) return '';
  const shown = (value: unknown): string =>
    typeof value === 'object' && value !== null && 'text' in value ? String(value.text) : String(value);
  const lines = TOLD_FIELDS.flatMap((field) => {
    const value = record[field];
    const corrected = record.corrections?.find((one) => one.field === field);
    if (value === undefined) return [];
    const read = corrected && (isCommitment(corrected.read) ? 'otherwise' : shown(corrected.read));
    return [
      `  ${field}: ${isCommitment(value) ? 'private' : shown(value)}${read === undefined ? '' : `  (the file says ${read})`}`,
    ];
  });
  const lists = (['otherModels', 'loras', 'controlNets', 'upscalers'] as const).flatMap((field) => {
    const names = (record[field] ?? []).map(({ name = 'unnamed' }) => name);
    return names.length > 0 ? [`  ${field}: ${names.join(', ')}`] : [];
  });
  const places = (record.readFrom ?? []).map(({ where }) => where).join(', ');
  return [
    `How it was made, as its file says (${places}):`,
    ...lines,
    ...lists,
    ...(omitted.length > 0 ? [`  not taken, since a claim cannot hold it: ${omitted.join(', ')}`] : []),
  ].join('\n');
}

/** To be edited, and given by --claim then. */
export async function writeDraft(file: string, { claim, record }: Filled): Promise<Answer> {
  await writeFile(file, `${JSON.stringify({ basis: 'author', ...claim }, null, 2)}\n`, { flag: 'wx' }).catch(
    (cause: unknown) => {
      throw new Refusal('FILE_EXISTS', `${file} cannot be made. Move what is there.`, { file }, { cause });
    },
  );
  return {
    json: { draft: file, filled: record },
    text: `Nothing is recorded. The claim as it would be is in ${file}: edit it, and give it by --claim.`,
  };
}

/** Shows what the file says, and asks whoever sits there whether it is right: it will be signed, and public. */
export async function confirmFilled({ terminal, options }: Call, filled: Filled): Promise<void> {
  if (!filled.record) return;
  terminal.err(`${printable(describeFilled(filled))}\n`);
  if (options['private'] && filled.record.prompt)
    terminal.err(
      'The picture becomes public, and its file tells the prompt: --private does not change that.\n',
    );
  if (!terminal.ask || options['yes']) return;
  const answer = await terminal.ask('Is this right? It is signed by you and public. [y/N] ');
  if (!/^\s*y(es)?\s*$/i.test(answer))
    throw new Refusal(
      'NOT_CONFIRMED',
      'Nothing is recorded. Correct it by --correct FIELD=VALUE, write it to a file by --draft, or leave it out by --no-fill.',
    );
}
