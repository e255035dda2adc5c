import { RESALE_RIGHT_LAWS } from '../../../rights/resale-right-law.js';

/** Countries by the names that provenances use; member states of the Union of whose own law nothing is known here stand for the directive. */
const COUNTRIES: readonly (readonly [country: string, names: string])[] = [
  ['DE', 'germany|deutschland|allemagne'],
  ['FR', 'france|frankreich'],
  ['GB', 'united kingdom|uk|u.k.|great britain|england|scotland|wales|northern ireland'],
  [
    'EU',
    'austria|österreich|belgium|belgique|belgië|bulgaria|croatia|cyprus|czech republic|czechia|denmark|danmark|estonia|finland|greece|hungary|ireland|italy|italia|latvia|lithuania|luxembourg|malta|netherlands|the netherlands|nederland|poland|polska|portugal|romania|slovakia|slovenia|spain|españa|sweden|sverige',
  ],
];

const BY_NAME: ReadonlyMap<string, string> = new Map([
  ...COUNTRIES.flatMap(([country, names]) => names.split('|').map((name) => [name, country] as const)),
  ...RESALE_RIGHT_LAWS.map(({ country }) => [country.toLowerCase(), country] as const),
]);

/**
 * The country of a place as words have it, "Berlin, Germany": by its last part alone, for there is more than one Paris. Null where that names
 * no country of whose resale right something is known here.
 */
export function countryOfPlace(place: string): string | null {
  const last = place.split(',').at(-1) ?? '';
  return BY_NAME.get(last.trim().replace(/\?$/, '').toLowerCase()) ?? null;
}
