import { keyOfParty, type EventParty } from '../../title/history/event-parts.js';
import { isMovement } from '../../title/history/provenance-event.js';
import type { LinkedArt } from './linked-art-terms.js';
import { personName } from './person-name.js';
import type { WorkRecord } from './work-record.js';

export type Parties = (parties: readonly EventParty[]) => LinkedArt[];

/** References to parties: one of the same key or name is the same in all events. */
export function partiesIn(record: WorkRecord): Parties {
  const known = new Map<string, string>();
  const houses = new Set(
    record.history.flatMap(({ event }) =>
      isMovement(event) && event.sale?.house ? [keyOfParty(event.sale.house)] : [],
    ),
  );
  return (parties) =>
    parties.map((party) => {
      const key = keyOfParty(party);
      const label = party.name ?? personName(record, key);
      if (party.person !== undefined) return { id: `person:${party.person}`, type: 'Person', _label: label };
      const id = known.get(key) ?? `${record.work.id}#party-${known.size + 1}`;
      known.set(key, id);
      return { id, type: houses.has(key) ? 'Group' : 'Person', _label: label };
    });
}
