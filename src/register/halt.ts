/** Why nothing is recorded, signed or anchored any more. */
export interface Halt {
  readonly reason: string;
  readonly since: Date;
}

/**
 * The log has signed or anchored more than is here, or something else: an old copy was restored, or the log was forked.
 * Whatever were signed now would contradict what was signed before.
 */
export class CannotContinue extends Error {}
