import { Link } from 'wouter';
import { useAnswer } from '../ask/use-answer.js';
import { KeyPanel } from '../keys/key-panel.js';
import { useSigner } from '../keys/signer-context.js';
import { Loading } from '../parts/loading.js';
import { Problem } from '../parts/problem.js';
import { WorkCards } from '../parts/work-cards.js';
import { useDrafts } from '../register/use-drafts.js';
import { myWorks, type MyWorksQuery } from './mine.generated.js';

type Mine = NonNullable<MyWorksQuery['person']>;

/** What is yours, by the key that you open: drafts, what waits for you, works and titles, and the key itself. */
export function MinePage() {
  const { signer } = useSigner();
  const { drafts, drop } = useDrafts();
  return (
    <section className="stack">
      <title>My works – Raisonné</title>
      <h1>My works</h1>
      <section>
        <h2>Your key</h2>
        <KeyPanel />
      </section>
      {drafts && drafts.length > 0 && (
        <section>
          <h2>Drafts in this browser</h2>
          <ul>
            {drafts.map(({ id, title, picture, claim }) => (
              <li key={id}>
                <Link href="/works/new">{title || picture.name}</Link>
                {claim ? ' (recorded)' : ''}{' '}
                <button type="button" className="link" onClick={() => drop(id)}>
                  Throw away<span className="sr-only"> {title || picture.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {signer ? (
        <Recorded id={`person:${signer.address}`} />
      ) : (
        <p className="quiet">Open your key to see what is recorded of you.</p>
      )}
    </section>
  );
}

function Recorded({ id }: { readonly id: string }) {
  const { answer, problem, askAgain } = useAnswer(myWorks, { id });
  if (problem) return <Problem problem={problem} onAgain={askAgain} />;
  if (!answer) return <Loading what="your works" />;
  if (!answer.person) return <p>Nothing is recorded of this key.</p>;
  return <All mine={answer.person} id={id} />;
}

function All({ mine, id }: { readonly mine: Mine; readonly id: string }) {
  const claims = mine.claims.edges.map(({ node }) => node);
  const waiting = claims.filter(({ by }) =>
    by.some(({ person, signedAt }) => person.id === id && signedAt === null),
  );
  const disputes = claims.flatMap((claim) =>
    claim.disputes
      .filter(({ state }) => state !== 'DECIDED' && state !== 'WITHDRAWN')
      .map((dispute) => ({ ...dispute, work: claim.work })),
  );
  const works = mine.works.edges.map(({ node }) => node);
  const owned = mine.owned.edges.map(({ node }) => node);
  return (
    <>
      <section>
        <h2>What waits for you</h2>
        {waiting.length + disputes.length === 0 && <p className="quiet">Nothing.</p>}
        <ul>
          {waiting.map(({ id: claim, work }) => (
            <li key={claim}>
              <Link href={`/works/${work.id}#act`}>Co-sign the claim on “{work.title}”</Link>
            </li>
          ))}
          {disputes.map(({ id: dispute, ground, answerBy, state, work }) => (
            <li key={dispute}>
              <Link href={`/works/${work.id}#act`}>
                “{work.title}” is disputed ({ground.toLowerCase().replaceAll('_', ' ')})
              </Link>
              : {state === 'OPEN' ? `answer by ${answerBy}` : state.toLowerCase().replaceAll('_', ' ')}
            </li>
          ))}
        </ul>
      </section>
      <Wall name="Works that you registered" works={works} />
      <Wall name="Works that you own" works={owned} />
      <section>
        <h2>When your key is lost</h2>
        {mine.recoveryKeys.length > 0 ? (
          <p>
            {mine.recoveryKeys.length === 1 ? 'One key may' : `${mine.recoveryKeys.length} keys may`} put
            another in the place of yours.
          </p>
        ) : (
          <p>
            Nobody may put another key in the place of yours. Name recovery keys by the command{' '}
            <code>raisonne recovery</code> while you have it.
          </p>
        )}
      </section>
    </>
  );
}

const Wall = ({
  name,
  works,
}: {
  readonly name: string;
  readonly works: Parameters<typeof WorkCards>[0]['works'];
}) =>
  works.length === 0 ? null : (
    <section>
      <h2>{name}</h2>
      <WorkCards works={works} />
    </section>
  );
