import { foldWords } from '../lib/fold-words.js';
import { boundsOf } from '../title/edtf-bounds.js';
import type { Work } from './work.js';

/** What a work is found by in a list, beside what is read of it. */
export interface WorkIndex {
  /** A tsvector: the words of title, makers, description and alternative text, folded. */
  readonly words: string;
  /** The first and the last year in which it can have been made; null where its date says nothing. */
  readonly madeFrom: number | null;
  readonly madeTo: number | null;
}

/** An earlier migration knows of no alternative text. */
type Indexed = Pick<Work, 'title' | 'makers' | 'description'> & Partial<Pick<Work, 'altText'>>;

/** The years that are told apart; what is open goes to their end. */
export const YEARS = { first: -9999, last: 9999 } as const;

export const workIndex = (work: Indexed & Pick<Work, 'dateMade'>): WorkIndex => ({
  words: wordsOf(work),
  ...yearsOf(work.dateMade),
});

export const wordsOf = ({ title, makers, description, altText = null }: Indexed): string =>
  // No folded word has a quote in it.
  foldWords([title, ...makers.map(({ name }) => name), description ?? '', altText ?? ''].join(' '))
    .map((word) => `'${word}'`)
    .join(' ');

function yearsOf(dateMade: string | null): Omit<WorkIndex, 'words'> {
  const bounds = dateMade === null ? null : boundsOf(dateMade);
  return { madeFrom: bounds && yearOf(bounds.from), madeTo: bounds && yearOf(bounds.to) };
}

const yearOf = (at: number): number =>
  Number.isFinite(at)
    ? Math.min(YEARS.last, Math.max(YEARS.first, new Date(at).getUTCFullYear()))
    : at < 0
      ? YEARS.first
      : YEARS.last;
