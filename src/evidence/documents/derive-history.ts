import * as z from 'zod';
import { idOf } from '../../lib/ids.js';
import { provenanceSchema, provenanceWithdrawalSchema } from '../../title/history/provenance-event.js';
import { tokenLinkSchema } from '../../title/tokens/token-link.js';
import type { ProvedStatement } from '../assemble-package.js';
import { cidOf } from './cid-of.js';
import type { ErasedHistory, HistoryEvent, RecordedToken } from './recorded-history.js';
import type { Speakers } from './speakers.js';

interface Source {
  readonly work: string;
  readonly statements: readonly ProvedStatement[];
  readonly speakers: Speakers;
}

/** What stays of a provenance whose words were erased, as record-provenance.ts has it: no events, and which ones they took the place of. */
const erasedProvenanceSchema = provenanceSchema.extend({ events: z.tuple([]) });

/** Events of a work's history in the order of the register, by the rules of record-provenance.ts and withdraw-provenance.ts. */
export function deriveHistory({ work, statements, speakers }: Source): HistoryEvent[] {
  const events = new Map<string, HistoryEvent>();
  for (const placed of statements) {
    const { kind, body } = placed.statement;
    if (kind === 'record-provenance') {
      const told = toldBy(placed, { work, speakers });
      if (!told) continue;
      end(events, { ids: told.supersedes, placed, speakers });
      for (const event of told.events) events.set(event.id, event);
    } else if (kind === 'withdraw-provenance') {
      const { data } = provenanceWithdrawalSchema.safeParse(body);
      if (data?.work === work) end(events, { ids: data.events, placed, speakers });
    }
  }
  return [...events.values()];
}

/** Statements that told of a work's history, and of which the events were erased. */
export function deriveErasedHistory({ work, statements, speakers }: Source): ErasedHistory[] {
  return statements.flatMap((placed) => {
    const { index, statement, words, recordedAt } = placed;
    if (statement.kind !== 'record-provenance' || 'canonical' in words) return [];
    const { data } = erasedProvenanceSchema.safeParse(statement.body);
    const capacity = data?.work === work ? speakers.eventCapacityOf(placed) : null;
    if (!data || !capacity) return [];
    return [
      {
        index,
        cid: cidOf(placed),
        object: data.object ?? null,
        recordedBy: statement.signer,
        capacity,
        recordedAt: recordedAt.toISOString(),
        erasedAt: words.erasedAt.toISOString(),
      },
    ];
  });
}

function toldBy(
  placed: ProvedStatement,
  { work, speakers }: Omit<Source, 'statements'>,
): { readonly events: HistoryEvent[]; readonly supersedes: readonly string[] } | null {
  const { index, statement, recordedAt } = placed;
  const schema = 'receipt' in placed.words ? erasedProvenanceSchema : provenanceSchema;
  const { data } = schema.safeParse(statement.body);
  const capacity = data?.work === work ? speakers.eventCapacityOf(placed) : null;
  if (!data || !capacity) return null;
  const { object = null, events, supersedes = [] } = data;
  const common = { index, object, capacity, recordedBy: statement.signer, endedAt: null, endedBy: null };
  const cid = cidOf(placed);
  return {
    supersedes,
    events: events.map((event, position) => ({
      ...common,
      id: idOf('event', `${cid}0${position}`),
      position,
      event,
      recordedAt: recordedAt.toISOString(),
    })),
  };
}

/** Only who told an event ends it, and once. */
function end(
  events: Map<string, HistoryEvent>,
  { ids, placed, speakers }: { ids: readonly string[]; placed: ProvedStatement; speakers: Speakers },
): void {
  for (const id of ids) {
    const event = events.get(id);
    if (!event || event.endedAt !== null || !speakers.keysOf(placed).includes(event.recordedBy)) continue;
    events.set(id, {
      ...event,
      endedAt: placed.recordedAt.toISOString(),
      endedBy: cidOf(placed),
    });
  }
}

/** Tokens that are stated to stand for a work, by the rule of link-token.ts. */
export function deriveTokens({ work, statements, speakers }: Source): RecordedToken[] {
  return statements.flatMap((placed) => {
    const { index, statement, recordedAt } = placed;
    if (statement.kind !== 'link-token') return [];
    const { data } = tokenLinkSchema.safeParse(statement.body);
    const capacity = data?.work === work ? speakers.eventCapacityOf(placed) : null;
    if (!data || !capacity) return [];
    const { work: _, ...token } = data;
    const id = idOf('token', cidOf(placed));
    return [
      { id, index, ...token, linkedBy: statement.signer, capacity, linkedAt: recordedAt.toISOString() },
    ];
  });
}
