import {
  AXES,
  CHANGED,
  lenientAxis,
  strictAxis,
  type Axis,
  type Check,
  KEY_OF_LOG,
  type EvidenceReport,
  type Result,
  type When,
} from './evidence-report.js';
import { groupBy } from '../lib/group-by.js';
import { DISCLOSED } from './verify-openings.js';

type AxisName = (typeof AXES)[number];

/** All checks of a report that speak of one time, axis by axis. */
export interface ReportGroup {
  readonly when: When;
  /** For whoever reads it. */
  readonly heading: string;
  /** Without those axes that have no such check. */
  readonly axes: readonly (Axis & { readonly name: AxisName })[];
}

const HEADINGS: readonly (readonly [When, string])[] = [
  ['at signing', 'At signing: what held when it was signed, recorded and anchored'],
  [
    'today',
    'Today: how the package is now, and what has become of it since, as far as it and the chain tell',
  ],
];

/** As verify-parts.ts judges them. */
const LENIENT: ReadonlySet<AxisName> = new Set(['bytes', 'checkpoint']);

/** A report in the two groups in which it is shown; one of which nothing can be said is left out. */
export const reportGroups = ({ axes }: EvidenceReport): ReportGroup[] =>
  HEADINGS.map(([when, heading]) => ({
    when,
    heading,
    axes: AXES.map((name) => {
      const part = partOf(
        name,
        axes[name].checks.filter((check) => check.when === when),
      );
      // A transaction that was signed is no anchor before a chain holds it.
      const isOpen = name === 'anchor' && part.result === 'passed';
      return { name, ...part, ...(isOpen && { result: axes.anchor.result }) };
    }).filter(({ checks }) => checks.length > 0),
  })).filter((group) => group.axes.length > 0);

/** Whether the package's own word was taken for the log's key: anybody can make one by a key of their own. */
export const isByOwnKey = ({ axes }: Pick<EvidenceReport, 'axes'>): boolean =>
  axes.checkpoint.checks.some(({ what, result }) => what === KEY_OF_LOG && result === 'not checked');

/** One sentence on all of it: what failed, what was not looked at, and whose word was taken for the key. */
export function summaryOf({ axes }: EvidenceReport): string {
  const named = (result: Result) => AXES.filter((axis) => axes[axis].result === result);
  const [failed, open, passed] = [named('failed'), named('not checked'), named('passed')];
  return [
    failed.length > 0 ? `Failed: ${failed.join(', ')}.` : 'Nothing failed.',
    ...(passed.length > 0 ? [`Passed: ${passed.join(', ')}.`] : []),
    ...(open.length > 0 ? [`Not checked: ${open.join(', ')}.`] : []),
    ...(isByOwnKey({ axes }) ? ["The register's key is the one that the package itself names."] : []),
  ].join(' ');
}

const partOf = (name: AxisName, checks: readonly Check[]): Axis =>
  LENIENT.has(name) ? lenientAxis(checks) : strictAxis(checks);

/** Whether a check is told by itself, and not only counted: whatever did not pass, and what changed since or is disclosed. */
const isTold = ({ when, what, result }: Check): boolean =>
  result !== 'passed' || what === DISCLOSED || (when === 'today' && what.endsWith(CHANGED));

/** A check that is told by itself, with every subject of which the same is told: seventeen documents that nobody reads are one. */
export interface ToldCheck extends Omit<Check, 'subject'> {
  readonly subjects: readonly string[];
}

/** What of some checks is told, and not only counted, each once. */
export const toldChecks = (checks: readonly Check[]): ToldCheck[] =>
  [
    ...groupBy(checks.filter(isTold), ({ result, what, detail }) => JSON.stringify([result, what, detail])),
  ].flatMap(([, [first, ...others]]) =>
    first ? [{ ...first, subjects: [first, ...others].map(({ subject }) => subject) }] : [],
  );
