import {
  generationRecordSchema,
  TOLD_FIELDS,
  type GenerationRecord,
  type ToldField,
} from '../creation/generation-record.js';
import { authorshipDraft } from '../creation/authorship-draft.js';
import { correctedRecord, draftRecord, type DraftRecord } from '../creation/draft-record.js';
import type { Evidence } from '../creation/checks/evidence-grade.js';
import type { HumanAct } from '../creation/human-act.js';
import { openImageReader } from '../adapters/images/open-image-reader.js';
import { Refusal } from '../lib/refusal.js';
import { writeNewFile } from './new-file.js';
import { toldLines } from './told-lines.js';
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
  /** How far the file's account can be believed, and what is odd about it; null where it tells nothing. */
  readonly evidence: Evidence | null;
}

/**
 * The claim with the generation record that the file tells. Of one record in the claim what it states stands, and what the file says otherwise
 * is told beside it; of one that names another tool nothing is filled, since no field of one tool is one of another's. Several records are the
 * claimant's own account of several makings, and are left as they are.
 */
export async function fillClaim(claim: ClaimFile, file: string, options: Options): Promise<Filled> {
  const corrections = readCorrections(options);
  const { drafted, evidence } = await draftOf(file);
  const own = claim.generations ?? [];
  if (!drafted || own.length > 1) {
    if (Object.keys(corrections).length > 0)
      throw new WrongUsage(
        own.length > 1
          ? '--correct is for the record that the file tells; the claim has several.'
          : '--correct corrects what the file tells, and it tells nothing. Write it in --claim.',
      );
    return { claim, record: null, omitted: [], evidence };
  }
  const record = readBody(
    generationRecordSchema,
    correctedRecord(
      drafted.record,
      { ...own[0], ...corrections },
      { isFilled: own[0] === undefined || own[0].tool === drafted.record.tool },
    ),
    'the generation record',
  );
  return { claim: { ...claim, generations: [record] }, record, omitted: drafted.omitted, evidence };
}

async function draftOf(file: string): Promise<{ drafted: DraftRecord | null; evidence: Evidence | null }> {
  const images = openImageReader();
  try {
    const { generation, evidence } = (await images.readAccount(file)).published;
    return { drafted: generation && draftRecord(generation), evidence: generation && evidence };
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
      if (name === '') throw new WrongUsage(`--correct ${correction} is no FIELD=VALUE, such as seed=7.`);
      if (!TOLD_FIELDS.includes(name as ToldField))
        throw new WrongUsage(
          `--correct ${name}: there is no such field; there are ${TOLD_FIELDS.join(', ')}.`,
        );
      if (NUMBERS.has(name) && !/^\d{1,9}(\.\d{1,9})?$/.test(value))
        throw new WrongUsage(`--correct ${correction}: ${name} is a number.`);
      return [name, NUMBERS.has(name) ? Number(value) : TEXTS.has(name) ? { text: value } : value];
    }),
  ) as Partial<GenerationRecord>; // each by its name, and checked with the rest of the record
}

/** What was filled, for people to read before it is signed. */
function describeFilled({
  record,
  omitted,
  evidence,
}: Pick<Filled, 'record' | 'omitted' | 'evidence'>): string {
  if (!record) return '';
  const places = (record.readFrom ?? []).map(({ where }) => where).join(', ');
  return [
    `How it was made, as its file says (${places}):`,
    ...toldLines(record),
    ...(omitted.length > 0 ? [`  not taken, since a claim cannot hold it: ${omitted.join(', ')}`] : []),
    ...(evidence?.findings ?? []).map(({ code, message }) => `  ${code}: ${message}`),
  ].join('\n');
}

const describeActs = (acts: readonly HumanAct[]): string[] =>
  acts.length === 0
    ? []
    : ['What you did, as you recorded it:', ...acts.map(({ kind, done }) => `  ${kind}: ${done}`)];

/** To be edited, and given by --claim then. */
export async function writeDraft(
  file: string,
  { claim, record }: Filled,
  tools: readonly string[],
): Promise<Answer> {
  const generations = claim.generations ?? [];
  const others = tools
    .filter((tool) => generations.every((one) => one.tool !== tool))
    .map((tool) => ({ tool }));
  const { authorCreated, materialExcluded } = authorshipDraft([...generations, ...others], claim.acts ?? []);
  const draft = {
    basis: 'author',
    ...(authorCreated.length > 0 && { authorCreated }),
    ...(materialExcluded.length > 0 && { materialExcluded }),
    ...claim,
  };
  await writeNewFile(
    file,
    `${JSON.stringify(draft, null, 2)}
`,
  );
  return {
    json: { draft: file, filled: record },
    text: `Nothing is recorded. The claim as it would be is in ${file}: edit it, and give it by --claim.`,
  };
}

/** Fields that are to be private, and that the picture's own file tells anybody. */
function toldAllTheSame(record: GenerationRecord | null, options: Options): ToldField[] {
  const pointers = textOptions(options, 'withhold');
  const isHidden = (field: ToldField) =>
    pointers.includes('/generations/0') ||
    pointers.includes(`/generations/0/${field}`) ||
    (options['private'] === true && (field === 'prompt' || field === 'negativePrompt'));
  return TOLD_FIELDS.filter((field) => record?.[field] !== undefined && isHidden(field));
}

/** Shows what the file says, and asks whoever sits there whether it is right: it will be signed, and public. */
export async function confirmFilled({ terminal, options }: Call, filled: Filled): Promise<void> {
  const acts = textOptions(options, 'making').length > 0 ? (filled.claim.acts ?? []) : [];
  if (!filled.record && acts.length === 0) return;
  terminal.err(`${printable([describeFilled(filled), ...describeActs(acts)].filter(Boolean).join('\n'))}\n`);
  const told = toldAllTheSame(filled.record, options);
  if (told.length > 0)
    terminal.err(
      `The picture becomes public, and its file tells the ${told.join(', ')}: ${options['private'] ? '--private' : '--withhold'} does not change that.\n`,
    );
  if (!terminal.ask || options['yes']) return;
  const answer = await terminal.ask('Is this right? It is signed by you and public. [y/N] ');
  if (!/^\s*y(es)?\s*$/i.test(answer))
    throw new Refusal(
      'NOT_CONFIRMED',
      'Nothing is recorded. Correct it by --correct FIELD=VALUE, write it to a file by --draft, or leave it out by --no-fill.',
    );
}
