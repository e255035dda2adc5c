import { nameInStatements } from './words.js';

/** On which grounds a claim is contested, as statements name them (schema/statements/open-dispute.json), and in words. */
export const GROUNDS = [
  ['authorship', 'Somebody else made it'],
  ['co-authorship', 'An author is not named'],
  ['copied', 'It takes from a work of another without permission'],
  ['false-record', 'What is recorded of how it was made is not so'],
  ['title', 'Whoever is shown as its owner is not'],
  ['consent', 'A person is shown, or their data used, without consent'],
  ['other', 'Something else'],
] as const;

/** How a dispute ended, as statements name it (schema/statements/state-outcome.json), and in words. */
export const OUTCOMES = [
  ['settled', 'Settled between the sides'],
  ['upheld', 'For whoever raised it'],
  ['upheld-in-part', 'In part for whoever raised it'],
  ['rejected', 'For the claimants'],
] as const;

/** Of the API's name of it, such as CO_AUTHORSHIP. */
export const groundInWords = (ground: string): string => wordsIn(GROUNDS, ground);

/** Of the API's name of it, such as UPHELD_IN_PART. */
export const outcomeInWords = (outcome: string): string => wordsIn(OUTCOMES, outcome);

const wordsIn = (list: readonly (readonly [name: string, words: string])[], code: string): string =>
  list.find(([name]) => name === nameInStatements(code))?.[1] ?? code;
