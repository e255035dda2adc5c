import { utcWords } from '../utc-words.js';
import type { disputeDossier } from './dispute-dossier.js';
import type { Form, FormRow, FormSection } from './form.js';
import { counted } from '../../../lib/counted.js';

type Dossier = ReturnType<typeof disputeDossier>;
type OneOf = Dossier['disputes'][number];

/** The dossier as a form. */
export function disputeDossierForm(dossier: Dossier): Form {
  const { derivedWorks } = dossier;
  return {
    title: 'Dispute dossier',
    mark: null,
    notices: [dossier.meaning, dossier.notice, dossier.legalNotice],
    subject: dossier.work,
    asOf: dossier.asOf,
    sections: [
      ...dossier.disputes.flatMap(sectionsOf),
      {
        heading: 'Works that derive from the contested one',
        ...(derivedWorks === null || derivedWorks.length === 0
          ? {
              paragraphs: [
                derivedWorks === null
                  ? 'Not told to whoever made this: a package has only its own work. Ask the register.'
                  : 'None was told.',
              ],
            }
          : {
              rows: derivedWorks.map(({ work, title, how }) => ({
                name: how ?? 'derives',
                value: [title, work].filter((part) => part !== undefined).join('\n'),
              })),
            }),
      },
    ],
  };
}

function sectionsOf(dispute: OneOf): FormSection[] {
  const { claim, timetable, restsOnClaim, entries } = dispute;
  const list = (ids: readonly string[]) => (ids.length === 0 ? 'none' : ids.join('\n'));
  return [
    {
      heading: `Dispute: ${dispute.ground}`,
      rows: [
        { name: 'Dispute', value: dispute.id, isDigest: true },
        { name: 'State', value: dispute.inWords },
        { name: 'Ground', value: `${dispute.groundMeans}, as it is disputed` },
        { name: 'Raised by', value: nameOf(dispute.raisedBy) },
        { name: 'Entry', value: String(dispute.statement.index) },
        ...erasedRows(dispute.statement.erasedAt),
        { name: 'What it says', value: dispute.account },
        ...evidenceRows(dispute.evidence),
        { name: 'Claim', value: claim.id, isDigest: true },
        { name: 'Its state', value: `${claim.status ?? 'not here'}; basis: ${claim.basis ?? 'not here'}` },
        { name: 'Claimants', value: claim.claimants.map(nameOf).join('\n') },
      ],
    },
    {
      heading: 'Timetable',
      rows: [
        ...timetable.steps.map(({ at, what }) => ({ name: utcWords(at), value: what })),
        {
          name: 'Answer asked for',
          value: `by ${timetable.answerBy}${timetable.isAnswerOverdue ? '; that day is over. Silence decides nothing' : ''}`,
        },
      ],
    },
    ...entries.map((entry) => ({
      heading: `${entry.outcome ? 'Outcome as stated' : 'Answer'}, entry ${entry.index}`,
      rows: [
        { name: 'By', value: `${nameOf(entry.statedBy)}\nfor the ${entry.side}` },
        { name: 'At', value: utcWords(entry.statedAt) },
        ...erasedRows(entry.erasedAt),
        ...(entry.outcome
          ? [
              { name: 'Outcome', value: entry.outcome.outcome.replaceAll('-', ' ') },
              { name: 'Decided by', value: `${entry.outcome.decidedBy}, ${entry.outcome.decidedOn}` },
            ]
          : []),
        ...(entry.account === null ? [] : [{ name: 'What it says', value: entry.account }]),
        ...evidenceRows(entry.evidence),
      ],
    })),
    {
      heading: 'What is recorded on the word of the contested claim',
      rows: [
        { name: 'Title, entries', value: restsOnClaim.titleTransfers.join(', ') || 'none' },
        { name: 'Licences', value: list(restsOnClaim.licences) },
        { name: 'Rights transferred', value: list(restsOnClaim.rightTransfers) },
        { name: 'Permissions', value: list(restsOnClaim.permissions) },
      ],
    },
  ];
}

const nameOf = ({ person, name }: OneOf['raisedBy']): string =>
  name === null ? person : `${name}\n${person}`;

const erasedRows = (erasedAt: string | null): FormRow[] =>
  erasedAt === null
    ? []
    : [{ name: 'Erased', value: `Its words were erased on demand ${utcWords(erasedAt)}` }];

const evidenceRows = (files: OneOf['evidence']): FormRow[] =>
  files.flatMap(({ mediaType, sizeBytes, sha256, isErased }, at) => [
    {
      name: `Evidence ${at + 1}`,
      value: `${mediaType}, ${counted(sizeBytes, 'byte')}${isErased ? '; ERASED on demand: its bytes exist here no more, and nobody can read it here' : ''}`,
    },
    { name: 'SHA-256', value: sha256, isDigest: true },
  ]);
