import * as z from 'zod';
import { counted } from '../lib/counted.js';
import { eventIdSchema, idOf, workIdSchema } from '../lib/ids.js';
import { isSamePerson, told, type Fate, type KnownParts, type PlacedPart } from './fate.js';

/** Of an erased statement, too, whose events are gone: only what ends others. */
const endingSchema = z.object({
  work: workIdSchema,
  supersedes: z.array(eventIdSchema).optional(),
  events: z.array(z.unknown()).optional(),
});

/** Events of a history that their signer took back, or put others in the place of. */
export function endsOfEvents(recorded: PlacedPart, known: KnownParts): Fate[] {
  const { events = [], work } = endingSchema.safeParse(recorded.statement.body).data ?? {};
  const open = new Set(events.map((_, position) => idOf('event', `${recorded.cid}0${position}`)));
  const ends = known.placed.flatMap((later) => {
    if (later.index <= recorded.index) return [];
    if (!isSamePerson(known.keysOf, recorded.statement.signer, later.statement.signer)) return [];
    const ended = endedBy(later, work).filter((id) => open.delete(id));
    return ended.length > 0 ? [{ later, ended }] : [];
  });
  return ends.map(({ later, ended }) => {
    const what = later.statement.kind === 'record-provenance' ? 'Superseded' : 'Withdrawn';
    const isWhole = ended.length === events.length;
    const which = isWhole
      ? events.length === 1
        ? 'Its event was'
        : 'Its events were'
      : `${ended.length} of its ${counted(events.length, 'event')} ${ended.length === 1 ? 'was' : 'were'}`;
    const detail =
      what === 'Superseded'
        ? `${which} replaced by others, ${later.path}, ${told(later)}.`
        : `${which} taken back ${told(later)}.`;
    return { path: recorded.path, what: isWhole ? what : `${what} in part`, detail };
  });
}

/** Ids of the events of a work that a statement ends. */
function endedBy({ statement: { kind, body } }: PlacedPart, work: string | undefined): string[] {
  const { data } = endingSchema.safeParse(body);
  if (data === undefined || data.work !== work) return [];
  if (kind === 'record-provenance') return data.supersedes ?? [];
  return kind === 'withdraw-provenance'
    ? (data.events ?? []).filter((id): id is string => typeof id === 'string')
    : [];
}
