import type { KillPoint } from '../../scripts/torture/killed-house.js';
import { PGLITE_SHARE, POSTGRES_SHARE, type Share } from '../fixtures/shared-out.js';

type Places = readonly Omit<KillPoint, 'nth'>[];

const UNTIL_BROADCAST: Readonly<Record<string, Places>> = {
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
};

const writes = (state: 'mined' | 'final', when: KillPoint['when']) =>
  ({ call: 'sql UPDATE "anchors"', writing: state, when }) as const;
const committed = (state: 'mined' | 'final') =>
  ({ call: 'sql COMMIT', writing: state, when: 'after' }) as const;

/** Those states come on the other database as they do on this. */
const shareUntilBroadcast = (share: Share): Readonly<Record<string, Places>> =>
  Object.fromEntries(share(Object.entries(UNTIL_BROADCAST)));

/** The states of an entry on its way onto a chain where a block is final only when others follow it, and where a process dies in each. */
export const KILL_POINTS: Readonly<Record<string, Places>> = {
  ...shareUntilBroadcast(POSTGRES_SHARE),
  'a transaction that is mined and not seen': [writes('mined', 'before'), writes('mined', 'after')],
  MINED: [committed('mined'), writes('final', 'before'), writes('final', 'after')],
  FINAL: [committed('final')],
};

/** The same on the embedded chain, whose blocks are final as soon as they are mined. */
export const KILL_POINTS_EMBEDDED: Readonly<Record<string, Places>> = {
  ...shareUntilBroadcast(PGLITE_SHARE),
  'a transaction that is mined and not seen': [writes('final', 'before'), writes('final', 'after')],
  FINAL: [committed('final')],
};
