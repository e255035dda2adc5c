import { firstWords } from '../../lib/first-words.js';
import { leafHash, type Hash } from '../../lib/merkle.js';
import type { NoteKey } from '../../lib/signed-note.js';
import type { ContentStore, LogFiles, Tables } from '../../ports.js';
import { applyAgain } from '../apply-again.js';
import { entryBytes, entryOf } from '../entry.js';
import { remainsOf, type KnownForgettings } from '../forgetting/known-forgettings.js';
import { statementsFrom, type StoredStatement } from '../statement-store.js';
import { readEntry, recordedAgain } from '../stored-statement.js';
import { WIDTH } from '../tiles.js';
import { checkStatement, readBlock, type Traces } from './check-statement.js';
import type { Finding, Report } from './finding.js';
import { noteNamedFiles } from './shadow-store.js';
import type { SignedHistory } from './signed-history.js';
import { walkLog } from './walk-log.js';

interface Needs {
  readonly tables: Tables;
  readonly content: ContentStore;
  readonly logFiles: Pick<LogFiles, 'read' | 'list'>;
  readonly log: NoteKey;
  readonly report: Report;
  readonly forgettings: KnownForgettings;
}

/** Whether all statements could be applied again. */
export interface Replay {
  /** Why not, in words; null when they were. */
  readonly problem: string | null;
}

const AT_ONCE = 16;

/**
 * Checks all statements, the signed ones against the log's files and the others by themselves, and applies each again
 * to the tables, which must be shadows.
 */
export async function checkEntries(
  needs: Needs,
  { history, size }: { history: SignedHistory; size: bigint },
  onProgress: (count: number) => void,
): Promise<Replay> {
  const { tables, logFiles, report } = needs;
  const rows = rowsOf(tables);
  const replay = replayOn(needs);
  let done = 0n;
  const check = async (found: readonly Omit<Traces, 'block' | 'remains'>[]) => {
    const traces = found.map((trace) => {
      const cid = cidOf(trace);
      return { ...trace, remains: cid === undefined ? null : remainsOf(needs.forgettings, cid) };
    });
    const blocks = await readBlocks(needs, traces, history.size);
    const wanted = traces.map((trace, at) =>
      checkStatement({ ...trace, block: blocks[at] ?? null }, { origin: needs.log.name, report }),
    );
    await replay.apply(done, wanted);
    done += BigInt(traces.length);
    onProgress(Number(done));
  };
  const leavesOf = async (first: bigint, count: number) =>
    (await rows(first, count)).map((row) => row && leafOf(row));
  for await (const { first, leaves, entries } of walkLog({ logFiles, history, report, leavesOf })) {
    const own = await rows(first, leaves.length);
    await check(
      leaves.map((leaf, at) => ({
        index: first + BigInt(at),
        leaf,
        entry: entries[at] ?? null,
        row: own[at] ?? null,
      })),
    );
  }
  if (done < history.size)
    return { problem: `Entry ${done} and those after it cannot be read from the log.` };
  while (done < size) {
    const left = size - done;
    const own = await rows(done, left < BigInt(WIDTH) ? Number(left) : WIDTH);
    const first = done;
    await check(
      own.map((row, at) => ({ index: first + BigInt(at), leaf: row?.leafHash ?? null, entry: null, row })),
    );
  }
  return replay;
}

const cidOf = ({ entry, row }: Pick<Traces, 'entry' | 'row'>): string | undefined =>
  (entry && readEntry(entry)?.statement) ?? row?.cid;

const leafOf = (row: StoredStatement): Hash => leafHash(entryBytes(entryOf(row)));

/** Rows of statements by their places, null where there is none; the last ones asked for are kept. */
function rowsOf(tables: Tables) {
  let kept: { first: bigint; rows: (StoredStatement | null)[] } | null = null;
  return async (first: bigint, count: number): Promise<(StoredStatement | null)[]> => {
    if (kept?.first === first && kept.rows.length === count) return kept.rows;
    const found = await statementsFrom(tables, first, count);
    const byIndex = new Map(found.map((row) => [row.index, row]));
    kept = {
      first,
      rows: Array.from({ length: count }, (_, at) => byIndex.get(first + BigInt(at)) ?? null),
    };
    return kept.rows;
  };
}

/** The statements' bytes; of one that is not integrated none are there to be expected. */
async function readBlocks(
  { content, report }: Needs,
  traces: readonly Omit<Traces, 'block'>[],
  signed: bigint,
): Promise<(Uint8Array | null)[]> {
  const blocks: (Uint8Array | null)[] = traces.map(() => null);
  const waiting = traces.entries();
  const readOn = async () => {
    for (const [at, trace] of waiting) {
      const { index, remains } = trace;
      const cid = cidOf(trace);
      if (index < signed && cid !== undefined && !remains)
        blocks[at] = await readBlock(content, { cid, index }, report);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, readOn));
  return blocks;
}

/** Applies statements in their order, as long as that can be done, and notes which files they name. */
function replayOn({ tables, report }: Needs) {
  let problem: string | null = null;
  let last: StoredStatement | null = null;
  return {
    get problem() {
      return problem;
    },
    /** Null for a statement that is lost. */
    async apply(first: bigint, stretch: readonly (StoredStatement | null)[]): Promise<void> {
      const there = stretch.filter((stored) => stored !== null);
      if (there.length < stretch.length)
        problem ??= `Statement ${first + BigInt(stretch.indexOf(null))} is lost, so that what follows from the statements cannot be compared.`;
      for (const stored of there) {
        if (last && stored.recordedAt < last.recordedAt) report(timeFalls(stored, last));
        last = stored;
      }
      if (problem !== null) return;
      try {
        await applyInSavepoint(tables, there);
      } catch {
        // Again, one by one: the first that fails is the one to be named.
        problem = await problemAmong(tables, there);
      }
    },
  };
}

/** What fails in it leaves the rest to be checked. */
const applyInSavepoint = (tables: Tables, stretch: readonly StoredStatement[]): Promise<void> =>
  tables.transaction(async (within) => {
    const again = stretch.map(recordedAgain);
    await noteNamedFiles(
      within,
      again.flatMap(({ files }) => files),
    );
    await applyAgain(within, again);
  });

async function problemAmong(tables: Tables, stretch: readonly StoredStatement[]): Promise<string | null> {
  for (const stored of stretch)
    try {
      await applyInSavepoint(tables, [stored]);
    } catch (error) {
      // Told as what was found: a fault of the database itself shows at the next question.
      return `Statement ${stored.index} cannot be applied again: ${firstWords(error)}`;
    }
  return null;
}

const timeFalls = ({ index, recordedAt }: StoredStatement, before: StoredStatement): Finding => ({
  code: 'TIME_FALLS',
  subject: `entry ${index}`,
  message: `Statement ${index} is recorded at ${recordedAt.toISOString()}, and the one before it at ${before.recordedAt.toISOString()}.`,
});
