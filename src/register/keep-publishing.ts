import { randomUUID } from 'node:crypto';
import type { Ledger, LogWitness, TimestampAuthority } from '../ports.js';
import { anchorCheckpoint } from './anchor-checkpoint.js';
import type { AnchoringLimits } from './anchor-fees.js';
import { releaseLease } from './anchor-sender-store.js';
import { collectCosignature } from './collect-cosignature.js';
import { publishCheckpoint, type PublishNeeds } from './publish-checkpoint.js';
import { stampCheckpoint } from './stamp-checkpoint.js';
import { repeat } from './repeat.js';

interface Needs extends PublishNeeds, AnchoringLimits {
  readonly ledger: Ledger;
  readonly witnesses: readonly LogWitness[];
  readonly timestamps: TimestampAuthority | null;
  readonly onError: (error: unknown) => void;
}

export interface Publishing {
  /** Something was recorded: a checkpoint follows within a second. */
  readonly notice: () => void;
  /** Ends after the round that is under way; nothing more is signed or anchored, also when it is stopped later. */
  halt(): Promise<void>;
  /** Ends after a last checkpoint, and one more step of its way onto the chain. */
  stop(): Promise<void>;
}

/** Statements that come within this time share a checkpoint; well below the 2 s that are promised. */
const GATHER_MS = 300;
/** How often to look unasked: other processes record too, and transactions wait for their block. */
const LOOK_EVERY_MS = 1000;

/** Signs a checkpoint soon after every statement and anchors the newest one, until stopped. */
export function keepPublishing(needs: Needs): Publishing {
  const { onError, database, ledger } = needs;
  const anchor = { ...needs, holder: randomUUID() };
  // A chain may be slow or down; the checkpoints must not wait for it, so the two go on apart.
  const anchoring = repeat(
    async () => {
      await anchorCheckpoint(anchor);
    },
    { everyMs: LOOK_EVERY_MS, onError },
  );
  // Each witness by itself, for the same reason.
  const stopping = new AbortController();
  const collecting = needs.witnesses.map((witness) =>
    repeat(() => collectCosignature(needs, witness, stopping.signal), { everyMs: LOOK_EVERY_MS, onError }),
  );
  const { timestamps } = needs;
  const stamping =
    timestamps &&
    repeat(
      async () => {
        await stampCheckpoint({ ...needs, timestamps });
      },
      { everyMs: LOOK_EVERY_MS, onError },
    );
  const checkpoints = repeat(
    async () => {
      if (!(await publishCheckpoint(needs))) return;
      anchoring.soon(0);
      for (const one of collecting) one.soon(0);
    },
    { everyMs: LOOK_EVERY_MS, onError },
  );
  let isHalted = false;
  const endRounds = async () => {
    await checkpoints.stop();
    await anchoring.stop();
    await stamping?.stop();
    stopping.abort();
    await Promise.all(collecting.map((one) => one.stop()));
  };
  return {
    notice: () => checkpoints.soon(GATHER_MS),
    halt: () => {
      isHalted = true;
      return endRounds();
    },
    stop: async () => {
      await endRounds();
      if (isHalted) return releaseLease(database.tables, ledger, anchor.holder).catch(onError);
      await publishCheckpoint(needs).catch(onError);
      // A chain of our own makes the block a moment after it took the transaction.
      const isWaiting = (await anchorCheckpoint(anchor).catch(onError)) === 'waiting';
      if (isWaiting) await anchorCheckpoint(anchor).catch(onError);
      await releaseLease(database.tables, ledger, anchor.holder).catch(onError);
    },
  };
}
