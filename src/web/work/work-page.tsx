import { lazy, Suspense, useDeferredValue, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { askAhead } from '../ask/ask-ahead.js';
import { useAnswer } from '../ask/use-answer.js';
import { KnownNames, NamesNote } from '../parts/known-names.js';
import { Loading } from '../parts/loading.js';
import { Picture } from '../parts/picture.js';
import { Problem } from '../parts/problem.js';
import { PersonLink } from '../parts/person-link.js';
import { dateInWords, dayInWords, makersInWords } from '../parts/words.js';
import { Claims, isAgainst } from './claims.js';
import { Cite } from './cite.js';
import { Export } from './export.js';
import { ledgersIn } from './ledgers.js';
import { Making } from './making.js';
import { Proofs } from './proofs.js';
import { relatedWorks } from './related.generated.js';
import { Related } from './related.js';
import { Rights } from './rights.js';
import { Grave, Title } from './title.js';
import { useWholeWork } from './use-whole-work.js';
import { workHistory, workLedgers, workPage, type WorkPageQuery } from './work.generated.js';
import './work-page.css';

export type ShownWork = NonNullable<WorkPageQuery['work']>;

// Keys and signatures are much code, for those who state something.
const Actions = lazy(() =>
  import('../act/actions.js').then(({ Actions: actions }) => ({ default: actions })),
);
const DeepZoom = lazy(() => import('./deep-zoom.js').then(({ DeepZoom: zoom }) => ({ default: zoom })));

/** Asks for the work before its page is drawn. */
export const askForWork = (id: string): void => askAhead(workPage, { id });

/** Everything that is recorded of a work, for those who look at it and those who rely on it. */
export function WorkPage({ id }: { readonly id: string }) {
  const { answer, problem, askAgain } = useAnswer(workPage, { id });
  if (!answer)
    return problem ? <Problem problem={problem} onAgain={askAgain} /> : <Loading what="the work" />;
  if (!answer.work)
    return (
      <section>
        <h1>No such work</h1>
        <p>
          {id} is not registered here. <Link href="/">Check a picture</Link>, or{' '}
          <Link href="/works">browse the works that are registered</Link>.
        </p>
      </section>
    );
  return (
    <>
      {problem && <Problem problem={problem} onAgain={askAgain} />}
      <Shown work={answer.work} onRecorded={askAgain} />
    </>
  );
}

function Shown({ work: asked, onRecorded }: { readonly work: ShownWork; readonly onRecorded: () => void }) {
  const { work, claims, permissions, sources } = useWholeWork(asked);
  // A question of its own: it reads every file of the work. Its answer stays while it is asked again, so that nothing collapses meanwhile.
  const history = useAnswer(workHistory, { id: work.id });
  // It may read ten thousand steps of each.
  const ledgers = useAnswer(workLedgers, { id: work.id });
  const related = useAnswer(relatedWorks, { id: work.id });
  // The picture and its title are drawn first, and all else after it.
  const isWhole = useDeferredValue(true, false);
  useHash({ isWhole, isSettled: history.answer !== null });
  const contested = work.claims.edges.some(({ node }) => isAgainst(node));
  return (
    <KnownNames makers={work.makers}>
      <article className="work">
        <title>{`${work.title} – Raisonné`}</title>
        <WorkPicture work={work} />
        <header>
          <h1>{work.title}</h1>
          <p className="lead">
            {makersInWords(work.makers)}
            {work.dateMade === null ? '' : `, ${dateInWords(work.dateMade)}`}
            {work.medium === null ? '' : `, ${work.medium}`}
          </p>
          {contested && (
            <p className="notice problem">
              Who made it is contested: more than one claim, or a dispute, is on record. See{' '}
              <a href="#claims">the claims</a>.
            </p>
          )}
          {work.description !== null && <p>{work.description}</p>}
          <p className="quiet">
            Registered <time dateTime={work.registeredAt}>{dayInWords(work.registeredAt)}</time> by{' '}
            <PersonLink id={work.registrant.id} />. Registered is not examined.
            <NamesNote />
          </p>
        </header>
        {/* It comes late, and moves what is below the picture alone. */}
        {history.answer?.work && <Grave history={history.answer.work} isContested={contested} />}
        <div className="parts" aria-busy={!isWhole}>
          {isWhole && (
            <>
              {' '}
              <Making work={work} ledgers={ledgers} />
              <Claims work={work} all={claims} />
              <Title work={work} history={history} />
              <Rights work={work} />
              <Related work={work} related={related} permissions={permissions} />
              <Proofs work={work} />
              <Suspense fallback={null}>
                <Actions
                  work={work}
                  lists={[permissions, sources]}
                  onRecorded={() => {
                    history.askAgain();
                    related.askAgain();
                    for (const { asked: all } of [claims, permissions, sources]) all.askAgain();
                    onRecorded();
                  }}
                />
              </Suspense>
              <Export
                work={work}
                mayHaveLedger={ledgers.answer === null || ledgersIn(ledgers.answer).size > 0}
              />
              <Cite work={work} />
            </>
          )}
        </div>
      </article>
    </KnownNames>
  );
}

function WorkPicture({ work }: { readonly work: ShownWork }) {
  const [isClose, setClose] = useState(false);
  const [file] = work.files;
  const canZoom = file?.width && !file.withheld && !file.forgetting;
  return (
    <div
      className="hero"
      onKeyDown={({ key }) => {
        if (key === 'Escape') setClose(false);
      }}
    >
      {isClose && file ? (
        <Suspense fallback={<Loading what="the picture" />}>
          <DeepZoom cid={file.cid} alt={work.altText ?? work.title} />
        </Suspense>
      ) : (
        <Picture
          file={file}
          alt={work.altText ?? `Picture of ${work.title}; nobody has described it`}
          isFirst
        />
      )}
      {canZoom && (
        <button type="button" className="no-print" onClick={() => setClose(!isClose)}>
          {isClose ? 'Whole picture' : 'Look closely'}
        </button>
      )}
    </div>
  );
}

/** Goes to the part of the page that the address names: once it is drawn, and again when what comes late above it has come. */
function useHash({ isWhole, isSettled }: { readonly isWhole: boolean; readonly isSettled: boolean }): void {
  useEffect(() => {
    if (location.hash !== '') document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [isWhole, isSettled]);
}
