import { lazy, Suspense, useState } from 'react';
import type { ShownWork } from './work-page.js';
import { isMined, useStatementProgress } from '../parts/use-statement-progress.js';
import { chainInWords, instantInWords } from '../parts/words.js';
import { counted } from '../../lib/counted.js';

const VerifiedHere = lazy(() =>
  import('../verify/verified-here.js').then(({ VerifiedHere: verified }) => ({ default: verified })),
);

/** Files that are fetched with the record to be compared with what was signed, in bytes. */
const MOST_FETCHED = 50_000_000;

const isSmall = (files: ShownWork['files']): boolean =>
  files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) <= MOST_FETCHED;

/** Where the registration stands in the register, and the same checked in this browser. */
export function Proofs({ work }: { readonly work: ShownWork }) {
  const [isAsked, setAsked] = useState(false);
  const { statement, files } = work;
  const progress = useStatementProgress(isMined(statement) ? null : statement.id);
  const { checkpoint, anchor } = progress ?? statement;
  return (
    <section id="proofs">
      <h2>Proofs</h2>
      <dl className="facts">
        <div>
          <dt>Entry of the register</dt>
          <dd>
            {statement.index},{' '}
            <time dateTime={statement.recordedAt}>{instantInWords(statement.recordedAt)}</time>
          </dd>
        </div>
        <div>
          <dt>Signed head</dt>
          <dd>
            {checkpoint
              ? `of ${counted(checkpoint.size, 'entry', 'entries')}, ${instantInWords(checkpoint.signedAt)}`
              : 'not yet'}
          </dd>
        </div>
        <div>
          <dt>Anchor</dt>
          <dd>
            {anchor?.blockNumber === null || !anchor
              ? 'not yet'
              : `block ${anchor.blockNumber} (${anchor.state.toLowerCase()}); ${chainInWords(anchor.chainId)}`}
          </dd>
        </div>
        <div>
          <dt>Statement</dt>
          <dd className="code">{statement.cid}</dd>
        </div>
        <div>
          <dt>Picture</dt>
          <dd className="code">{files[0]?.cid}</dd>
        </div>
      </dl>
      {isAsked ? (
        <Suspense fallback={<p role="status">Loading the verifier …</p>}>
          <VerifiedHere work={work.id} isWhole={isSmall(files)} />
        </Suspense>
      ) : (
        <p className="no-print">
          <button type="button" onClick={() => setAsked(true)}>
            Verify in this browser
          </button>
        </p>
      )}
      <p className="quiet">
        A proof shows that something was signed and recorded by a time, and unaltered since. It does not show
        who made the work.
      </p>
    </section>
  );
}
