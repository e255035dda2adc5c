import { idOf } from '../../lib/ids.js';
import type { EventParty } from '../../title/history/event-parts.js';
import { dateOfEvent, type ProvenanceEvent } from '../../title/history/provenance-event.js';
import { exactTimes } from './edtf-bounds.js';
import { movesInWords, wordsOfEvent } from './event-words.js';
import { associate, bundleWriter, qualified, type ProvBundle, type ProvWriter } from './prov-writer.js';
import type { HistoryEvent } from './recorded-history.js';
import type { WorkRecord } from './work-record.js';

/** Events that stand by the statements that tell them: each statement speaks for its signer alone. */
export function historyByStatement({
  history,
  statements,
}: Pick<WorkRecord, 'history' | 'statements'>): ReadonlyMap<string, readonly HistoryEvent[]> {
  const told = new Map<string, HistoryEvent[]>();
  for (const event of history.filter(({ endedAt }) => endedAt === null)) {
    const cid = statements.find(({ index }) => index === event.index)?.cid ?? '';
    const id = idOf('statement', cid);
    told.set(id, [...(told.get(id) ?? []), event]);
  }
  return told;
}

/** Events of a work's history as activities that used the work; those who had part in each by their roles in it. */
export function historyBundle(
  events: readonly HistoryEvent[],
  { work }: Pick<WorkRecord, 'work'>,
): ProvBundle {
  const writer = bundleWriter();
  writer.declare('entity', work.id, { 'prov:label': work.title });
  for (const { id, event } of events) {
    const date = dateOfEvent(event);
    const times = date === undefined ? null : exactTimes(date);
    const method = event.type === 'passage' ? event.method : undefined;
    writer.declare('activity', id, {
      'prov:type': qualified(`terms:${event.type}`),
      'prov:label': wordsOfEvent(event),
      'terms:moves': movesInWords(event),
      ...(method !== undefined && { 'terms:method': method }),
      ...(date !== undefined && { 'terms:when': date }),
      ...(times && { 'prov:startTime': times.begin, 'prov:endTime': times.end }),
    });
    writer.relate('used', { 'prov:activity': id, 'prov:entity': work.id });
    for (const [at, { party, role }] of partiesOf(event).entries())
      writeParty(writer, party, { activity: id, role, name: `${id}-party-${at}` });
  }
  return writer.bundle();
}

const ROLES = { offer: 'offerer', search: 'searcher', examination: 'examiner' } as const;

interface Part {
  readonly party: EventParty;
  readonly role: string;
}

function partiesOf(event: ProvenanceEvent): Part[] {
  const as = (role: string, ...parties: (EventParty | undefined)[]): Part[] =>
    parties.flatMap((party) => (party ? [{ party, role }] : []));
  if (event.type !== 'passage') {
    const house = event.type === 'offer' ? event.sale?.house : undefined;
    return [...as(ROLES[event.type], event.by), ...as('house', house)];
  }
  const { from = [], to = [], agents = [], sale } = event;
  return [
    ...as('giver', ...from),
    ...as('receiver', ...to),
    ...agents.flatMap(({ party, actsFor }) => as(`agent-of-${actsFor}`, party)),
    ...as('house', sale?.house),
  ];
}

/** Whether a party is a person or an institution is not told unless it has a key. */
function writeParty(
  writer: ProvWriter,
  party: EventParty,
  { activity, role, name }: { activity: string; role: string; name: string },
): void {
  const agent = party.person === undefined ? name : `person:${party.person}`;
  writer.declare('agent', agent, {
    ...(party.person !== undefined && { 'prov:type': qualified('prov:Person') }),
    ...(party.name !== undefined && { 'prov:label': party.name }),
  });
  associate(writer, { activity, agent, role });
}
