import type { Note, Period, Provenance } from '../period.js';
import { flagRule, named, raise, type Flag } from './flag.js';
import { restorationsIn } from './restoration.js';
import { firstKnownDay, isOf, lastKnownDay, yearOf } from './timeline.js';

const UNESCO = 'UNESCO Convention of 14 November 1970, art. 3 and 7';
const EU = 'Regulation (EU) 2019/880, annex';
const THEFT = flagRule(
  'THEFT_NO_RESTITUTION',
  'high',
  'nemo dat quod non habet; UNIDROIT Convention of 24 June 1995, art. 3',
  'It was taken, as the text says, and no return to whom it was taken from or to their heirs, and no documented restitution or settlement, is told after it.',
  'A restitution, a settlement, or the release of whoever lost it.',
);
const ILLEGAL = flagRule(
  'ILLEGAL_EXTRACTION',
  'high',
  `${UNESCO}; UNIDROIT Convention of 24 June 1995, art. 3 (2)`,
  'The text says that it was excavated without permission.',
  'A permit, or the settlement with the state where it was found.',
);
const FINDSPOT = flagRule(
  'NO_FINDSPOT',
  'medium',
  'ICOM Code of Ethics for Museums 2.3, 2.4',
  'It was found or excavated, and where is not told.',
  'The findspot, and the permit of the excavation.',
);
const EXPORT = flagRule(
  'UNESCO_1970_NO_EXPORT_EVIDENCE',
  'high',
  `${UNESCO}; AAMD Guidelines on the Acquisition of Archaeological Material (2013)`,
  'An archaeological object is dated outside the ground only after 17 November 1970, and no export licence is told.',
  'An export licence, or evidence that it had left its country before.',
);
const PART_B = flagRule(
  'EU_2019_880_B',
  'medium',
  `${EU}, part B`,
  'An archaeological object of more than 250 years: its import into the Union needs a licence.',
  'The import licence, or evidence that it was in the Union before 28 June 2025.',
);
const PART_C = flagRule(
  'EU_2019_880_C',
  'medium',
  `${EU}, part C`,
  'An object of more than 200 years at more than €18,000: its import into the Union may need a statement.',
  "The importer's statement, or evidence that it is not of the categories of part C.",
);
const CONFLICT = flagRule(
  'CONFLICT_ORIGIN',
  'high',
  'UN Security Council resolutions 1483 (2003), 2199 (2015) and 2347 (2017); ICOM Emergency Red Lists',
  'It was found in, or came from, a place of conflict, and is not dated elsewhere before it.',
  'Evidence that it had left before, or an export licence.',
);

/** Since when; the places in the names that provenances use. */
const CONFLICTS: readonly { readonly since: number; readonly places: RegExp }[] = [
  { since: 1990, places: /\b(?:Iraq|Mosul|Nineveh|Nimrud|Babylon|Uruk|Nippur|Baghdad)\b/iu },
  { since: 2011, places: /\b(?:Syria|Palmyra|Aleppo|Apamea|Dura[- ]Europos|Mari|Ebla)\b/iu },
  { since: 1979, places: /\b(?:Afghanistan|Kabul|Hadda|Bamiyan|Begram)\b/iu },
  { since: 2011, places: /\b(?:Libya|Cyrene|Cyrenaica|Leptis Magna|Sabratha)\b/iu },
  { since: 2014, places: /\b(?:Yemen|Sana'a|Marib)\b/iu },
  { since: 2014, places: /\b(?:Ukraine|Crimea|Kherson|Donetsk)\b/iu },
  { since: 1970, places: /\b(?:Cambodia|Angkor|Koh Ker)\b/iu },
];

/** What the law of cultural property asks. `created` is a year, negative before the common era. */
export function culturalPropertyFlags(
  { periods, notes }: Provenance,
  { created }: { created: number | null },
): Flag[] {
  const found = periods.findIndex((period) => isOf(period, 'found'));
  return [
    ...theftFlags(periods),
    ...(found < 0 ? [] : foundFlags(periods, { found, notes })),
    ...importFlags(periods, { found, created }),
    ...conflictFlags(periods),
  ];
}

function theftFlags(periods: readonly Period[]): Flag[] {
  const restorationOf = restorationsIn(periods);
  return periods.flatMap((period, at) => {
    if (!isOf(period, 'theft')) return [];
    const restoration = restorationOf(at);
    if (restoration.isRestored) return [];
    const message = restoration.to
      ? `After ${named(period)} it came to ${restoration.to.name}; that they are whom it was taken from, or stand for them, is not told.`
      : `After ${named(period)} no restitution or return is told.`;
    return [raise(THEFT, [at], message)];
  });
}

function foundFlags(
  periods: readonly Period[],
  { found, notes }: { found: number; notes: readonly Note[] },
): Flag[] {
  const period = periods[found];
  if (!period) return [];
  const isExtracted = isOf(period, 'illegal_extraction');
  const flags = isExtracted ? [raise(ILLEGAL, [found], `${named(period)}: so the text says.`)] : [];
  if (!period.place && !period.owner?.place)
    flags.push(raise(FINDSPOT, [found], `Where ${named(period)} found it is not told.`));
  const isTold = [
    ...notes.map(({ text }) => text),
    ...periods.flatMap(({ remarks, verbatim }) => [...remarks, verbatim ?? '']),
  ].some((text) => /\b(?:export|partage|licen[cs]e|permit)/i.test(text));
  const abroad = periods.findIndex((one, at) => at >= found && firstKnownDay(one) !== null);
  const day = periods[abroad] && firstKnownDay(periods[abroad]);
  if (day != null && day > 1970_11_17 && !isTold)
    flags.push(
      raise(
        EXPORT,
        [found, ...(abroad === found ? [] : [abroad])],
        `The first date that is told is of ${yearOf(day)}, and no export licence.`,
      ),
    );
  return flags;
}

function importFlags(
  periods: readonly Period[],
  { found, created }: { found: number; created: number | null },
): Flag[] {
  const latest = periods.reduce((day, period) => Math.max(day, lastKnownDay(period) ?? day), -Infinity);
  if (created === null || latest === -Infinity) return [];
  const age = yearOf(latest) - created;
  const dear = periods.flatMap(({ price }, at) =>
    price && /^(?:€|EUR|euros?)$/i.test(price.currency ?? '') && Number(price.value) > 18_000 ? [at] : [],
  );
  return [
    ...(found >= 0 && age > 250
      ? [raise(PART_B, [found], `It is of about ${created}, and was found or excavated.`)]
      : []),
    ...(age > 200 && dear.length > 0 && found < 0
      ? [raise(PART_C, dear, `It is of about ${created}, at more than €18,000.`)]
      : []),
  ];
}

function conflictFlags(periods: readonly Period[]): Flag[] {
  return periods.flatMap((period, at) => {
    const place = `${period.place?.name ?? ''}, ${period.owner?.place?.name ?? ''}`.slice(0, 400);
    const conflict = CONFLICTS.find(({ places }) => places.test(place));
    const next = periods
      .slice(at + 1, at + 50)
      .map(firstKnownDay)
      .find((day) => day !== null);
    const left = next ?? null;
    return conflict && at < periods.length - 1 && (left === null || yearOf(left) >= conflict.since)
      ? [
          raise(
            CONFLICT,
            [at],
            `It was in ${place.replace(/^, |, $/g, '')}, and is dated elsewhere ${left === null ? 'at no time' : `from ${yearOf(left)}`}.`,
          ),
        ]
      : [];
  });
}
