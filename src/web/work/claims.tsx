import { shownStandInWords } from '../../claims/disputes/stand-in-words.js';
import { Link } from 'wouter';
import { useSigner } from '../keys/signer-context.js';
import { codeInWords, dayInWords, personInWords } from '../parts/words.js';
import { EvidenceLinks } from './evidence-links.js';
import type { ShownWork } from './work-page.js';

type Claim = ShownWork['claims']['edges'][number]['node'];
type Dispute = Claim['disputes'][number];

const STATES: Readonly<Record<Claim['status'], string>> = {
  CLAIMED: 'Claimed by all who sign it',
  AWAITING_CO_SIGNATURES: 'Waits for co-signatures',
  WITHDRAWN: 'Withdrawn',
};

/** Who says that they made it, with all that stands against it. */
export function Claims({ work }: { readonly work: ShownWork }) {
  const claims = work.claims.edges.map(({ node }) => node);
  const { signer } = useSigner();
  const isMine = claims.some(({ by }) =>
    by.some(
      ({ person, signedAt, withdrawnAt }) =>
        person.id === `person:${signer?.address}` && signedAt && !withdrawnAt,
    ),
  );
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
  return (
    <>
      <h3>
        {by.map(({ person, signedAt, withdrawnAt }, at) => (
          <span key={person.id}>
            {at > 0 ? ', ' : ''}
            <Link href={`/people/${person.id}`}>{personInWords(person.id)}</Link>
            {signedAt === null ? ' (has not signed)' : withdrawnAt === null ? '' : ' (withdrew)'}
          </span>
        ))}
      </h3>
      <p>
        <span className="state" data-state={isContested ? 'contested' : status.toLowerCase()}>
          {isContested ? 'Contested' : STATES[status]}
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
        <strong>{codeInWords(ground)}</strong>, raised {dayInWords(raisedAt)} by{' '}
        <Link href={`/people/${raisedBy.id}`}>{personInWords(raisedBy.id)}</Link>: {account}
        <Shown files={evidence} />
        <span className="quiet"> ({shownStandInWords({ state, outcome })})</span>
      </p>
      {entries.length > 0 && (
        <ul>
          {entries.map((entry, at) => (
            <li key={at}>
              <strong>
                {entry.outcome === null ? 'answer' : `outcome stated: ${codeInWords(entry.outcome)}`}
              </strong>
              , {dayInWords(entry.statedAt)} by{' '}
              <Link href={`/people/${entry.statedBy.id}`}>{personInWords(entry.statedBy.id)}</Link>
              {entry.decidedBy === null ? '' : `, decided by ${entry.decidedBy}`}
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
