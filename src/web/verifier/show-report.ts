import {
  CHANGED,
  type AXES,
  type EvidenceReport,
  type Result,
  type When,
} from '../../evidence/evidence-report.js';
import { standingOf, type NamedWork } from '../../evidence/work-of-package.js';
import { reportGroups, toldChecks, type ReportGroup, type ToldCheck } from '../../evidence/report-groups.js';

type AxisName = (typeof AXES)[number];

const TITLES: Readonly<Record<AxisName, string>> = {
  bytes: 'Bytes',
  signatures: 'Signatures',
  inclusion: 'Inclusion',
  checkpoint: 'Checkpoint',
  anchor: 'Anchor',
};

/** What is asked on each axis, of either time. */
const QUESTIONS: Readonly<Record<When, Readonly<Record<AxisName, string>>>> = {
  'at signing': {
    bytes: 'Are the files those that the signed statements name?',
    signatures: 'Is each statement signed by the key that it names?',
    inclusion: 'Is each statement recorded in the register, at its place?',
    checkpoint: 'Did the register sign its state, and did the witnesses who were asked for see it?',
    anchor: 'Does a signed transaction carry that very state?',
  },
  today: {
    bytes: 'Is the package whole, and nothing in it altered, missing or added?',
    signatures: 'What became of the keys that signed?',
    inclusion: 'What became of what was recorded?',
    checkpoint: 'What became of the state that was signed?',
    anchor: 'Does the chain hold the transaction? This page asks none: any explorer of the chain tells.',
  },
};

/** Of which work the package says that it is, and how far that can be relied on: the head of the report. */
export function workElements(work: NamedWork, report: EvidenceReport): HTMLElement[] {
  const { id, words } = work;
  const makers = words === null || words.makers.length === 0 ? 'Maker not named' : words.makers.join(', ');
  return [
    element('h2', { dir: 'auto' }, [words?.title ?? 'A work without its title']),
    ...(words === null ? [] : [element('p', { dir: 'auto' }, [makers])]),
    element('p', { class: 'explanation' }, [standingOf(work, report)]),
    element('p', {}, [element('code', {}, [id])]),
  ];
}

/** The report as elements: two groups, in each the axes, in each what is told, and all checks for whoever opens them. */
export const reportElements = (report: EvidenceReport): HTMLElement[] =>
  reportGroups(report).map(groupElement);

function groupElement({ when, heading, axes }: ReportGroup): HTMLElement {
  const [title = '', explanation = ''] = heading.split(': ');
  return element('section', {}, [
    element('h2', {}, [title]),
    element('p', { class: 'explanation' }, [
      `${explanation[0]?.toUpperCase() ?? ''}${explanation.slice(1)}.`,
    ]),
    ...axes.map((axis) => axisElement(axis, when)),
  ]);
}

function axisElement({ name, result, checks }: ReportGroup['axes'][number], when: When): HTMLElement {
  const title = TITLES[name];
  const told = toldChecks(checks);
  return element('article', { class: `axis ${classOf(result)}` }, [
    element('h3', {}, [title, ' ', element('span', { class: 'result' }, [result])]),
    element('p', {}, [QUESTIONS[when][name]]),
    ...(told.length > 0 ? [element('ul', {}, told.map(toldElement))] : []),
    ...(told.flatMap(({ subjects }) => subjects).length === checks.length
      ? []
      : [
          element('details', {}, [
            element('summary', {}, [
              `${checks.length === 1 ? 'The one check' : `All ${checks.length} checks`} of ${title.toLowerCase()}`,
            ]),
            element(
              'ul',
              {},
              checks.map(({ subject, ...check }) => toldElement({ ...check, subjects: [subject] })),
            ),
          ]),
        ]),
  ]);
}

/** What became of something is neither good nor bad. */
function toldElement({ result, what, subjects, detail }: ToldCheck): HTMLElement {
  const isFate = what.endsWith(CHANGED) && result === 'passed';
  return element('li', { class: isFate ? 'told' : classOf(result) }, [
    what,
    // Before it, "not checked" reads as part of what is said.
    ...(isFate ? [] : [': ', element('strong', {}, [result])]),
    ` (${subjects.join(', ')}). ${detail}`,
  ]);
}

const classOf = (result: Result): string => result.replace(' ', '-');

/** Texts become text nodes, never markup: a package's words are a stranger's. */
function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly (Node | string)[],
): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
