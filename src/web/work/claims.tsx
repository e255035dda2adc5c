import { shownStandInWords } from '../../claims/disputes/stand-in-words.js';
import { Link } from 'wouter';
import { useOwnKeys } from '../act/use-own-keys.js';
import { groundInWords, outcomeInWords } from '../parts/dispute-words.js';
import { isUpheldBy } from '../parts/is-upheld-by.js';
import { PersonLink } from '../parts/person-link.js';
import { codeInWords, dateInWords, dayInWords, personInWords } from '../parts/words.js';
import { EvidenceLinks } from './evidence-links.js';
import { ShowAll } from './show-all.js';
import type { LongList } from './use-whole-work.js';
import type { ShownWork } from './work-page.js';

type Claim = ShownWork['claims']['edges'][number]['node'];
type Dispute = Claim['disputes'][number];

const STATES: Readonly<Record<Claim['status'], string>> = {
  CLAIMED: 'Claimed',
  AWAITING_CO_SIGNATURES: 'Waits for co-signatures',
  WITHDRAWN: 'Withdrawn',
};

/** Whether another claim, or a dispute, stands against one that stands. */
export const isAgainst = ({ status, isContested, competesWith }: Claim): boolean =>
  status !== 'WITHDRAWN' && (isContested || competesWith !== null);

interface Given {
  readonly work: ShownWork;
  readonly all: LongList;
}

/** Who says that they made it, with all that stands against it. */
export function Claims({ work, all }: Given) {
  const claims = work.claims.edges.map(({ node }) => node);
  const own = useOwnKeys();
  const isMine = claims.some(({ by }) => isUpheldBy(by, own?.keys ?? []));
  return (
    <section id="claims">
      <h2>Who claims it</h2>
      {claims.length === 0 ? (
        <p className="quiet">Nobody claims to have made it.</p>
      ) : (
        <ol className="plain claims">
          {claims.map((claim) => (
            <li key={claim.id} data-contested={claim.isContested}>
              <ClaimOf claim={claim} />
            </li>
          ))}
        </ol>
      )}
      <ShowAll what="claims" of={all} />
      {claims.some(({ status }) => status === 'AWAITING_CO_SIGNATURES') && (
        <p className="no-print">
          Named in a claim that waits for you? <a href="#act">Co-sign it</a> by your key.
        </p>
      )}
      {!isMine && <ClaimIt work={work.id} isFirst={claims.every(({ status }) => status === 'WITHDRAWN')} />}
    </section>
  );
}

/** The way to a claim of one's own. */
const ClaimIt = ({ work, isFirst }: { readonly work: string; readonly isFirst: boolean }) => (
  <p className="no-print">
    Made by you, or yours from its maker?{' '}
    <Link href={`/works/new?claim=${encodeURIComponent(work)}`}>Claim it</Link>
    {isFirst && (
      <span className="quiet">
        {' '}
        (the first claim is for whoever registered it, or a maker whose key its registration names)
      </span>
    )}
  </p>
);

function ClaimOf({ claim }: { readonly claim: Claim }) {
  const { by, status, basis, isContested, competesWith, recordedAt, disputes } = claim;
  const isDisputed = isAgainst(claim);
  const against = [...(competesWith ? ['Competing'] : []), ...(isContested ? ['Contested'] : [])];
  return (
    <>
      <h3>
        {by.map(({ person, signedAt, withdrawnAt }, at) => (
          <span key={person.id}>
            {at > 0 ? ', ' : ''}
            <PersonLink id={person.id} />
            {person.presentKey !== person.address && (
              <span className="quiet">, whose key is {personInWords(person.presentKey)} now</span>
            )}
            {signedAt === null ? ' (has not signed)' : withdrawnAt === null ? '' : ' (withdrew)'}
          </span>
        ))}
      </h3>
      <p>
        <span className="state" data-state={isDisputed ? 'contested' : status.toLowerCase()}>
          {isDisputed ? against.join(', ') : STATES[status]}
        </span>{' '}
        <span className="quiet">
          as {codeInWords(basis)}, <time dateTime={recordedAt}>{dayInWords(recordedAt)}</time>
          {competesWith ? '; against an earlier claim' : ''}
        </span>
      </p>
      {disputes.length > 0 && (
        <ul className="disputes">
          {disputes.map((dispute) => (
            <li key={dispute.id}>
              <DisputeOf dispute={dispute} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What is said against a claim, and what was answered, in the order in which it was said. */
function DisputeOf({ dispute }: { readonly dispute: Dispute }) {
  const { ground, state, outcome, raisedAt, raisedBy, account, evidence, entries } = dispute;
  return (
    <>
      <p>
        <strong>{groundInWords(ground)}</strong>, raised {dayInWords(raisedAt)} by{' '}
        <PersonLink id={raisedBy.id} />: {account}
        <Shown files={evidence} />
        <span className="quiet"> ({shownStandInWords({ state, outcome })})</span>
      </p>
      {entries.length > 0 && (
        <ul>
          {entries.map((entry, at) => (
            <li key={at}>
              <strong>
                {entry.outcome === null ? 'answer' : `outcome stated: ${outcomeInWords(entry.outcome)}`}
              </strong>
              , {dayInWords(entry.statedAt)} by <PersonLink id={entry.statedBy.id} />
              {entry.decidedBy === null
                ? ''
                : `, decided ${dateInWords(entry.decidedOn ?? '')} by ${entry.decidedBy}`}
              {entry.account === null ? '' : `: ${entry.account}`}
              <Shown files={entry.evidence} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const Shown = ({ files }: { readonly files: Dispute['evidence'] }) =>
  files.length === 0 ? null : (
    <span className="quiet">
      {' '}
      Shown by <EvidenceLinks files={files} />.
    </span>
  );
