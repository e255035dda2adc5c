import type { Claim } from '../claims/claim.js';
import { standingClaims } from '../claims/standing-claims.js';
import { derivationGraph } from '../originality/derivation-graph.js';
import type { Tables } from '../ports.js';
import { filesOfWorks } from '../works/file-store.js';
import { madeFiles, type MadeFile } from './made-files.js';
import { BEFORE_ALL, makingsOfFiles, stepsAfter } from './making-store.js';
import { MOST_STEPS_OF_MAKING, type StepWay } from './making-step.js';

/** How one file came of another; `derivation` where two works are declared to be so. */
export type IterationWay = Exclude<StepWay, 'import' | 'unsaid'> | 'derivation';

/** A file in the tree: of a work, of a making, or only named as what another was made from. */
export interface Iteration {
  readonly sha256: string;
  /** CID, where the register has the file. */
  readonly cid: string | null;
  /** Ids of the works whose file it is. */
  readonly works: readonly string[];
  /** What makings tell of it, the earliest recorded first: anybody may record steps of any file. */
  readonly made: readonly MadeFile[];
}

/** One file came of another, as somebody states. */
export interface IterationStep {
  /** SHA-256 of the two files. */
  readonly from: string;
  readonly to: string;
  readonly how: IterationWay;
  /** CID of the statement that says so. */
  readonly statement: string;
  /** Id of the making, the claim or the derivation. */
  readonly statedIn: string;
}

/** Generations, variations and edits around a work or a file. The statements of several persons may go round, or contradict each other. */
export interface Iterations {
  readonly iterations: readonly Iteration[];
  readonly steps: readonly IterationStep[];
  /** There is more than is given: of works, makings or files. */
  readonly isTruncated: boolean;
}

const MOST_WORKS = 50;
const MOST_MAKINGS = 20;
export const MOST_ITERATIONS = 2000;

/** Of a work: what its standing claims and the makings that they name tell, and the works from which it derives and that derive from it. */
export async function iterationsOfWork(tables: Tables, work: string): Promise<Iterations> {
  const graph = await derivationGraph(tables, work, 2);
  const derivations = graph.derivations.filter(({ capacity }) => capacity !== 'competing-claimant');
  const named = [...new Set([work, ...derivations.flatMap((one) => [one.work, one.source])])];
  const works = named.slice(0, MOST_WORKS);
  const claims = await standingClaims(tables, works);
  const makings = [...new Set(claims.flatMap(({ body }) => body.makings ?? []))];
  const tree = await gather(tables, { works, claims, makings: makings.slice(0, MOST_MAKINGS) });
  const pictures = new Map(tree.files.toReversed().map(({ work: of, sha256 }) => [of, sha256]));
  const derived = derivations.flatMap(({ id, source, work: to }): IterationStep[] => {
    const [from, into] = [pictures.get(source), pictures.get(to)];
    return from === undefined || into === undefined
      ? []
      : [{ from, to: into, how: 'derivation', statement: id.replace('derivation:', ''), statedIn: id }];
  });
  const isTruncated = graph.isTruncated || named.length > works.length || makings.length > MOST_MAKINGS;
  return assembled(tree, derived, isTruncated);
}

/** Of a file, by its SHA-256: every making in which somebody recorded it, whoever that is, and the works whose file it is. */
export async function iterationsOfFile(tables: Tables, sha256: string): Promise<Iterations> {
  const rows = await tables.query<{ work: string }[]>(
    `SELECT DISTINCT w.work FROM work_files w JOIN files f ON f.cid = w.file WHERE f.sha256 = $1 ORDER BY w.work LIMIT $2`,
    [sha256, MOST_WORKS + 1],
  );
  const works = rows.slice(0, MOST_WORKS).map(({ work }) => work);
  const makings = await makingsOfFiles(tables, [sha256], MOST_MAKINGS + 1);
  const claims = await standingClaims(tables, works);
  const tree = await gather(tables, { works, claims, makings: makings.slice(0, MOST_MAKINGS) });
  return assembled(tree, [], rows.length > MOST_WORKS || makings.length > MOST_MAKINGS);
}

interface Tree {
  /** Of works, each work's picture first. */
  readonly files: readonly { readonly work: string; readonly sha256: string; readonly cid: string }[];
  readonly made: readonly MadeFile[];
  readonly steps: readonly IterationStep[];
  /** Not all steps of the makings were read. */
  readonly isCut: boolean;
}

async function gather(
  tables: Tables,
  {
    works,
    claims,
    makings,
  }: { works: readonly string[]; claims: readonly Claim[]; makings: readonly string[] },
): Promise<Tree> {
  const stored = await filesOfWorks(tables, works);
  const files = stored.map(({ work, stored: { sha256, cid } }) => ({ work, sha256, cid }));
  const made: MadeFile[] = [];
  // One after the other, and no more steps than one making may have: anybody may record steps of any file.
  let left = MOST_STEPS_OF_MAKING;
  for (const making of makings) {
    if (left <= 0) break;
    const steps = await stepsAfter(tables, { making, after: BEFORE_ALL, limit: left });
    left -= steps.length;
    made.push(...madeFiles(steps));
  }
  const ofMakings = made.flatMap(({ from, sha256: to, how, statement, making }) =>
    from.map((source): IterationStep => ({ from: source, to, how: wayOf(how), statement, statedIn: making })),
  );
  return {
    files,
    made,
    isCut: left <= 0,
    steps: [...claims.flatMap((claim) => claimSteps(claim, files)), ...ofMakings],
  };
}

/** What came of another, wherever and in whatever way nobody says, was changed. */
const wayOf = (how: StepWay): IterationWay => (how === 'import' || how === 'unsaid' ? 'edit' : how);

/** What a claim tells of files: what went into a generation, and what an act made of what. */
function claimSteps({ id, work, body }: Claim, files: Tree['files']): IterationStep[] {
  const picture = files.find((file) => file.work === work)?.sha256;
  const stated = { statement: id.replace('claim:', ''), statedIn: id };
  const generated = (body.generations ?? []).flatMap(({ inputs = [] }) =>
    picture === undefined
      ? []
      : inputs.map(({ sha256 }) => ({ from: sha256, to: picture, how: 'generation' as const, ...stated })),
  );
  const edited = (body.acts ?? []).flatMap(({ before, after }) => {
    const to = after?.sha256 ?? picture;
    return before === undefined || to === undefined
      ? []
      : [{ from: before.sha256, to, how: 'edit' as const, ...stated }];
  });
  return [...generated, ...edited].filter(({ from, to }) => from !== to);
}

function assembled(
  { files, made, steps, isCut }: Tree,
  more: readonly IterationStep[],
  isTruncated: boolean,
): Iterations {
  const all = [...steps, ...more];
  const order = [
    ...files.map(({ sha256 }) => sha256),
    ...made.map(({ sha256 }) => sha256),
    ...all.flatMap(({ from, to }) => [from, to]),
  ];
  const digests = [...new Set(order)];
  const given = new Set(digests.slice(0, MOST_ITERATIONS));
  const iterations = [...given].map((sha256) => {
    const own = files.filter((file) => file.sha256 === sha256);
    return {
      sha256,
      cid: own[0]?.cid ?? null,
      works: [...new Set(own.map(({ work }) => work))],
      made: made
        .filter((file) => file.sha256 === sha256)
        .sort((a, b) => (a.statementIndex < b.statementIndex ? -1 : 1)),
    };
  });
  return {
    iterations,
    steps: all.filter(({ from, to }) => given.has(from) && given.has(to)),
    isTruncated: isTruncated || isCut || digests.length > given.size,
  };
}
