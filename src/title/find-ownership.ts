import { isStorable } from '../lib/columns.js';
import { parseId, statementOf } from '../lib/ids.js';
import type { Clock, Database, Tables } from '../ports.js';
import { checkpointKnown } from '../register/checkpoint-store.js';
import type { Checkpoint } from '../register/checkpoint-store.js';
import { statementsByCid, type StoredStatement } from '../register/statement-store.js';
import { workById } from '../works/work-store.js';
import { titleOnDay, type TitleOnDay } from './ownership.js';
import { erasedHistory } from './history/erased-history.js';
import { eventsOfWorks } from './history/provenance-store.js';
import type { RecordedEvent } from './history/provenance-event.js';
import { transfersOf } from './title-store.js';

export interface OwnershipQuestion {
  readonly work: string;
  /** Which of several objects of the work; null where it has one. */
  readonly object: string | null;
  /** On which day; now, where it is null or yet to come. */
  readonly validAt: Date | null;
  /** By what the register had taken until then; now, where it is null or yet to come. */
  readonly knownAt: Date | null;
}

export interface Ownership extends TitleOnDay {
  readonly work: string;
  readonly validAt: Date;
  readonly knownAt: Date;
  /** Statements that told of its history and were erased on demand: who they named as owners is not known. */
  readonly erased: readonly StoredStatement[];
  /** CIDs of the statements that the answer follows from, with those that took something back, in the order of the register. */
  readonly statements: readonly string[];
  /** A signed head of the log that covers all of them; null for the first moments after the last. */
  readonly checkpoint: Checkpoint | null;
}

/** Who owned a work on a day, as known on a day; null for a work that is not registered, or was not yet known. */
export async function findOwnership(
  { database: { tables }, clock }: { database: Database; clock: Clock },
  { work: id, object, ...asked }: OwnershipQuestion,
): Promise<Ownership | null> {
  const work = isStorable(id) ? await workById(tables, id) : null;
  if (!work || (asked.knownAt && work.registeredAt > asked.knownAt)) return null;
  const [transfers, recorded] = await Promise.all([transfersOf(tables, [id]), eventsOfWorks(tables, [id])]);
  const now = newestOf([clock.now(), ...[...transfers, ...recorded].map(({ recordedAt }) => recordedAt)]);
  // What is to come is not known: of a later day it is told how things are now.
  const knownAt = earlierOf(asked.knownAt ?? now, now);
  const validAt = earlierOf(asked.validAt ?? now, now);
  const events = ofObject(standingAt(recorded, knownAt), object);
  const known = transfers.filter(({ recordedAt }) => recordedAt <= knownAt);
  const title = titleOnDay({ transfers: known, events, dateMade: work.dateMade }, validAt.getTime());
  const ended = recorded.filter(({ endedAt }) => endedAt !== null && endedAt <= knownAt);
  const basis = [...known, ...events, ...ended].map(({ id: made, statementIndex }) => ({
    cid: statementOf(made),
    index: statementIndex,
  }));
  basis.push(...(await endingsOf(tables, ended)));
  basis.sort((a, b) => (a.index < b.index ? -1 : 1));
  const last = basis.at(-1)?.index ?? work.statementIndex;
  const registration = parseId(id)?.name ?? '';
  return {
    ...title,
    work: id,
    validAt,
    knownAt,
    erased: await erasedHistory(tables, { work: id, knownAt }),
    statements: [...new Set([registration, ...basis.map(({ cid }) => cid)])],
    checkpoint: await checkpointKnown(tables, { last, at: knownAt }),
  };
}

/** By which statements events were taken back or replaced. */
async function endingsOf(
  tables: Tables,
  ended: readonly RecordedEvent[],
): Promise<{ readonly cid: string; readonly index: bigint }[]> {
  const cids = new Set(ended.flatMap(({ endedBy }) => endedBy ?? []));
  return cids.size === 0 ? [] : statementsByCid(tables, [...cids]);
}

const earlierOf = (a: Date, b: Date): Date => (a < b ? a : b);

/** Now, also for a clock that was set back since something was recorded. */
export const newestOf = (instants: readonly Date[]): Date =>
  instants.reduce((newest, one) => (one > newest ? one : newest));

/** Events that had been recorded by an instant, and neither taken back nor replaced. */
export const standingAt = (events: readonly RecordedEvent[], at: Date): RecordedEvent[] =>
  events.filter(({ recordedAt, endedAt }) => recordedAt <= at && (endedAt === null || endedAt > at));

/** Of several objects one is asked of by its name; what is told of none in particular is told of each. */
function ofObject(events: readonly RecordedEvent[], object: string | null): RecordedEvent[] {
  const named = new Set(events.flatMap((event) => event.object ?? []));
  if (object === null && named.size <= 1) return [...events];
  return events.filter((event) => event.object === null || event.object === object);
}
