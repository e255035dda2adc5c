import { Link } from 'wouter';
import type { Asked } from '../ask/use-answer.js';
import { Loading } from '../parts/loading.js';
import type { WorkCardFragment } from '../parts/parts.generated.js';
import { Problem } from '../parts/problem.js';
import { PersonLink } from '../parts/person-link.js';
import { codeInWords, dateInWords } from '../parts/words.js';
import { WorkCards } from '../parts/work-cards.js';
import { DERIVATION_WAYS, WAYS_IN_WORDS } from '../../originality/derivation-ways.js';
import { DerivationGraph, type Derivation } from './derivation-graph.js';
import type { RelatedWorksQuery } from './related.generated.js';
import { ShowAll } from './show-all.js';
import type { LongList } from './use-whole-work.js';
import type { ShownWork } from './work-page.js';

interface Given {
  readonly work: ShownWork;
  /** What is around it: asked apart, as it takes longer. */
  readonly related: Asked<RelatedWorksQuery>;
  readonly permissions: LongList;
}

/** From which works it derives and which derive from it, as persons declare; and apart from that which look like it. */
export function Related({ work, related: { answer, problem, askAgain }, permissions }: Given) {
  return (
    <section id="related">
      <h2>Derivations</h2>
      {problem ? (
        <Problem problem={problem} onAgain={askAgain} />
      ) : answer ? (
        <Found work={work} answer={answer} permissions={permissions} />
      ) : (
        <Loading what="derivations" />
      )}
    </section>
  );
}

function Found({
  work,
  answer,
  permissions,
}: Pick<Given, 'work' | 'permissions'> & { readonly answer: RelatedWorksQuery }) {
  const { derivations = [], isTruncated = false } = answer.derivationGraph ?? {};
  return (
    <>
      {derivations.length === 0 ? (
        <p className="quiet">Nobody declares that it derives from another work, or another from it.</p>
      ) : (
        <>
          <DerivationGraph centre={work.id} derivations={derivations} />
          <Declared derivations={derivations} />
          {isTruncated && (
            <p className="quiet">More hang on these than are shown: open one to see what is around it.</p>
          )}
        </>
      )}
      <Permissions work={work} all={permissions} />
      {answer.work && <LookAlikes work={answer.work} declared={declaredWith(work.id, derivations)} />}
    </>
  );
}

/** Completes "WORK … SOURCE". */
function inWords(how: Derivation['how']): string {
  const way = DERIVATION_WAYS.find((one) => one.toUpperCase().replaceAll('-', '_') === how);
  return way ? WAYS_IN_WORDS[way] : how;
}

const STATES = { IN_FORCE: 'in force', EXPIRED: 'over', WITHDRAWN: 'withdrawn' } as const;

/** To whom somebody who speaks for the work permits to derive from it. */
function Permissions({ work, all }: { readonly work: ShownWork; readonly all: LongList }) {
  const permissions = work.derivationPermissions.edges.map(({ node }) => node);
  if (permissions.length === 0) return null;
  return (
    <>
      <h3>Permissions to derive from it</h3>
      <ul>
        {permissions.map(({ id, how, terms, until, state, to, permittedBy }) => (
          <li key={id}>
            <PersonLink id={to.id} />
            {how === null ? ', in any way' : `, by ${how.map(codeInWords).join(', ')}`}: {terms}{' '}
            <span className="quiet">
              (by <PersonLink id={permittedBy.id} />; {STATES[state]}
              {until !== null && `, until ${dateInWords(until)}`})
            </span>
          </li>
        ))}
      </ul>
      <ShowAll what="permissions" of={all} />
    </>
  );
}

/** The picture again, in sentences: for those who do not see it, and to be searched and copied. */
const Declared = ({ derivations }: { readonly derivations: readonly Derivation[] }) => (
  <ul>
    {derivations.map(({ id, how, source, work }) => (
      <li key={id}>
        <Link href={`/works/${work.id}`}>{work.title}</Link> {inWords(how)}{' '}
        <Link href={`/works/${source.id}`}>{source.title}</Link>
      </li>
    ))}
  </ul>
);

type Related = NonNullable<RelatedWorksQuery['work']>;
type Relation = Related['derivations']['found']['earlier'][number]['match']['relation'];

/** Of the picture that was registered later, and the earlier one. */
const ALIKE: Readonly<Record<Relation, string>> = {
  EXACT_BYTES: 'the very same file',
  NEAR_DUPLICATE: 'the same picture',
  MIRRORED_OR_ROTATED: 'the same picture, turned or mirrored',
  CROP: 'the later is a part of the earlier',
  EMBEDDED_IN: 'the earlier stands, whole, in the later',
  DERIVATIVE: 'the two share a part',
  LOOK_ALIKE: 'alike to a model, which does not say where',
};

/** Works that somebody declares to derive from one or to be its source, by their ids. */
const declaredWith = (id: string, derivations: readonly Derivation[]): ReadonlySet<string> =>
  new Set(
    derivations.flatMap(({ work, source }) =>
      work.id === id ? [source.id] : source.id === id ? [work.id] : [],
    ),
  );

function LookAlikes({ work, declared }: { readonly work: Related; readonly declared: ReadonlySet<string> }) {
  const { earlier, later, isTruncated } = work.derivations.found;
  const notes = new Map<string, string>();
  const works: WorkCardFragment[] = [];
  const add = (
    other: WorkCardFragment,
    { relation, isCertain }: (typeof earlier)[number]['match'],
    when: string,
  ) => {
    if (declared.has(other.id)) return;
    works.push(other);
    notes.set(other.id, `Registered ${when}: ${ALIKE[relation]}${isCertain ? '' : '; not certain'}`);
  };
  for (const { match, earlier: other } of earlier) add(other, match, 'before');
  for (const { match, later: other } of later) add(other, match, 'after');
  if (works.length === 0 && !isTruncated) return null;
  return (
    <>
      <h3>Registered pictures that look like it</h3>
      <p className="quiet">
        Found by comparing pictures. Nobody declared it, and by itself it says nothing of who took from whom.
      </p>
      <WorkCards works={works} noteOf={({ id }) => notes.get(id) ?? null} />
      {isTruncated && <p className="quiet">There are more than these.</p>}
    </>
  );
}
