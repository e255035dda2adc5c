import { plainLine } from '../evidence/evidence-report.js';
import { counted } from '../lib/counted.js';
import { sinceInWords } from '../title/since-in-words.js';
import { Refusal } from '../lib/refusal.js';
import {
  CONTEST_FIELDS,
  contestLines,
  DISPUTES_FIELDS,
  endedDisputeLines,
  saidInDisputes,
  eventLines,
  EVENTS_FIELDS,
  RIGHTS_FIELDS,
  rightsLines,
  type ShownContest,
  type ShownDispute,
  type ShownEvent,
  type ShownRights,
} from './rights-lines.js';
import { ANCHOR_FIELDS, anchorLines, type ShownAnchor } from './anchor-lines.js';
import type { Command } from './command.js';
import { DERIVATION_FIELDS, derivationLines, nodesOf, type ShownDerivations } from './derivation-lines.js';
import { erasedLines, type ErasedStatement } from './erased-lines.js';
import { SERVER_HELP, SERVER_OPTION, withServer } from './house.js';
import { withProgress } from './progress.js';
import {
  STATEMENT_FIELDS,
  statementLines,
  fileLines,
  filesIn,
  withoutContent,
  statementsIn,
} from './statement-lines.js';
import { readId } from './read-option.js';
import { inWords } from './in-words.js';

const SHOW = `query ($id: ID!) {
  work(id: $id) {
    trainingPreference { training generativeTraining inference dataMining constraints policyUrl ${STATEMENT_FIELDS} }
    id title makers { name person { id } } dateMade medium description altText registeredAt registrant { id }
    files { cid sha256 mediaType sizeBytes width height url forgetting { forgottenAt } }
    claims(first: 100) { edges { node { id status basis account recordedAt competesWith { id } by { person { id } signedAt withdrawnAt } acts { kind done when } generations { tool modelName seed prompt { commitment } negativePrompt { commitment } } withheld { path } ${DISPUTES_FIELDS} ${STATEMENT_FIELDS} } } }
    kept: claims(first: 10) { edges { node { id makings { making { id name fileCount ${STATEMENT_FIELDS} } evidence { grade findings { code message } } } } } }
    ${CONTEST_FIELDS} ${RIGHTS_FIELDS} ${EVENTS_FIELDS}
    owners { owner { id } share since heldFrom }
    history { id method from { id } to { owner { id } share } date note recordedAt ${STATEMENT_FIELDS} }
    ${DERIVATION_FIELDS}
    statement {
      id cid index kind forgottenAt content forgetting { receipt }
      ${ANCHOR_FIELDS}
      cosignatures { witness size cosignedAt }
    }
  }
}`;

/** A text that may be private: null for one that is told. */
interface ShownText {
  readonly commitment: string | null;
}

interface ShownWork extends ShownRights, ShownDerivations {
  readonly contestedBy: readonly ShownContest[];
  readonly id: string;
  readonly title: string;
  readonly makers: readonly { name: string }[];
  readonly registeredAt: string;
  readonly files: readonly {
    cid: string;
    mediaType: string;
    sizeBytes: number;
    forgetting: { forgottenAt: string } | null;
  }[];
  readonly trainingPreference: ShownPreference | null;
  readonly claims: {
    edges: readonly {
      node: {
        id: string;
        status: string;
        by: readonly { person: { id: string } }[];
        acts: readonly { kind: string }[];
        generations: readonly {
          tool: string;
          modelName: string | null;
          prompt: ShownText | null;
          negativePrompt: ShownText | null;
        }[];
        withheld: readonly { path: string }[];
        disputes: readonly ShownDispute[];
      };
    }[];
  };
  readonly kept: { edges: readonly { node: { id: string; makings: readonly ShownMaking[] } }[] };
  readonly provenance: {
    readonly events: readonly ShownEvent[];
    readonly erased: readonly ErasedStatement[];
  };
  readonly owners: readonly {
    owner: { id: string };
    share: string;
    since: string | null;
    heldFrom: string;
  }[];
  readonly history: readonly {
    method: string;
    from: { id: string } | null;
    to: readonly { owner: { id: string }; share: string }[];
    date: string | null;
    note: string | null;
    recordedAt: string;
  }[];
  readonly statement: {
    index: number;
    anchor: ShownAnchor | null;
    cosignatures: readonly { witness: string; size: number; cosignedAt: string }[];
  };
}

interface Shown {
  readonly work: ShownWork | null;
}

type ShownPreference = Readonly<
  Record<
    'training' | 'generativeTraining' | 'inference' | 'dataMining' | 'constraints' | 'policyUrl',
    string | null
  >
>;

interface ShownMaking {
  readonly making: { readonly id: string; readonly name: string | null; readonly fileCount: number };
  readonly evidence: {
    readonly grade: string;
    readonly findings: readonly { readonly code: string; readonly message: string }[];
  };
}

export const showCommand: Command = {
  name: 'show',
  usage: 'show WORK',
  help: `Shows what is recorded of a work: claims, the disputes of them and the ledgers of its making, owners, history as it is registered and as it is stated,
derivations, anchor and witnesses, and the statements by which these were recorded with the files that they name (raisonne forget takes the ids of both).

  ${SERVER_HELP}

--json prints {work, claims, owners, history, events, erased, derivations, permissions, contestedBy, licences, rightTransfers, tokens, anchor, statements, files}; history is of
transfers, events are what persons state, erased the statements of events whose words were erased; statements are [{id, index, kind, forgottenAt}], files [{id, mediaType, sizeBytes, namedBy}], all that statements name; disputes of a claim stand in it; derivations is {from, to}: from which
works it is declared to derive, and which from it; permissions are those to derive from it. Of each the first 100, withdrawn
ones too; makings are the ledgers that the first ten claims name. anchor is null until a transaction is signed, otherwise its state (TX_SIGNED, BROADCAST, MINED, FINAL or FAILED),
the time of each state that it has reached, and every attempt. work.cosignatures holds for each
witness {witness, size, cosignedAt}, the first that covers the work's registration. Refuses WORK_UNKNOWN.`,
  options: { ...SERVER_OPTION },
  arity: 1,
  async run(call) {
    const id = readId('WORK', call.arguments[0] ?? '', 'work');
    const { work: found } = await withServer(call, (client) =>
      withProgress(call.terminal, 'Asking', () => client.ask<Shown>(SHOW, { id })),
    );
    if (!found) throw new Refusal('WORK_UNKNOWN', `${id} is not registered there.`, { work: id });
    const { claims, kept, owners, history, derivations, derivationPermissions, statement, ...rest } = found;
    const { contestedBy, licences, rightTransfers, tokens, provenance, ...work } = rest;
    const makings = makingsBy(kept);
    const { from, to } = derivations.registered;
    const json = {
      work: { ...work, index: statement.index, cosignatures: statement.cosignatures },
      claims: claims.edges.map(({ node }) => ({ ...node, makings: makings.get(node.id) ?? [] })),
      owners,
      history,
      events: provenance.events,
      erased: provenance.erased,
      derivations: { from: nodesOf(from), to: nodesOf(to) },
      permissions: nodesOf(derivationPermissions),
      contestedBy,
      licences,
      rightTransfers,
      tokens,
      anchor: statement.anchor,
      statements: statementsIn(found),
      files: filesIn(found),
    };
    return {
      json: withoutContent(json),
      text: [describe(found), ...statementLines(json.statements), ...fileLines(json.files)].join('\n'),
    };
  },
};

/** Of the first claims: each ledger is read through. */
const makingsBy = ({ edges }: ShownWork['kept']) => new Map(edges.map(({ node }) => [node.id, node.makings]));

function describe({
  id,
  title,
  makers,
  registeredAt,
  files,
  trainingPreference,
  claims,
  kept,
  owners,
  history,
  derivations,
  derivationPermissions,
  statement: { index, anchor, cosignatures },
  contestedBy,
  provenance,
  ...rights
}: ShownWork): string {
  const makings = makingsBy(kept);
  const by = makers.length > 0 ? ` by ${makers.map(({ name }) => name).join(', ')}` : '';
  return [
    `"${title}"${by}`,
    `${id}, entry ${index} of the register, ${registeredAt}`,
    ...files.map(
      ({ cid, mediaType, sizeBytes, forgetting }) =>
        `file      ${mediaType}, ${counted(sizeBytes, 'byte')}${forgetting ? `, erased ${forgetting.forgottenAt}` : ''}  file:${cid}`,
    ),
    ...contestLines(contestedBy),
    ...endedDisputeLines(claims.edges.flatMap(({ node }) => node.disputes)),
    ...saidInDisputes(claims.edges.flatMap(({ node }) => node.disputes)),
    ...claims.edges.flatMap(({ node }) => [
      `claim     ${inWords(node.status)} by ${node.by.map(({ person }) => person.id).join(', ')}  ${node.id}`,
      ...describeMade(node),
      ...(makings.get(node.id) ?? []).flatMap(describeMaking),
    ]),
    ...describeTraining(trainingPreference),
    ...owners.map(
      ({ owner, share, since, heldFrom }) =>
        `owner     ${share}  ${owner.id}, ${sinceInWords({ since: since ?? heldFrom, recordedAt: heldFrom })}`,
    ),
    ...history.map(
      ({ method, from, to, date, note, recordedAt }) =>
        `transfer  ${recordedAt}  ${inWords(method)}${from ? ` from ${from.id}` : ''} to ${to.map(({ owner, share }) => `${owner.id} (${share})`).join(', ')}${date === null ? '' : `, dated ${date}`}${note === null ? '' : `: "${plainLine(note, 1000)}"`}`,
    ),
    ...eventLines(provenance.events),
    ...erasedLines(provenance.erased).map((line) => `erased    ${line}`),
    ...rightsLines(rights),
    ...derivationLines({ derivations, derivationPermissions }),
    ...anchorLines(anchor),
    ...cosignatures.map(
      ({ witness, size, cosignedAt }) =>
        `witness   ${witness.slice(0, witness.indexOf('+'))} saw it in the register at ${cosignedAt}, when that had ${counted(size, 'entry', 'entries')}`,
    ),
  ].join('\n');
}

/** How it was made, as a claim says, in a line. */
function describeMade({
  acts,
  generations,
  withheld,
}: ShownWork['claims']['edges'][number]['node']): string[] {
  const tools = [
    ...new Set(
      generations.map(({ tool, modelName }) => (modelName === null ? tool : `${tool} (${modelName})`)),
    ),
  ];
  // A text that is a commitment stands in its place; what is withheld is named by itself.
  const untold = [
    ...withheld.map(({ path }) => path),
    ...generations.flatMap((record, at) =>
      (['prompt', 'negativePrompt'] as const).flatMap((field) =>
        record[field]?.commitment ? [`/generations/${at}/${field}`] : [],
      ),
    ),
  ];
  const kinds = [...new Set(acts.map(({ kind }) => inWords(kind)))];
  const parts = [
    ...(tools.length > 0 ? [`generated by ${plainLine(tools.join(', '), 300)}`] : []),
    ...(kinds.length > 0 ? [`human acts: ${kinds.join(', ')}`] : []),
    ...(untold.length > 0 ? [`not told: ${untold.join(', ')}`] : []),
  ];
  return parts.length === 0 ? [] : [`          ${parts.join('; ')}`];
}

function describeTraining(preference: ShownWork['trainingPreference']): string[] {
  if (!preference) return [];
  const { training, generativeTraining, inference, dataMining, constraints, policyUrl } = preference;
  const uses = { training, generativeTraining, inference, dataMining };
  const said = Object.entries(uses).map(
    ([use, value]) => `${inWords(use.replaceAll(/[A-Z]/g, '_$&'))} ${inWords(value ?? '')}`,
  );
  const terms = [constraints, policyUrl].filter((one) => one != null).map((one) => plainLine(one, 300));
  return [`machines  ${said.join(', ')}${terms.length > 0 ? `; terms: ${terms.join(' ')}` : ''}`];
}

const GRADES: Readonly<Record<string, string>> = {
  WHILE_IT_WAS_MADE: 'kept while it was made',
  ONE_SITTING: 'kept in one sitting',
  IN_PART: 'kept in part while it was made',
  AFTERWARDS: 'recorded afterwards',
  NONE: 'nothing is recorded',
};

const describeMaking = ({ making: { id, name, fileCount }, evidence }: ShownMaking): string[] => [
  `making    ${name === null ? '' : `"${plainLine(name, 200)}", `}${counted(fileCount, 'file')}, ${GRADES[evidence.grade] ?? inWords(evidence.grade)}  ${id}`,
  ...evidence.findings.map(({ message }) => `          ${message}`),
];
