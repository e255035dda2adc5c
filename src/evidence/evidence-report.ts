/**
 * What a verification found. `passed` is said only of what was checked; whatever could not be is `not checked`,
 * which is neither good nor bad.
 */
export type Result = 'passed' | 'failed' | 'not checked';

/**
 * What a check speaks of: how things were when a statement was signed, recorded and anchored, or what has become of them since and
 * how the package is now. A claim that was withdrawn later was signed all the same.
 */
export type When = 'at signing' | 'today';

/** How `what` ends in a check of today that tells of a change. */
export const CHANGED = ' since';

/** What a check is called that asks for the key of the log from elsewhere than the package. */
export const KEY_OF_LOG = 'The key is the one that the log publishes';

export interface Check {
  readonly when: When;
  /** What was looked at, in words. */
  readonly what: string;
  /** The part of the package, or the file or statement, that it was looked at in. */
  readonly subject: string;
  readonly result: Result;
  /** What was found, or why it was not looked at. */
  readonly detail: string;
}

export interface Axis {
  readonly result: Result;
  readonly checks: readonly Check[];
}

/**
 * - `bytes`: the parts are those that the manifest lists, and the files those that the signed statements name.
 * - `signatures`: each statement is signed by the key that it names, and keys of one person by each other's leave.
 * - `inclusion`: each statement's entry is in the log that the checkpoint closes.
 * - `checkpoint`: the log signed the checkpoint, and the witnesses that were asked for cosigned it.
 * - `anchor`: the checkpoint's root is on a chain; only a chain can say so, so without one this is never `passed`.
 */
export const AXES = ['bytes', 'signatures', 'inclusion', 'checkpoint', 'anchor'] as const;

export interface EvidenceReport {
  readonly axes: Readonly<Record<(typeof AXES)[number], Axis>>;
}

/** Of the time of signing, where it says nothing else. */
type Finding = Omit<Check, 'result' | 'when'> & { readonly when?: When };

const AT_SIGNING: When = 'at signing';

export const passed = (finding: Finding): Check => ({ when: AT_SIGNING, ...finding, result: 'passed' });
export const failed = (finding: Finding): Check => ({ when: AT_SIGNING, ...finding, result: 'failed' });
export const notChecked = (finding: Finding): Check => ({
  when: AT_SIGNING,
  ...finding,
  result: 'not checked',
});

/** Passed where there is no problem, failed where there is one. */
export const judged = (problem: string | null, finding: Finding): Check =>
  problem === null ? passed(finding) : failed({ ...finding, detail: problem });

/** As good as the worst of the checks: one that could not be made keeps the axis from passing. */
export const strictAxis = (checks: readonly Check[]): Axis =>
  axisBy(checks, ['failed', 'not checked', 'passed']);

/** Passed when something was checked and nothing failed, though not everything could be. */
export const lenientAxis = (checks: readonly Check[]): Axis =>
  axisBy(checks, ['failed', 'passed', 'not checked']);

function axisBy(checks: readonly Check[], order: readonly Result[]): Axis {
  const result = order.find((one) => checks.some((check) => check.result === one)) ?? 'not checked';
  return { result, checks: checks.map(printable) };
}

/** A package's own words may hold codes that rewrite what a terminal shows, or letters that turn a line around. */
function printable({ when, what, subject, result, detail }: Check): Check {
  return { when, what, subject: plainLine(subject, 200), result, detail: plainLine(detail, 1000) };
}

/** One line without control, format and separator characters, cut to a length. */
export function plainLine(text: string, longest: number): string {
  const line = text.slice(0, longest * 2).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
