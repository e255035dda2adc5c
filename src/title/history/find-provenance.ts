import { isStorable } from '../../lib/columns.js';
import type { Clock, Database } from '../../ports.js';
import type { Checkpoint } from '../../register/checkpoint-store.js';
import { checkpointKnown } from '../../register/checkpoint-store.js';
import type { StoredStatement } from '../../register/statement-store.js';
import { workById } from '../../works/work-store.js';
import { yearOf } from '../edtf-bounds.js';
import { erasedHistory } from './erased-history.js';
import { examineEvents } from './examine-events.js';
import { newestOf, standingAt } from '../find-ownership.js';
import { inOrderOfHistory } from './order-events.js';
import type { RecordedEvent } from './provenance-event.js';
import type { Flag } from '../provenance/flags/flag.js';
import { eventsOfWorks } from './provenance-store.js';

export interface WorkProvenance {
  readonly work: string;
  /** In the order of history. What competing claimants state comes last: it is no part of text and flags. */
  readonly events: readonly RecordedEvent[];
  /** For a label, in the convention of AAM and CMOA; empty where nothing is told. */
  readonly text: string;
  /** `periods` are ids of events. */
  readonly flags: readonly EventFlag[];
  /** Statements that told of it and whose events were erased on demand: what they told is not known. */
  readonly erased: readonly StoredStatement[];
  readonly knownAt: Date;
  readonly checkpoint: Checkpoint | null;
}

export type EventFlag = Omit<Flag, 'periods'> & { readonly events: readonly string[] };

interface Question {
  readonly work: string;
  readonly knownAt: Date | null;
}

/** What those who speak for a work tell of its history, as known on a day; null for a work that is not registered. */
export async function findProvenance(
  { database: { tables }, clock }: { database: Database; clock: Clock },
  { work: id, knownAt }: Question,
): Promise<WorkProvenance | null> {
  const work = isStorable(id) ? await workById(tables, id) : null;
  if (!work) return null;
  const all = await eventsOfWorks(tables, [id]);
  const at = knownAt ?? newestOf([clock.now(), ...all.map(({ recordedAt }) => recordedAt)]);
  const recorded = standingAt(all, at);
  const last = recorded.at(-1)?.statementIndex ?? work.statementIndex;
  const created = work.dateMade === null ? null : yearOf(work.dateMade);
  return {
    work: id,
    ...provenanceOf(recorded, { created, makers: work.makers.map(({ name }) => name) }),
    erased: await erasedHistory(tables, { work: id, knownAt: at }),
    knownAt: at,
    checkpoint: await checkpointKnown(tables, { last, at }),
  };
}

/** The text that standing events make, and what a person should look at in it. */
export function provenanceOf(
  recorded: readonly RecordedEvent[],
  { created, makers }: { created: number | null; makers: readonly string[] },
): Pick<WorkProvenance, 'events' | 'text' | 'flags'> {
  const isCompeting = ({ capacity }: RecordedEvent) => capacity === 'competing-claimant';
  const own = inOrderOfHistory(recorded.filter((one) => !isCompeting(one)));
  const { text, flags } = examineEvents(own, { created, makers });
  return {
    events: [...own, ...inOrderOfHistory(recorded.filter(isCompeting))],
    text,
    flags: flags.map(({ periods, ...flag }) => ({
      ...flag,
      events: periods.map((place) => own[place]?.id ?? ''),
    })),
  };
}
