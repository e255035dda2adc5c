import type { Period } from '../period.js';

/** As seen from 1933 to 1945: under German rule or occupation or its market, elsewhere, or not told. */
export type Region = 'occupied' | 'elsewhere' | 'unknown';

const words = (list: string): ReadonlySet<string> => new Set(list.split('|'));

/** Countries and the cities of their trade, in the names that provenances use; Switzerland was the market for what was sold off. */
const OCCUPIED = words(
  'germany|deutschland|austria|österreich|poland|czechoslovakia|bohemia|moravia|france|netherlands|the netherlands|holland|belgium|luxembourg|denmark|norway|italy|hungary|greece|yugoslavia|serbia|croatia|latvia|lithuania|estonia|ukraine|belarus|romania|slovakia|switzerland|liechtenstein|monaco|' +
    'berlin|munich|münchen|dresden|leipzig|hamburg|frankfurt|frankfurt am main|cologne|köln|düsseldorf|stuttgart|nuremberg|nürnberg|hannover|breslau|wrocław|königsberg|bremen|weimar|mannheim|karlsruhe|wiesbaden|vienna|wien|salzburg|linz|graz|prague|praha|brno|warsaw|warszawa|kraków|krakow|cracow|łódź|danzig|gdańsk|lviv|lvov|lemberg|' +
    'paris|nice|lyon|marseille|bordeaux|nantes|strasbourg|neuilly|cannes|amsterdam|the hague|den haag|rotterdam|utrecht|haarlem|brussels|bruxelles|antwerp|ghent|bruges|copenhagen|oslo|rome|florence|milan|venice|turin|naples|budapest|athens|belgrade|zagreb|riga|vilnius|kaunas|tallinn|kyiv|kiev|bucharest|bratislava|lucerne|luzern|zurich|zürich|basel|bern|geneva|genève|lausanne',
);

const ELSEWHERE = words(
  'usa|us|u.s.a|united states|united states of america|canada|mexico|brazil|argentina|chile|cuba|uk|united kingdom|england|scotland|wales|ireland|great britain|australia|new zealand|india|japan|china|south africa|israel|palestine|turkey|egypt|sweden|portugal|spain|' +
    'new york|ny|boston|chicago|philadelphia|pittsburgh|los angeles|san francisco|washington|detroit|cleveland|london|edinburgh|glasgow|dublin|oxford|cambridge|toronto|montreal|buenos aires|são paulo|tokyo|kyoto|beijing|shanghai|jerusalem|tel aviv|stockholm|lisbon|madrid|istanbul|cairo|sydney|melbourne|' +
    'new jersey|pennsylvania|massachusetts|california|connecticut|illinois|ohio|michigan|texas|florida|maryland|virginia|missouri|idaho',
);

/** A country outweighs a city: Paris, TX is no Paris. */
export function regionOf({ owner, place }: Period): Region {
  const names = [place?.name, owner?.place?.name].flatMap((name) =>
    name === undefined ? [] : name.slice(0, 400).split(/, ?/),
  );
  for (const name of names.toReversed()) {
    const plain = name
      .toLowerCase()
      .replace(/[.?]+$/, '')
      .trim();
    if (ELSEWHERE.has(plain) || /^[A-Z]{2}$/.test(name) || /^[A-Z]\.[A-Z]\.?$/.test(name)) return 'elsewhere';
    if (OCCUPIED.has(plain)) return 'occupied';
  }
  return 'unknown';
}
