import { isMovement, type Movement, type Passage } from '../../title/history/provenance-event.js';
import { movesOf } from '../../title/history/stated-title.js';
import { acquisitionMethod, isKindOf } from '../../title/provenance/acquisition-methods.js';
import { movesInWords, wordsOfEvent } from './event-words.js';
import { heldObject } from './held-object.js';
import {
  BRIEF_TEXT,
  CONTEXT,
  own,
  placeOf,
  PRIMARY_NAME,
  PROVENANCE,
  statement,
  timespanOf,
  type LinkedArt,
} from './linked-art-terms.js';
import type { Parties } from './linked-parties.js';
import { namedPerson } from './person-name.js';
import type { HistoryEvent } from './recorded-history.js';
import { competingHistory, toldHistory } from './told-history.js';
import { CLAIM_NOTICE, type WorkRecord } from './work-record.js';
import { utcWords } from './utc-words.js';

/**
 * Events of a work's history as provenance activities: an Acquisition where title moves, a TransferOfCustody where custody does, a Payment where a
 * price is told, an Encounter where something was found. A theft or a loan has no Acquisition. Searches are no provenance, examinations are told of the object, and what the
 * parts of the schema do not know, such as a destruction, is an activity without parts. Whether a party is a person or an institution is often
 * not told: Person stands for both, but for houses of sale.
 */
export function linkedHistory(record: WorkRecord, partiesOf: Parties): LinkedArt[] {
  const all = [...toldHistory(record).flatMap(({ events }) => events), ...competingHistory(record)];
  // What is told of no object in particular is among those of each.
  return [...new Map(all.map((told) => [told.id, told])).values()].flatMap((told) =>
    isMovement(told.event) ? [activityOf(told, told.event, { record, partiesOf })] : [],
  );
}

function activityOf(
  told: HistoryEvent,
  event: Movement,
  { record, partiesOf }: { record: WorkRecord; partiesOf: Parties },
): LinkedArt {
  const words = wordsOfEvent(event);
  const { work } = record;
  const kind = event.type === 'offer' ? 'offer' : `method-${event.method ?? 'not-told'}`;
  const agents = agentsOf(event, partiesOf);
  const parts =
    event.type === 'passage'
      ? partsOf(event, { partiesOf, object: heldObject(work, told.object), words, kind })
      : [];
  return {
    '@context': CONTEXT,
    id: `${work.id}#event-${told.index}-${told.position}`,
    type: 'Activity',
    _label: words,
    classified_as: [PROVENANCE, own(kind, kind.replaceAll(/[-_]/g, ' '))],
    identified_by: [{ type: 'Name', content: words, classified_as: [PRIMARY_NAME] }],
    referred_to_by: statementsOf(told, event, record),
    ...(event.begin !== undefined && { timespan: timespanOf(event.begin) }),
    ...(event.place !== undefined && {
      took_place_at: [placeOf(record, event.place)],
    }),
    ...(agents.length > 0 && { carried_out_by: agents }),
    ...(parts.length > 0 && { part: parts }),
  };
}

const agentsOf = (event: Movement, partiesOf: Parties): LinkedArt[] => [
  ...(event.type === 'passage'
    ? partiesOf((event.agents ?? []).map(({ party }) => party))
    : partiesOf(event.by ? [event.by] : [])),
  ...partiesOf(event.sale?.house ? [event.sale.house] : []),
];

interface PartNeeds {
  readonly partiesOf: Parties;
  readonly object: LinkedArt;
  readonly words: string;
  readonly kind: string;
}

function partsOf(passage: Passage, { partiesOf, object, words, kind }: PartNeeds): LinkedArt[] {
  const { method, price } = passage;
  const moves = movesOf(passage);
  const found = method === undefined ? null : acquisitionMethod(method);
  const isLoss = found?.class === 'disappearance';
  // Whoever lost it is told as the one whom the event is about, and gave it to nobody.
  const to = isLoss ? [] : partiesOf(passage.to ?? []);
  const from = partiesOf([...(passage.from ?? []), ...(isLoss ? (passage.to ?? []) : [])]);
  const common = { _label: words, classified_as: [own(kind, found?.title ?? 'Not told')] };
  const ends = (name: string) => ({
    ...(from.length > 0 && { [`transferred_${name}_from`]: from }),
    ...(to.length > 0 && { [`transferred_${name}_to`]: to }),
    [`transferred_${name}_of`]: [object],
  });
  return [
    ...(isKindOf(method ?? null, 'found')
      ? [
          {
            type: 'Encounter',
            ...common,
            ...(to.length > 0 && { carried_out_by: to }),
            encountered: [object],
          },
        ]
      : []),
    ...(moves.title && !isLoss ? [{ type: 'Acquisition', ...common, ...ends('title') }] : []),
    ...(moves.custody && !isKindOf(method ?? null, 'destruction')
      ? [{ type: 'TransferOfCustody', ...common, ...ends('custody') }]
      : []),
    ...(price ? [paymentOf(price, { from: to, to: from })] : []),
  ];
}

/** The amount as it is told stands in the label: the schema wants a number, which rounds. */
const paymentOf = (
  { amount, currency }: NonNullable<Passage['price']>,
  { from, to }: { from: LinkedArt[]; to: LinkedArt[] },
): LinkedArt => ({
  type: 'Payment',
  _label: `${currency} ${amount}`,
  ...(from.length > 0 && { paid_from: from }),
  ...(to.length > 0 && { paid_to: to }),
  paid_amount: {
    type: 'MonetaryAmount',
    _label: `${currency} ${amount}`,
    value: Number(amount),
    currency: { ...own(`currency-${currency}`, `${currency} (ISO 4217)`), type: 'Currency' },
  },
});

function statementsOf(
  { recordedBy, capacity, index, recordedAt }: HistoryEvent,
  event: Movement,
  record: WorkRecord,
): LinkedArt[] {
  const end = event.type === 'passage' ? event.end : undefined;
  const texts = [
    movesInWords(event),
    ...(event.uncertain ? [`Uncertain: ${event.uncertain.join(', ')}`] : []),
    ...(end === undefined ? [] : [`Until ${end} (EDTF)`]),
    ...(event.note === undefined ? [] : [event.note]),
    ...(event.sources ?? []).flatMap(({ citation, file }) => [
      ...(citation === undefined ? [] : [citation]),
      ...(file ? [`ipfs://${file.cid}, SHA-256 ${file.sha256}`] : []),
    ]),
  ];
  return [
    ...texts.map((text) => statement(text, BRIEF_TEXT)),
    statement(
      `Stated by ${namedPerson(record, recordedBy)}, as ${capacity.replaceAll('-', ' ')}; entry ${index}, recorded ${utcWords(recordedAt)}. It moves no title that is registered. ${CLAIM_NOTICE}`,
      own('notice', 'Notice'),
    ),
  ];
}
