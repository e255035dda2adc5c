import { Refusal } from '../lib/refusal.js';
import type { Clock, Database } from '../ports.js';
import { appendGroup, type Candidate, type Outcome, type Verdict } from './append-group.js';
import { registerHalted, type Halt } from './halt.js';
import { recordedByCid } from './recorded-by-cid.js';

interface Needs {
  readonly database: Database;
  readonly clock: Clock;
  /** Called after each group, so that a checkpoint follows soon. */
  readonly onRecorded: () => void;
  /** Why the log must not go on, where it must not: then nothing is appended, not even what waits already. */
  readonly halted: () => Halt | null;
}

/** Gives statements their turn in the log. */
export interface Sequencer {
  /** Resolves when the statement is committed, or not taken; rejects with the kind's Refusal, with TOO_BUSY or REGISTER_HALTED. */
  append<Body, No>(candidate: Candidate<Body, No>): Promise<Outcome<Body, No>>;
}

/** Statements that share a transaction at most, and its one wait for the disk. */
const LARGEST_GROUP = 128;
/** Statements that wait at most: at a thousand a second, a few seconds' worth. */
const LONGEST_QUEUE = 5_000;

interface Waiting {
  readonly candidate: Candidate<unknown, unknown>;
  resolve(outcome: Outcome<unknown, unknown>): void;
  reject(error: unknown): void;
}

/**
 * Appends statements in groups: what comes while one group is being committed makes the next. A group that fails for
 * another reason than a refusal is done again one by one, after a look at what the database has of it.
 */
export function openSequencer({ database, clock, onRecorded, halted }: Needs): Sequencer {
  const queue: Waiting[] = [];
  let isAtWork = false;

  const work = async (): Promise<void> => {
    isAtWork = true;
    // Those who came in this very turn go together.
    await Promise.resolve();
    while (queue.length > 0) await settle(queue.splice(0, LARGEST_GROUP));
    isAtWork = false;
  };

  async function settle(group: readonly Waiting[]): Promise<void> {
    const halt = halted();
    if (halt) {
      for (const one of group) one.reject(registerHalted(halt));
      return;
    }
    try {
      const verdicts = await appendGroup(
        { database, clock },
        group.map(({ candidate }) => candidate),
      );
      answer(group, verdicts);
    } catch (error) {
      if (group.length === 1) await settleFailed(group, error);
      else for (const one of group) await settleAfresh(one, error);
    }
    onRecorded();
  }

  /** A statement whose group failed: perhaps because of another one, perhaps only its answer was lost. */
  async function settleAfresh(one: Waiting, cause: unknown): Promise<void> {
    try {
      const recorded = await recordedByCid(database.tables, one.candidate);
      if (recorded) one.resolve({ recorded });
      else answer([one], [await appendAfresh(one.candidate)]);
    } catch (error) {
      await settleFailed([one], error ?? cause);
    }
  }

  /** A commit that was not heard of may come through only now, while the second try waits for the log's head. */
  async function appendAfresh(candidate: Waiting['candidate']): Promise<Verdict | undefined> {
    const [verdict] = await appendGroup({ database, clock }, [candidate]);
    if (!verdict || !('refused' in verdict)) return verdict;
    const recorded = await recordedByCid(database.tables, candidate);
    return recorded ? { recorded } : verdict;
  }

  /** The commit may have come through though its answer did not; only the database knows. */
  async function settleFailed([one]: readonly Waiting[], error: unknown): Promise<void> {
    if (!one) return;
    const recorded = await recordedByCid(database.tables, one.candidate).catch(() => null);
    if (recorded) one.resolve({ recorded });
    else one.reject(error);
  }

  return {
    append: <Body, No>(candidate: Candidate<Body, No>) => {
      if (queue.length >= LONGEST_QUEUE)
        return Promise.reject(
          new Refusal(
            'TOO_BUSY',
            `${queue.length} statements wait already. Send it again in a few seconds.`,
            {
              waiting: queue.length,
            },
          ),
        );
      const outcome = new Promise<Outcome<unknown, unknown>>((resolve, reject) => {
        // The queue holds all kinds alike; each reads only bodies of its own.
        queue.push({ candidate, resolve, reject });
      });
      if (!isAtWork) void work();
      return outcome as Promise<Outcome<Body, No>>;
    },
  };
}

function answer(group: readonly Waiting[], verdicts: readonly (Verdict | undefined)[]): void {
  group.forEach((one, at) => {
    const verdict = verdicts[at];
    if (!verdict) one.reject(new Error('the group gave fewer verdicts than it had statements'));
    else if ('refused' in verdict) one.reject(verdict.refused);
    else one.resolve(verdict);
  });
}
