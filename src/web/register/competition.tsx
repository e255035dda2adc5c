import { Link } from 'wouter';
import { useAnswer } from '../ask/use-answer.js';
import { personInWords } from '../parts/words.js';
import { claimsOn } from './register.generated.js';

interface Given {
  readonly work: string;
  readonly title: string;
  /** Whether somebody registered it before. */
  readonly isOfRegistered: boolean;
}

/** The registered work that is claimed, and who claims it already. */
export function Competition({ work, title, isOfRegistered }: Given) {
  const { answer } = useAnswer(claimsOn, isOfRegistered ? { id: work } : null);
  const standing = (answer?.work?.claims.edges ?? [])
    .map(({ node }) => node)
    .filter(({ status }) => status !== 'WITHDRAWN');
  const claimants = [...new Set(standing.flatMap(({ by }) => by.map(({ person }) => person.id)))];
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
      {answer && standing.length === 0 && (
        <p className="quiet">
          Nobody claims it. The first claim is for whoever registered it, or a maker whose key its
          registration names.
        </p>
      )}
    </section>
  );
}
