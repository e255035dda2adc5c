import { useEffect } from 'react';
import { followWhileSeen } from '../ask/follow.js';
import { useAnswer } from '../ask/use-answer.js';
import { Loading } from '../parts/loading.js';
import { Problem } from '../parts/problem.js';
import { followLog, logPage } from './log.generated.js';
import { counted } from '../../lib/counted.js';
import { chainInWords, instantInWords } from '../parts/words.js';

const at = (instant: string | null | undefined): string => (instant ? instantInWords(instant) : 'not yet');

/** How the register is, as it goes on: its newest signed head, who witnesses it, and how it gets onto the chain. */
export function LogPage() {
  const { answer, problem, askAgain } = useAnswer(logPage, {});
  useEffect(() => followWhileSeen(followLog, {}, { onAnswer: askAgain }), [askAgain]);
  if (!answer)
    return problem ? <Problem problem={problem} onAgain={askAgain} /> : <Loading what="the register" />;
  const { log, checkpoint, anchoring } = answer;
  const { newest, underWay } = anchoring;
  return (
    <section className="stack">
      <title>The register – Raisonné</title>
      <h1>The register</h1>
      {problem && <Problem problem={problem} onAgain={askAgain} />}
      <p className="lead">
        Every statement has a place in one list to which is only added. Its heads are signed
        {log.witnesses.length > 0 ? ', cosigned by witnesses' : ''} and anchored on a chain: whoever keeps one
        of them can tell whether what was recorded was changed.
      </p>
      {log.halted ? (
        <p className="notice problem">
          It is halted since {at(log.halted.since)}, answers questions and records nothing:{' '}
          {log.halted.reason}
        </p>
      ) : (
        <p className="notice">It records and signs.</p>
      )}
      <section>
        <h2>Newest signed head</h2>
        {checkpoint ? (
          <dl className="facts">
            <dt>Entries</dt>
            <dd>{checkpoint.size}</dd>
            <dt>Signed</dt>
            <dd>{at(checkpoint.signedAt)}</dd>
            <dt>Root</dt>
            <dd className="code">{checkpoint.root}</dd>
            <dt>Log</dt>
            <dd className="code">{log.origin}</dd>
            <dt>Its key</dt>
            <dd className="code">{log.verifierKey}</dd>
          </dl>
        ) : (
          <p className="quiet">Nothing is recorded yet.</p>
        )}
        {checkpoint && (
          <details>
            <summary>The signed note</summary>
            <pre className="code">{checkpoint.note}</pre>
          </details>
        )}
      </section>
      <section>
        <h2>On the chain</h2>
        <dl className="facts">
          <dt>Chain</dt>
          <dd>{chainInWords(anchoring.chainId)}</dd>
          <dt>Contract</dt>
          <dd className="code">{anchoring.registry}</dd>
          <dt>Anchored</dt>
          <dd>
            {newest
              ? `up to entry ${newest.toSize}, block ${newest.blockNumber ?? '–'}, ${at(newest.minedAt)} (${newest.state.toLowerCase()})`
              : 'nothing yet'}
          </dd>
          <dt>Under way</dt>
          <dd>
            {underWay.length === 0
              ? 'nothing'
              : underWay.map(({ toSize, state }) => `up to ${toSize} (${state.toLowerCase()})`).join(', ')}
          </dd>
          {anchoring.waiting !== null && (
            <>
              <dt>Waits</dt>
              <dd>{anchoring.waiting}</dd>
            </>
          )}
        </dl>
      </section>
      <section>
        <h2>Witnesses</h2>
        {log.witnesses.length === 0 ? (
          <p className="quiet">None is asked. Anybody can follow the log, and be one.</p>
        ) : (
          <ul>
            {log.witnesses.map(({ verifierKey, newest: last, problem: why }) => (
              <li key={verifierKey}>
                <span className="code">{verifierKey}</span>:{' '}
                {last
                  ? `cosigned ${counted(last.size, 'entry', 'entries')}, ${at(last.cosignedAt)}`
                  : 'has not cosigned'}
                {why === null ? '' : ` (${why})`}
              </li>
            ))}
          </ul>
        )}
      </section>
      <p className="quiet">
        The log is static files besides: <a href="/checkpoint">/checkpoint</a> and tiles
        (c2sp.org/tlog-tiles). The API has an <a href="/explorer">explorer</a>.
      </p>
    </section>
  );
}
