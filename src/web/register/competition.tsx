import { Link } from 'wouter';
import { personInWords } from '../parts/words.js';
import type { StandingClaim } from './standing-claims.js';

interface Given {
  readonly work: string;
  readonly title: string;
  /** What stands of it; null until that is known. */
  readonly claims: readonly StandingClaim[] | null;
}

/** The registered work that is claimed, and who claims it already. */
export function Competition({ work, title, claims }: Given) {
  const claimants = [...new Set((claims ?? []).flatMap(({ by }) => by.map(({ person }) => person.id)))];
  return (
    <section>
      <h2>The work</h2>
      <p>
        <Link href={`/works/${work}`}>“{title}”</Link> is registered.
      </p>
      {claimants.length > 0 && (
        <p className="notice">
          {claimants.map(personInWords).join(', ')} {claimants.length === 1 ? 'claims' : 'claim'} it already.
          Yours stands beside that and says that it competes; nobody decides here who is right.
        </p>
      )}
      {claims?.length === 0 && (
        <p className="quiet">
          Nobody claims it. The first claim is for whoever registered it, or a maker whose key its
          registration names.
        </p>
      )}
    </section>
  );
}
