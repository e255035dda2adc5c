import type { KillPoint } from '../../scripts/torture/killed-house.js';

/** The states of an entry on its way onto the chain, and where a process dies in each. */
export const KILL_POINTS: Readonly<Record<string, readonly Omit<KillPoint, 'nth'>[]>> = {
  'a statement that is appended and not committed': [{ call: 'sql UPDATE log_head', when: 'after' }],
  'a commit that was not heard of': [{ call: 'sql COMMIT', when: 'after' }],
  SEQUENCED: [
    { call: 'content.put', when: 'after' },
    { call: 'logFiles.keep', when: 'before' },
  ],
  INTEGRATED: [{ call: 'logFiles.keep', when: 'after' }],
  'a checkpoint that is signed and not stored': [{ call: 'sql INSERT INTO "checkpoints"', when: 'after' }],
  CHECKPOINTED: [
    { call: 'logFiles.append', when: 'before' },
    { call: 'logFiles.replace', when: 'before' },
    { call: 'logFiles.replace', when: 'after' },
  ],
  'a transaction that is signed and not stored': [
    { call: 'sql INSERT INTO "anchor_attempts"', when: 'before' },
  ],
  TX_SIGNED: [{ call: 'ledger.broadcast', when: 'before' }],
  BROADCAST: [{ call: 'ledger.broadcast', when: 'after' }],
  'MINED or FINAL': [
    { call: 'sql UPDATE "anchors"', when: 'before' },
    { call: 'sql UPDATE "anchors"', when: 'after' },
  ],
};
