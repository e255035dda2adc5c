/**
 * What happens to the display of a file: the operator withholds it after a notice, somebody who speaks for a work of it answers by a
 * counter-notice (17 USC 512(g)), the operator shows it again. Nothing of it touches the register.
 */
export const DISPLAY_STEPS = ['withheld', 'counter-notice', 'shown-again'] as const;
export type DisplayStep = (typeof DISPLAY_STEPS)[number];

/** A line of the log of what was withheld, and why: none is taken out, and only documents are erased. */
export interface DisplayNotice {
  readonly number: bigint;
  /** CID of the file. */
  readonly file: string;
  readonly step: DisplayStep;
  /** Anybody can read it. */
  readonly reason: string;
  /** The notice or counter-notice itself, for the operator alone: it may name persons and addresses. */
  readonly document: string | null;
  /** Address of the key that signed it. */
  readonly by: string;
  readonly at: Date;
}

/** The notice by which a file is withheld now; null where it is shown. Notices of one file, the earliest first. */
export function withheldBy(notices: readonly DisplayNotice[]): DisplayNotice | null {
  const last = notices.findLast(({ step }) => step !== 'counter-notice');
  return last?.step === 'withheld' ? last : null;
}
