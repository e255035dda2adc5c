import { Refusal } from '../lib/refusal.js';

/** Why nothing is recorded, signed or anchored any more, and what whoever runs the register can do about it. */
export interface Halt {
  readonly reason: string;
  readonly wayOut: string;
  readonly since: Date;
}

/**
 * The log must not go on from what is here: whatever were signed now could contradict what was signed before. Without
 * a way out of its own: the log has signed or anchored more than is here, or something else.
 */
export class CannotContinue extends Error {
  constructor(
    message: string,
    readonly wayOut = BRING_THE_NEWER_LOG,
  ) {
    super(message);
  }
}

const BRING_THE_NEWER_LOG =
  'Stop the server and bring the newer log: raisonne rebuild --mirror URL from a server that has it, or raisonne restore of a newer backup into an empty data folder and an empty database; then start again. Without the newer entries this log cannot be continued: begin another in a new data folder (README, "Backup, restore, repair").';

/** Where the log's files go further than the database: an empty or an old one was put in its place. */
export const REBUILD_FROM_FILES =
  "Stop the server and run raisonne rebuild, which makes the tables from the log's files; then start again. Where files are missing too, bring them: raisonne rebuild --mirror URL.";

/** Where rows and files of the register differ from what was recorded and signed. */
export const MEND_WHAT_DIFFERS =
  'Stop the server, let raisonne fsck name what differs and do what it says, then start again.';

export const haltFrom = ({ message, wayOut }: CannotContinue, since: Date): Halt => ({
  reason: message,
  wayOut,
  since,
});

/** What a statement is answered with then: REGISTER_HALTED. */
export const registerHalted = ({ reason, wayOut, since }: Halt): Refusal =>
  new Refusal(
    'REGISTER_HALTED',
    `The register takes no statements since ${since.toISOString()}. ${reason} ${wayOut}`,
    { reason, since: since.toISOString() },
  );
