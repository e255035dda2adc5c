import { useAnswer } from '../ask/use-answer.js';
import { Loading } from '../parts/loading.js';
import type { WorkCardFragment } from '../parts/parts.generated.js';
import { Problem } from '../parts/problem.js';
import { WorkCards } from '../parts/work-cards.js';
import { personInWords } from '../parts/words.js';
import { personPage } from './person.generated.js';

/** The catalogue raisonné of a maker, for the screen and for paper. */
export function PersonPage({ id }: { readonly id: string }) {
  const { answer, problem, askAgain } = useAnswer(personPage, { id });
  if (problem) return <Problem problem={problem} onAgain={askAgain} />;
  if (!answer) return <Loading what="the person" />;
  const { person } = answer;
  if (!person)
    return (
      <section>
        <h1>No such person</h1>
        <p>A person is the address of a key: 0x and 40 digits.</p>
      </section>
    );
  const claims = person.claims.edges.map(({ node }) => node);
  const claimed = unique(claims.filter(({ status }) => status !== 'WITHDRAWN').map(({ work }) => work));
  const registered = person.works.edges
    .map(({ node }) => node)
    .filter((work) => !claimed.some(({ id: known }) => known === work.id));
  const owned = person.owned.edges.map(({ node }) => node);
  const contested = new Set(claims.filter(({ isContested }) => isContested).map(({ work }) => work.id));
  return (
    <section className="stack">
      <title>{`${personInWords(id)} – Raisonné`}</title>
      <header>
        <h1>Catalogue of {personInWords(id)}</h1>
        <p className="quiet">
          A person is a key: <span className="code">{person.presentKey}</span>
          {person.keys.length > 1 ? `, the last of ${person.keys.length}` : ''}. Who stands behind it, the
          register does not say.
        </p>
        <p className="no-print">
          <button type="button" onClick={() => window.print()}>
            Print the catalogue
          </button>
        </p>
      </header>
      {claimed.length + registered.length + owned.length === 0 && <p>Nothing is recorded of this person.</p>}
      <Part
        name="Works that they claim to have made"
        works={claimed}
        noteOf={({ id: work }) => (contested.has(work) ? 'contested' : null)}
      />
      <Part name="Works that they registered" works={registered} />
      <Part name="Works that they own" works={owned} />
      {person.works.pageInfo.hasNextPage && <p className="quiet">The first hundred of each are shown.</p>}
    </section>
  );
}

const unique = <Work extends { readonly id: string }>(works: readonly Work[]): Work[] => [
  ...new Map(works.map((work) => [work.id, work])).values(),
];

const Part = ({
  name,
  works,
  noteOf,
}: {
  readonly name: string;
  readonly works: readonly WorkCardFragment[];
  readonly noteOf?: (work: WorkCardFragment) => string | null;
}) =>
  works.length === 0 ? null : (
    <section>
      <h2>{name}</h2>
      <WorkCards works={works} {...(noteOf && { noteOf })} />
    </section>
  );
