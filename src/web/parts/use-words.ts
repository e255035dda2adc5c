import { dateInWords, nameInStatements } from './words.js';

/** What somebody may want to do with a work, as statements name it (schema/statements/grant-licence.json), and in words. */
export const USES: readonly (readonly [action: string, name: string])[] = [
  ['use', 'Any use'],
  ['reproduce', 'Copy it'],
  ['distribute', 'Give out copies'],
  ['display', 'Display it'],
  ['present', 'Show or perform it in public'],
  ['print', 'Print it'],
  ['play', 'Play it'],
  ['archive', 'Keep it in an archive'],
  ['extract', 'Take parts of it'],
  ['index', 'Put it into an index'],
  ['derive', 'Make a new work from it'],
  ['modify', 'Change it'],
  ['translate', 'Translate it'],
  ['text-and-data-mining', 'Mine it (text and data mining)'],
  ['ai-training', 'Train models with it, also such that generate'],
];

/** Where and when a right passed on, as “in DE, from 12 April 2026”. */
export const scopeInWords = ({
  where,
  since,
  until,
}: {
  readonly where: readonly string[] | null;
  readonly since: string;
  readonly until: string | null;
}): string =>
  `${where === null ? 'worldwide' : `in ${where.join(', ')}`}, from ${dateInWords(since)}${until === null ? '' : ` until ${dateInWords(until)}`}`;

/** Of the API's names of them, such as AI_TRAINING. */
export const usesInWords = (actions: readonly string[]): string =>
  actions
    .map(nameInStatements)
    .map((action) => USES.find(([name]) => name === action)?.[1] ?? action)
    .join(', ')
    .toLowerCase();
