import { shownStandInWords } from '../../claims/disputes/stand-in-words.js';
import { Link } from 'wouter';
import { codeInWords, dayInWords, personInWords } from '../parts/words.js';
import type { ShownWork } from './work-page.js';

type Claim = ShownWork['claims']['edges'][number]['node'];

const STATES: Readonly<Record<Claim['status'], string>> = {
  CLAIMED: 'Claimed by all who sign it',
  AWAITING_CO_SIGNATURES: 'Waits for co-signatures',
  WITHDRAWN: 'Withdrawn',
};

/** Who says that they made it, with all that stands against it. */
export function Claims({ work }: { readonly work: ShownWork }) {
  const claims = work.claims.edges.map(({ node }) => node);
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
    </section>
  );
}

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
          {disputes.map(({ id, ground, state, outcome, raisedAt, raisedBy, account }) => (
            <li key={id}>
              <strong>{codeInWords(ground)}</strong>, raised {dayInWords(raisedAt)} by{' '}
              <Link href={`/people/${raisedBy.id}`}>{personInWords(raisedBy.id)}</Link>: {account}
              <span className="quiet"> ({shownStandInWords({ state, outcome })})</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
