import { canonicalJson } from '../lib/canonical-json.js';
import { foldWords } from '../lib/fold-words.js';
import { toHex } from '../lib/hex.js';
import { oklabOfHex, type Oklab } from '../lib/oklab.js';
import { Refusal } from '../lib/refusal.js';
import { sha256 } from '../lib/sha256.js';
import { STANDARD_LICENCES } from '../rights/licences/standard-licences.js';
import { YEARS } from './work-index.js';

/**
 * How it stands with claims on a work: `contested` where a dispute contests it or a work from which it derives, else `claimed` where a claim
 * stands, else `unclaimed`.
 */
export const WORK_STATES = ['claimed', 'contested', 'unclaimed'] as const;
export type WorkState = (typeof WORK_STATES)[number];

/** By what works are chosen, as it is asked; what is not given chooses nothing. */
export interface AskedFilter {
  readonly search?: string | null;
  readonly tool?: string | null;
  readonly madeFrom?: number | null;
  readonly madeTo?: number | null;
  readonly licence?: string | null;
  readonly state?: WorkState | null;
  readonly colour?: string | null;
}

/** The same, read; null where nothing is asked for. */
export interface WorkFilter {
  /** Folded; words of a work begin with each. */
  readonly words: readonly string[] | null;
  readonly tool: string | null;
  readonly made: { readonly from: number; readonly to: number } | null;
  readonly licence: string | null;
  readonly state: WorkState | null;
  readonly colour: Oklab | null;
}

/** The distance in OKLab within which two colours count as the same here; a difference that is just seen is 0.02. */
export const SAME_COLOUR = 0.1;

const MOST_WORDS = 10;
const MOST_LETTERS = 200;

/** Refuses BAD_FILTER, with what would do. */
export function readFilter({
  search,
  tool,
  madeFrom,
  madeTo,
  licence,
  state,
  colour,
}: AskedFilter): WorkFilter {
  return {
    words: search == null ? null : readWords(search),
    tool: tool == null ? null : readTool(tool),
    made: madeFrom == null && madeTo == null ? null : readYears(madeFrom, madeTo),
    licence: licence == null ? null : readLicence(licence),
    state: state ?? null,
    colour: colour == null ? null : readColour(colour),
  };
}

/** A name for the conditions: nothing for those of all works. */
export const nameOfFilter = (filter: WorkFilter): string =>
  Object.values(filter).every((one) => one === null)
    ? ''
    : ` ${toHex(sha256(new TextEncoder().encode(canonicalJson(filter))))}`;

const bad = (name: string, sentence: string) =>
  new Refusal('BAD_FILTER', `${name} ${sentence}`, { filter: name });

function readWords(search: string): string[] {
  const words = search.length <= MOST_LETTERS ? foldWords(search) : [];
  if (words.length === 0 || words.length > MOST_WORDS)
    throw bad('search', `must have 1 to ${MOST_WORDS} words, in at most ${MOST_LETTERS} characters.`);
  return words;
}

function readTool(tool: string): string {
  if (tool === '' || tool.length > MOST_LETTERS || tool.includes('\0'))
    throw bad('tool', 'must be the name of a tool, as toolsInUse gives it.');
  return tool;
}

function readYears(from: number | null | undefined, to: number | null | undefined) {
  const years = { from: from ?? YEARS.first, to: to ?? YEARS.last };
  if (years.from < YEARS.first || years.to > YEARS.last || years.from > years.to)
    throw bad(
      'madeFrom',
      `and madeTo must be years from ${YEARS.first} to ${YEARS.last}, the first one first.`,
    );
  return years;
}

function readLicence(licence: string): string {
  if (!Object.hasOwn(STANDARD_LICENCES, licence))
    throw bad('licence', `must be one of ${Object.keys(STANDARD_LICENCES).join(', ')}.`);
  return licence;
}

function readColour(colour: string): Oklab {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) throw bad('colour', 'must be a colour in hex, such as #8a2be2.');
  return oklabOfHex(colour);
}
