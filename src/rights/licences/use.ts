import { Refusal } from '../../lib/refusal.js';

/**
 * What somebody may want to do with a work, by the actions of the ODRL Vocabulary (W3C, 2.2), of which `use` takes in all others; and two for
 * machines (CAWG training and data mining). `present` is public performance; `derive` makes a new work from it.
 */
export const ACTIONS = [
  'use',
  'reproduce',
  'distribute',
  'display',
  'present',
  'print',
  'play',
  'archive',
  'extract',
  'index',
  'derive',
  'modify',
  'translate',
  'text-and-data-mining',
  'ai-training',
] as const;
export type Action = (typeof ACTIONS)[number];

export const PURPOSES = ['commercial', 'non-commercial'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What is asked: null where it is not said. What is not said never makes anything permitted. */
export interface UseAsked {
  readonly action: Action;
  /** ISO 3166-1 alpha-2. */
  readonly place: string | null;
  readonly purpose: Purpose | null;
  /** On which day (YYYY-MM-DD). */
  readonly on: string;
}

/** A country as it is asked of. Refuses PLACE_UNREADABLE. */
export function placeAsked(text: string | null | undefined): string | null {
  if (text == null) return null;
  if (/^[A-Z]{2}$/.test(text)) return text;
  throw new Refusal(
    'PLACE_UNREADABLE',
    `"${text.slice(0, 60)}" is no country (ISO 3166-1 alpha-2), such as DE.`,
    {
      place: text.slice(0, 60),
    },
  );
}
