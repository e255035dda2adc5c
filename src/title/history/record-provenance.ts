import { idOf } from '../../lib/ids.js';
import { Refusal } from '../../lib/refusal.js';
import { keysOfPersons } from '../../people/key-store.js';
import type { Tables } from '../../ports.js';
import type { StatementKind } from '../../register/statement-kind.js';
import type { Statement } from '../../register/statement.js';
import { workById } from '../../works/work-store.js';
import { boundsOf } from '../edtf-bounds.js';
import { requireEventCapacity } from './find-event-capacity.js';
import {
  dateOfEvent,
  filesOfEvents,
  provenanceSchema,
  type ProvenanceBody,
  type ProvenanceEvent,
} from './provenance-event.js';
import { countEvents, endEvents, eventsById, ProvenanceEvents, saveEvents } from './provenance-store.js';
import { checkShares } from './stated-title.js';
import { dropMade } from '../../register/forgetting/forgotten-rows-store.js';

/** As many events of one work as an answer reads at once. */
const MOST_EVENTS_OF_WORK = 2000;

export const recordProvenance: StatementKind<ProvenanceBody> = {
  kind: 'record-provenance',
  description:
    'Who registered a work, claims it, or owns a share of it or did, tells events of its history: to whom it came and how, where it was offered, what was searched, how it was examined. It is what the signer states, and moves no title that the register keeps; that, transfer-title does.',
  body: provenanceSchema,
  role: 'witness-of-history',
  subject: (body) => body.work,
  sentence: ({ work, events, supersedes = [] }) =>
    `I state ${counted(events.length)} of the provenance of ${work}${supersedes.length > 0 ? `, in the place of ${supersedes.length} that I stated before` : ''}.`,
  files: ({ events }) => filesOfEvents(events),
  touches: (body) => [body.work],
  keys: () => [],

  async decide(tables, { signer, issuedAt, body }) {
    const work = await workById(tables, body.work);
    if (!work) throw new Refusal('WORK_UNKNOWN', `${body.work} is not registered here.`, { work: body.work });
    await requireEventCapacity(tables, { work, signer });
    checkPast(body.events, issuedAt);
    checkShares(body.events);
    const { supersedes = [] } = body;
    await checkOwnEvents(tables, { signer, work: body.work, events: supersedes });
    const count = (await countEvents(tables, body.work)) - supersedes.length + body.events.length;
    if (count > MOST_EVENTS_OF_WORK)
      throw new Refusal(
        'TOO_MANY_EVENTS',
        `${body.work} would have ${count} events; the most is ${MOST_EVENTS_OF_WORK}. Put the long part into a file and name it as a source.`,
        { work: body.work, events: count, most: MOST_EVENTS_OF_WORK },
      );
    return null;
  },

  async apply(tables, { index, cid, recordedAt, statement: { signer, body } }) {
    const { work: id, object = null, events, supersedes = [] } = body;
    const work = await workById(tables, id);
    if (!work) throw new Error(`${id} was registered before and is gone`);
    const capacity = await requireEventCapacity(tables, { work, signer });
    await endEvents(tables, { events: supersedes, at: recordedAt, by: cid });
    await saveEvents(
      tables,
      events.map((event, position) => ({
        id: idOf('event', `${cid}0${position}`),
        statementIndex: index,
        position,
        work: id,
        object,
        event,
        recordedBy: signer,
        capacity,
        recordedAt,
        endedAt: null,
        endedBy: null,
      })),
    );
  },

  // Its events are its words, and go; what they took the place of stays replaced.
  forgetting: {
    remains: ({ work, object, supersedes }) => ({
      work,
      ...(object !== undefined && { object }),
      events: [],
      ...(supersedes && { supersedes }),
    }),
    forget: (tables, { index }) => dropMade(tables, ProvenanceEvents, index),
  },
};

const counted = (events: number): string => (events === 1 ? 'an event' : `${events} events`);

function checkPast(events: readonly ProvenanceEvent[], issuedAt: Statement['issuedAt']): void {
  const dates = events.flatMap((event) => {
    return [dateOfEvent(event), event.type === 'passage' ? event.end : undefined];
  });
  const future = dates.find(
    (date) => date !== undefined && (boundsOf(date)?.from ?? 0) > Date.parse(issuedAt),
  );
  if (future !== undefined)
    throw new Refusal(
      'DATED_IN_THE_FUTURE',
      `An event is dated ${future}, after the statement itself (${issuedAt}). A provenance tells what has been.`,
      { date: future, issuedAt },
    );
}

/** Refuses events that are not the signer's own, not of the work, or ended already. */
export async function checkOwnEvents(
  tables: Tables,
  { signer, work, events }: { signer: string; work: string; events: readonly string[] },
): Promise<void> {
  if (events.length === 0) return;
  const keys = (await keysOfPersons(tables, [signer]))(signer);
  const found = new Map((await eventsById(tables, events)).map((one) => [one.id, one]));
  for (const id of events) {
    const event = found.get(id);
    if (!event || event.work !== work)
      throw new Refusal('EVENT_UNKNOWN', `${id} is no event of ${work} that is recorded here.`, {
        event: id,
      });
    if (!keys.includes(event.recordedBy))
      throw new Refusal(
        'NOT_ALLOWED',
        `${id} was recorded by ${event.recordedBy}; only they may take it back. State beside it what you know.`,
        { event: id, signer },
      );
    if (event.endedAt)
      throw new Refusal('WITHDRAWN_ALREADY', `${id} was taken back or replaced already.`, { event: id });
  }
}
