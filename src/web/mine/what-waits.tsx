import { useEffect } from 'react';
import { Link } from 'wouter';
import { shownStandInWords } from '../../claims/disputes/stand-in-words.js';
import { useAllPages } from '../ask/use-all-pages.js';
import { groundInWords, outcomeInWords } from '../parts/dispute-words.js';
import { isOneOf } from '../parts/is-one-of.js';
import { isUpheldBy } from '../parts/is-upheld-by.js';
import { outcomeOfOthers } from '../parts/outcome-of-others.js';
import { Loading } from '../parts/loading.js';
import { Problem } from '../parts/problem.js';
import { dateInWords, personInWords } from '../parts/words.js';
import {
  claimsOfMine,
  disputesRaised,
  namedAsMine,
  type ClaimsOfMineQuery,
  type DisputesRaisedQuery,
  type NamedAsMineQuery,
} from './mine.generated.js';

const claimsIn = ({ person }: ClaimsOfMineQuery) => person?.claims ?? null;
const raisedIn = ({ person }: DisputesRaisedQuery) => person?.disputesRaised ?? null;
const namedIn = ({ person }: NamedAsMineQuery) => person?.namedIn ?? null;

interface Given {
  /** Id of the person, by the key that is open. */
  readonly id: string;
  /** All keys of the person. */
  readonly keys: readonly string[];
}

/** What others ask of somebody, as it is each time that they come back to the page: to co-sign, to claim, to answer. */
export function WhatWaits({ id, keys }: Given) {
  const claimed = useAllPages(claimsOfMine, id, claimsIn);
  const namedAs = useAllPages(namedAsMine, id, namedIn);
  const raised = useAllPages(disputesRaised, id, raisedIn);
  const lists = [claimed, namedAs, raised];
  const [askClaims, askNamed, askRaised] = [claimed.askAgain, namedAs.askAgain, raised.askAgain];
  useEffect(() => {
    const onBack = () => {
      if (document.visibilityState !== 'visible') return;
      askClaims();
      askNamed();
      askRaised();
    };
    document.addEventListener('visibilitychange', onBack);
    return () => document.removeEventListener('visibilitychange', onBack);
  }, [askClaims, askNamed, askRaised]);
  const failed = lists.find(({ problem }) => problem);
  const standing = claimed.nodes.filter(({ status }) => status !== 'WITHDRAWN');
  const waiting = standing.filter(({ by }) =>
    // By whichever of the person's keys they were named.
    by.some(({ person, signedAt }) => signedAt === null && isOneOf(person, keys)),
  );
  // Of others too: whoever registers a work may name its maker, who claims it then.
  const claimedWorks = new Set(standing.map(({ work }) => work.id));
  // Which of them are claimed, all claims tell.
  const named = claimed.isKnown ? namedAs.nodes.filter(({ id: work }) => !claimedWorks.has(work)) : [];
  const disputes = standing
    .filter(({ by }) => isUpheldBy(by, keys))
    .flatMap((claim) => claim.disputes.map((dispute) => ({ ...dispute, work: claim.work })));
  const unanswered = disputes.filter(({ state }) => state === 'OPEN');
  const underWay = [
    ...disputes
      .filter(({ state }) => state !== 'OPEN')
      .map((dispute) => ({ ...dispute, side: 'CLAIMANT' as const })),
    ...raised.nodes.map((dispute) => ({ ...dispute, side: 'CHALLENGER' as const })),
  ].filter(({ state }) => state !== 'DECIDED' && state !== 'WITHDRAWN');
  const outcomes = underWay.flatMap((dispute) => {
    const stated = outcomeOfOthers(dispute, dispute.side);
    return stated ? [{ dispute, stated }] : [];
  });
  const isKnown = lists.every((list) => list.isKnown);
  const waits = waiting.length + unanswered.length + named.length + outcomes.length;
  return (
    <>
      <section aria-busy={!isKnown}>
        <h2>What waits for you</h2>
        {failed?.problem && <Problem problem={failed.problem} onAgain={failed.askAgain} />}
        {!isKnown && !failed && <Loading what="what waits for you" />}
        {isKnown && !failed && waits === 0 && <p className="quiet">Nothing.</p>}
        <ul>
          {waiting.map(({ id: claim, work }) => (
            <li key={claim}>
              <Link href={`/works/${work.id}#act-co-sign`}>Co-sign the claim on “{work.title}”</Link>
            </li>
          ))}
          {named.map(({ id: work, title }) => (
            <li key={work}>
              “{title}” is registered as yours:{' '}
              <Link href={`/works/new?claim=${encodeURIComponent(work)}`}>claim it</Link>, or look{' '}
              <Link href={`/works/${work}`}>what it says</Link>
            </li>
          ))}
          {unanswered.map(({ id: dispute, ground, answerBy, work }) => (
            <li key={dispute}>
              <Link href={`/works/${work.id}#act-answer`}>
                “{work.title}” is disputed ({groundInWords(ground)})
              </Link>
              : answer by {dateInWords(answerBy)}
            </li>
          ))}
          {outcomes.map(({ dispute: { id: dispute, ground, work }, stated }) => (
            <li key={dispute}>
              <Link href={`/works/${work.id}#act-outcome`}>
                The dispute of “{work.title}” ({groundInWords(ground)}) ended, as the other side says
              </Link>
              : {outcomeInWords(stated.outcome)}, on {dateInWords(stated.decidedOn ?? '')} by{' '}
              {stated.decidedBy}, stated by {personInWords(stated.statedBy.id)}. It is decided once you state
              the same.
            </li>
          ))}
        </ul>
      </section>
      {underWay.length > 0 && (
        <section>
          <h2>Disputes under way</h2>
          <ul>
            {underWay.map(({ id: dispute, ground, state, outcome, work, side }) => (
              <li key={dispute}>
                <Link href={`/works/${work.id}#claims`}>
                  {side === 'CHALLENGER' ? `You contest “${work.title}”` : `“${work.title}” is disputed`} (
                  {groundInWords(ground)})
                </Link>
                : {shownStandInWords({ state, outcome })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
