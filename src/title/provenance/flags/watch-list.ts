import type { Period } from '../period.js';
import { raise, type Flag, type FlagRule } from './flag.js';

/** Names that a user wants looked for, with the day on which the list was right. */
export interface WatchList {
  readonly title: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly kind: 'dealers' | 'sanctions';
  readonly names: readonly string[];
  /** Years between which the names matter; always where it is not given. */
  readonly years?: { readonly from: number; readonly to: number };
}

/**
 * Names of the biographical index of the Art Looting Investigation Unit's Final Report (Office of Strategic Services, 1 May 1946; a work of
 * the United States Government), the few that later literature meets most. It is where questions were asked in 1946, and no judgement.
 */
export const ALIU_1946: WatchList = {
  title: 'Art Looting Investigation Unit, Final Report (selected names)',
  date: '1946-05-01',
  kind: 'dealers',
  names: [
    'Galerie Fischer',
    'Theodor Fischer',
    'Karl Haberstock',
    'Hildebrand Gurlitt',
    'Hans Wendland',
    'Bruno Lohse',
    'Walter Andreas Hofer',
    'Gustav Rochlitz',
    'Maria Almas-Dietrich',
    'Maria Dietrich',
    'Kajetan Mühlmann',
    'Alois Miedl',
    'Adolf Wüster',
  ],
  years: { from: 1933, to: 1960 },
};

const clears = 'A person has compared name, place and dates, and recorded the result.';
const RULES: Readonly<Record<WatchList['kind'], FlagRule>> = {
  dealers: {
    code: 'DEALER_WATCHLIST?',
    severity: 'medium',
    rule: 'A name is like one of a list of names to ask about.',
    source: 'The list that is named, as of its date',
    clears,
  },
  sanctions: {
    code: 'SANCTIONS_NAME?',
    severity: 'high',
    rule: 'A name is like one of a sanctions list.',
    source: 'The list that is named, as of its date',
    clears,
  },
};

const wordsOf = (name: string): string[] =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Whom of the periods the lists may mean: names alike, for a person to look at. */
export function watchListFlags(
  periods: readonly Period[],
  { lists, yearsOf }: { lists: readonly WatchList[]; yearsOf: (at: number) => { from: number; to: number } },
): Flag[] {
  return lists.flatMap((list) => {
    const byFirst = byFirstWord(list.names);
    return periods.flatMap((period, at) => {
      const { from, to } = yearsOf(at);
      if (list.years && (to < list.years.from || from > list.years.to)) return [];
      const parties = [period.owner, period.agent, ...period.sources.map(({ party }) => party)];
      const names = [...parties.map((party) => party?.name), period.verbatim].filter((name) => name != null);
      const hit = names.flatMap((name) =>
        hitsIn(wordsOf(name), byFirst).map((listed) => ({ name, listed })),
      )[0];
      if (!hit) return [];
      return [
        raise(
          RULES[list.kind],
          [at],
          `${shortened(hit.name)} is like "${hit.listed}" of ${list.title}, as of ${list.date}. A namesake is possible: for a person to look at.`,
        ),
      ];
    });
  });
}

/** Words that were not understood stand as they are found, however many. */
const shortened = (name: string): string => (name.length > 80 ? `${name.slice(0, 79)}…` : name);

interface Listed {
  readonly name: string;
  readonly words: readonly string[];
}

/** So that a long list costs a period its words, and not the list's length. */
function byFirstWord(names: readonly string[]): ReadonlyMap<string, readonly Listed[]> {
  const found = new Map<string, Listed[]>();
  for (const name of names) {
    const words = wordsOf(name);
    const [opening] = words;
    if (opening === undefined) continue;
    const alike = found.get(opening);
    if (alike) alike.push({ name, words });
    else found.set(opening, [{ name, words }]);
  }
  return found;
}

function hitsIn(words: readonly string[], byFirst: ReadonlyMap<string, readonly Listed[]>): string[] {
  return words.flatMap((word, at) =>
    (byFirst.get(word) ?? [])
      .filter((listed) => listed.words.every((one, index) => words[at + index] === one))
      .map(({ name }) => name),
  );
}
