import { plainLine } from '../evidence/evidence-report.js';
import { STATEMENT_FIELDS } from './statement-lines.js';
import { inWords } from './in-words.js';

/** What `show` asks of the derivations of a work, and of the permissions to derive from it. */
export const DERIVATION_FIELDS = `derivations { registered {
      from(first: 100) { edges { node { id how note capacity declaredBy { id } recordedAt withdrawnAt source { id title } ${STATEMENT_FIELDS} } } pageInfo { hasNextPage } }
      to(first: 100) { edges { node { id how note capacity declaredBy { id } recordedAt withdrawnAt work { id title } ${STATEMENT_FIELDS} } } pageInfo { hasNextPage } }
    } }
    derivationPermissions(first: 100) { edges { node { id state to { id } how terms until capacity permittedBy { id } recordedAt withdrawnAt ${STATEMENT_FIELDS} } } pageInfo { hasNextPage } }`;

export interface Page<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}

interface ShownWork {
  readonly id: string;
  readonly title: string;
}

interface ShownDerivation {
  readonly id: string;
  readonly how: string;
  readonly capacity: string;
  readonly withdrawnAt: string | null;
}

export interface ShownDerivations {
  readonly derivations: {
    readonly registered: {
      readonly from: Page<ShownDerivation & { readonly source: ShownWork }>;
      readonly to: Page<ShownDerivation & { readonly work: ShownWork }>;
    };
  };
  readonly derivationPermissions: Page<{
    readonly id: string;
    readonly state: string;
    readonly to: { readonly id: string };
    readonly how: readonly string[] | null;
    readonly terms: string;
    readonly until: string | null;
    readonly capacity: string;
  }>;
}

export const nodesOf = <Node>({ edges }: Page<Node>): Node[] => edges.map(({ node }) => node);

/** From which works it is declared to derive, which from it, and who may. */
export const derivationLines = ({ derivations, derivationPermissions }: ShownDerivations): string[] => [
  ...describeDerivations(derivations.registered),
  ...describePermissions(derivationPermissions),
];

function describeDerivations({ from, to }: ShownDerivations['derivations']['registered']): string[] {
  const named = ({ id, title }: ShownWork) => `"${title}" ${id}`;
  const manner = ({ how, withdrawnAt, ...one }: ShownDerivation) =>
    `(${inWords(how)})${competing(one)}${withdrawnAt === null ? '' : `, withdrawn ${withdrawnAt}`}`;
  return [
    ...nodesOf(from).map((one) => `derives   from ${named(one.source)} ${manner(one)}  ${one.id}`),
    ...moreOf(from, 'derives'),
    ...nodesOf(to).map((one) => `derived   from it: ${named(one.work)} ${manner(one)}  ${one.id}`),
    ...moreOf(to, 'derived'),
  ];
}

const describePermissions = (page: ShownDerivations['derivationPermissions']): string[] => [
  ...nodesOf(page).map(({ id, state, to, how, terms, until, ...one }) => {
    const ways = how === null ? '' : ` (${how.map(inWords).join(', ')})`;
    const end = until === null ? '' : ` until ${until}`;
    return `permits   ${to.id} to derive from it${ways}${end}${competing(one)}, ${inWords(state)}: "${plainLine(terms, 300)}"  ${id}`;
  }),
  ...moreOf(page, 'permits'),
];

/** Anybody can be one: whoever reads the rest must know. */
const competing = ({ capacity }: { readonly capacity: string }): string =>
  capacity === 'COMPETING_CLAIMANT' ? ', says a competing claimant' : '';

const moreOf = ({ pageInfo }: Page<unknown>, what: string): string[] =>
  pageInfo.hasNextPage ? [`${what.padEnd(10)}more than are shown here`] : [];
