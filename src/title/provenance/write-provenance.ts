import type { Life, Note, Party, Period, Place, Provenance } from './period.js';
import { isFullStop } from './split-text.js';

/** A provenance in the convention of AAM and CMOA; what was not understood stands as it was found. */
export function writeProvenance({ periods, notes }: Pick<Provenance, 'periods' | 'notes'>): string {
  const sentences = writeSentences(periods);
  const isFootnote = (note: Note | undefined) => note !== undefined && /^\d/.test(note.marker);
  const listed = notes.map((note, at) => {
    const isUnderOther = at === 0 || isFootnote(note) !== isFootnote(notes[at - 1]);
    const heading = isUnderOther ? (isFootnote(note) ? 'NOTES: ' : 'CITATIONS: ') : '';
    return `${heading}[${note.marker}] ${note.text}`.trimEnd();
  });
  return [...sentences, ...listed].join(' ');
}

/** Each period with its final sign. */
export function writeSentences(periods: readonly Period[]): string[] {
  const texts = periods.map((period, at) =>
    writePeriod(period, { isOpening: !periods[at - 1]?.isDirectTransfer }),
  );
  return texts.map((text, at) => {
    if (periods[at]?.isDirectTransfer) return `${text};`;
    const next = texts[at + 1];
    // "Foundry Co. 佐藤" would go on behind an abbreviation; the ideographic full stop ends a period wherever it stands.
    const isStop =
      next === undefined || isFullStop(`${text.slice(-40)}. ${next.slice(0, 80)}`, Math.min(40, text.length));
    return `${text}${isStop ? '.' : '。'}`;
  });
}

/** One period without its final sign. `isOpening` is whether a capital is due: after "." and at the beginning. */
export function writePeriod(period: Period, { isOpening }: { isOpening: boolean }): string {
  if (period.verbatim !== null) return period.verbatim;
  const { doubt, method, agent, owner, stockNumber, price } = period;
  const lead = [doubt, method && !method.isAfterOwner && method.said + (method.isCertain ? '' : '?')]
    .filter(Boolean)
    .join(' ');
  const whom = [agent && writeParty(agent), owner && writeParty(owner)].filter((one) => one !== null);
  // A place or a clause before "for" needs its comma to be told from a name such as "Society for the Arts".
  const acquired = whom.join(agent && /,/.test(whom[0] ?? '') ? ', for ' : ' for ');
  const giver = period.sources.find(({ by }) => by === 'of')?.party;
  const given = giver ? writeParty(giver) : '';
  const named = [given, acquired].filter(Boolean).join(given.includes(',') ? ', to ' : ' to ');
  const others = period.sources.filter(({ by }) => by !== 'of');
  const parts = [
    [isOpening ? lead.charAt(0).toUpperCase() + lead.slice(1) : lead, named].filter(Boolean).join(' '),
    ...others.map(
      ({ by, event, party }) => `${by} ${[event, party && writeParty(party)].filter(Boolean).join(', ')}`,
    ),
    period.place && `in ${writePlace(period.place)}`,
    method?.isAfterOwner && method.said + (method.isCertain ? '' : '?'),
    period.dates?.words,
    ...period.remarks,
  ].filter(Boolean);
  const deal = [stockNumber, price && `for ${price.said}`].filter((one) => one !== null);
  const markers = [...period.footnotes, ...period.citations].map((marker) => `[${marker}]`).join('');
  const told = [parts.join(', '), deal.length > 0 ? `(${deal.join(', ')})` : ''].filter(Boolean).join(' ');
  return [period.isInParentheses ? `(${told})` : told, markers].filter(Boolean).join(' ');
}

function writeParty({ name, isCertain, clause, relationship, life, place }: Party): string {
  const who = `${name}${isCertain ? '' : '?'}${life ? ` [${writeLife(life)}]` : ''}`;
  const isAgent = clause === 'as agent';
  return [
    relationship &&
      (/^(?:his|her|their)$/.test(relationship.to)
        ? `${relationship.to} ${relationship.is}`
        : `${relationship.to}'s ${relationship.is}`),
    isAgent ? `${who} as agent` : who,
    isAgent ? null : clause,
    place && writePlace(place),
  ]
    .filter((part) => part !== null)
    .join(', ');
}

const writePlace = ({ name, isCertain }: Place): string => name + (isCertain ? '' : '?');

function writeLife({ birth, death, isBirthCertain, isDeathCertain, era }: Life): string {
  const from = birth === null ? '' : birth + (isBirthCertain ? '' : '?');
  const to = death === null ? '' : death + (isDeathCertain ? '' : '?');
  return `${from}-${to}${era === null ? '' : ` ${era}`}`;
}
