import { Refusal } from '../lib/refusal.js';
import type { Halt } from './halt.js';
import type { Sequencer } from './open-sequencer.js';

/** What can be done about it, for whoever runs the register. */
export const WAYS_OUT =
  'Bring the newer log: raisonne rebuild --mirror URL from a server that has it, or raisonne restore of a newer backup into an empty data folder. Without the newer entries this log cannot be continued: begin another in a new data folder (README, "Backup, restore, repair").';

/** Takes no statement while the log must not go on: rejects with REGISTER_HALTED. */
export const haltingSequencer = (sequencer: Sequencer, halted: () => Halt | null): Sequencer => ({
  append: (candidate) => {
    const halt = halted();
    if (!halt) return sequencer.append(candidate);
    return Promise.reject(
      new Refusal(
        'REGISTER_HALTED',
        `The register takes no statements since ${halt.since.toISOString()}. ${halt.reason} ${WAYS_OUT}`,
        { reason: halt.reason, since: halt.since.toISOString() },
      ),
    );
  },
});
