import { EntitySchema } from 'typeorm';
import { bigintColumn, instantColumn, keyOf } from '../../lib/columns.js';
import { readRows } from '../../lib/read-rows.js';
import { readTogether, writeTogether } from '../../lib/together.js';
import type { Tables } from '../../ports.js';
import type { RecordedEvent } from './provenance-event.js';

export const ProvenanceEvents = new EntitySchema<RecordedEvent>({
  name: 'provenance_events',
  columns: {
    id: { type: 'text', ...keyOf('provenance_events') },
    statementIndex: { ...bigintColumn },
    position: { type: 'integer' },
    work: { type: 'text' },
    object: { type: 'text', nullable: true },
    event: { type: 'jsonb' },
    recordedBy: { type: 'text' },
    capacity: { type: 'text' },
    recordedAt: { ...instantColumn },
    endedAt: { ...instantColumn, nullable: true },
    endedBy: { type: 'text', nullable: true },
  },
  uniques: [{ name: 'uq_provenance_events_place', columns: ['statementIndex', 'position'] }],
  indices: [{ name: 'ix_provenance_events_work', columns: ['work', 'statementIndex', 'position'] }],
});

export const saveEvents = writeTogether(
  async (tables: Tables, rows: readonly (readonly RecordedEvent[])[]) => {
    // Of a statement whose words were erased there are none.
    const all = rows.flat();
    if (all.length === 0) return;
    await tables.insert(
      ProvenanceEvents,
      all.map((row) => ({ ...row, event: row.event as object })), // TypeORM's partial type cannot say any JSON
    );
  },
);

type EventRow = readonly [
  id: string,
  statementIndex: string,
  position: number,
  work: string,
  object: string | null,
  event: RecordedEvent['event'],
  recordedBy: string,
  capacity: RecordedEvent['capacity'],
  recordedAt: string,
  endedAt: string | null,
  endedBy: string | null,
];

/**
 * Events of several works with those that were taken back, in the order of the register. They come as one JSON text: for hundreds of rows
 * that takes PGlite a third of the time, and PostgreSQL half of it.
 */
export const eventsOfWorks = readTogether(
  async (tables: Tables, works: readonly string[]): Promise<RecordedEvent[]> => {
    const [found] = await tables.query<{ rows: string | null }[]>(
      `SELECT json_agg(json_build_array(id, statement_index::text, position, work, object, event, recorded_by, capacity,
                                        recorded_at, ended_at, ended_by) ORDER BY statement_index, position)::text AS rows
         FROM provenance_events WHERE work = ANY($1)`,
      [works],
    );
    return (JSON.parse(found?.rows ?? '[]') as EventRow[]).map(eventOf); // as the question lists them
  },
  ({ work }) => work,
);

const eventOf = ([
  id,
  index,
  position,
  work,
  object,
  event,
  recordedBy,
  capacity,
  at,
  endedAt,
  endedBy,
]: EventRow) => ({
  id,
  statementIndex: BigInt(index),
  position,
  work,
  object,
  event,
  recordedBy,
  capacity,
  recordedAt: new Date(at),
  endedAt: endedAt === null ? null : new Date(endedAt),
  endedBy,
});

export const eventsById = readTogether(
  (tables: Tables, ids: readonly string[]): Promise<RecordedEvent[]> =>
    readRows(tables, ProvenanceEvents, 'WHERE id = ANY($1)', [ids]),
  ({ id }) => id,
);

const countsOf = readTogether(
  (tables: Tables, works: readonly string[]): Promise<{ work: string; count: number }[]> =>
    tables.query(
      'SELECT work, count(*)::integer AS count FROM provenance_events WHERE work = ANY($1) AND ended_at IS NULL GROUP BY work',
      [works],
    ),
  ({ work }) => work,
);

/** How many events of a work stand. */
export const countEvents = async (tables: Tables, work: string): Promise<number> =>
  (await countsOf(tables, [work])).find((one) => one.work === work)?.count ?? 0;

interface Ended {
  readonly events: readonly string[];
  readonly at: Date;
  /** CID of the statement that ends them. */
  readonly by: string;
}

export const endEvents = writeTogether(async (tables: Tables, ended: readonly Ended[]) => {
  const rows = ended.flatMap(({ events, at, by }) => events.map((id) => ({ id, at, by })));
  if (rows.length === 0) return;
  await tables.query(
    `UPDATE provenance_events SET ended_at = ended.at, ended_by = ended.by
       FROM unnest($1::text[], $2::timestamptz[], $3::text[]) AS ended(id, at, by)
      WHERE provenance_events.id = ended.id`,
    [rows.map(({ id }) => id), rows.map(({ at }) => at), rows.map(({ by }) => by)],
  );
});
