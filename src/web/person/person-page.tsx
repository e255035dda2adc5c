import { useMemo } from 'react';
import { useAllPages } from '../ask/use-all-pages.js';
import { useAnswer } from '../ask/use-answer.js';
import { Loading } from '../parts/loading.js';
import { ownedShare } from '../parts/owned-share.js';
import { Problem } from '../parts/problem.js';
import { Wall } from '../parts/wall.js';
import { instantInWords, personInWords } from '../parts/words.js';
import { Catalogue } from './catalogue.js';
import { entriesOf, namesOf } from './entries.js';
import {
  personPage,
  worksClaimed,
  worksOwned,
  worksRegistered,
  type PersonPageQuery,
  type WorksClaimedQuery,
  type WorksOwnedQuery,
  type WorksRegisteredQuery,
} from './person.generated.js';

const claimsIn = ({ person }: WorksClaimedQuery) => person?.claims ?? null;
const registeredIn = ({ person }: WorksRegisteredQuery) => person?.works ?? null;
const ownedIn = ({ person }: WorksOwnedQuery) => person?.owned ?? null;

/** The catalogue raisonné of a maker, for the screen and for paper. */
export function PersonPage({ id }: { readonly id: string }) {
  const { answer, problem, askAgain } = useAnswer(personPage, { id });
  if (problem) return <Problem problem={problem} onAgain={askAgain} />;
  if (!answer) return <Loading what="the person" />;
  if (!answer.person)
    return (
      <section>
        <h1>No such person</h1>
        <p>A person is the address of a key: 0x and 40 digits.</p>
      </section>
    );
  return <CatalogueOf key={id} person={answer.person} />;
}

function CatalogueOf({ person }: { readonly person: NonNullable<PersonPageQuery['person']> }) {
  const { id, presentKey, keys } = person;
  const claimed = useAllPages(worksClaimed, id, claimsIn);
  const registered = useAllPages(worksRegistered, id, registeredIn);
  const owned = useAllPages(worksOwned, id, ownedIn);
  const { made, received } = useMemo(() => entriesOf(claimed.nodes, keys), [claimed.nodes, keys]);
  const shown = new Set([...made, ...received].map(({ work }) => work.id));
  const isElse = (work: { readonly id: string }) => !shown.has(work.id);
  // Whose a work is stands with it.
  const ownedElse = owned.nodes.filter(isElse);
  const registeredElse = registered.nodes.filter(isElse);
  const lists = [claimed, registered, owned];
  const failed = lists.find(({ problem }) => problem);
  const isAsking = lists.some((list) => list.isAsking);
  const names = namesOf(made);
  // When the last of it came, and not when it is drawn.
  const askedAt = useMemo(() => new Date().toISOString(), [claimed.nodes, registered.nodes, owned.nodes]);
  return (
    <section className="stack" aria-busy={isAsking}>
      <title>{`${personInWords(id)} – Raisonné`}</title>
      <header>
        <h1>Catalogue of {personInWords(id)}</h1>
        {names.length > 0 && (
          <p className="lead">
            Makers named in the works: {names.slice(0, MOST_NAMES).join('; ')}
            {names.length > MOST_NAMES ? '; and others' : ''}
          </p>
        )}
        <p className="quiet">
          A person is a key: <span className="code">{presentKey}</span>
          {keys.length > 1 ? `, the last of ${keys.length}` : ''}. Who stands behind it, the register does not
          say.
        </p>
        <p className="quiet on-paper">
          As it was recorded on {instantInWords(askedAt)}, at {location.origin}/people/{id}.
        </p>
        <p className="no-print">
          <button type="button" onClick={() => window.print()} disabled={isAsking}>
            Print the catalogue
          </button>
        </p>
      </header>
      {failed?.problem && (
        <>
          <p>Not all of the works are here.</p>
          <Problem problem={failed.problem} onAgain={failed.askAgain} />
        </>
      )}
      {made.length > 0 && (
        <section>
          <h2>Works made</h2>
          <Catalogue entries={made} />
        </section>
      )}
      {received.length > 0 && (
        <section>
          <h2>Works claimed by transfer from their authors</h2>
          <Catalogue entries={received} />
        </section>
      )}
      <Wall
        name={shown.size > 0 ? 'Other works owned' : 'Works owned'}
        works={ownedElse}
        noteOf={(work) => ownedShare(work, keys)}
      />
      <Wall name="Registered by them, without a claim of their own" works={registeredElse} />
      {isAsking && <Loading what="the works" />}
      {!isAsking && !failed && shown.size + ownedElse.length + registeredElse.length === 0 && (
        <p>Nothing is recorded of this person.</p>
      )}
    </section>
  );
}

const MOST_NAMES = 5;
