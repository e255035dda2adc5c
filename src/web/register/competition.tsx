import { Link } from 'wouter';
import { KnownNames, NamesNote, usePersonWords } from '../parts/known-names.js';
import type { ClaimsOnQuery } from './register.generated.js';
import { standingOf } from './standing-claims.js';

interface Given {
  readonly work: string;
  readonly title: string;
  /** What stands of it; null until that is known. */
  readonly claims: ClaimsOnQuery | null;
  /** Whether whoever has the key that is open upholds a claim of it already. */
  readonly isOwn: boolean;
  /** Whether a claim names them, and waits for their signature. */
  readonly awaitsMine: boolean;
}

/** The registered work that is claimed, and who claims it already. */
export function Competition({ work, title, claims, isOwn, awaitsMine }: Given) {
  const standing = standingOf(claims);
  const claimants = [...new Set(standing.flatMap(({ by }) => by.map(({ person }) => person.id)))];
  return (
    <section>
      <h2>The work</h2>
      <p>
        <Link href={`/works/${work}`}>“{title}”</Link> is registered.
      </p>
      {isOwn ? (
        <p className="notice">
          You claim it already: nothing more is to be signed here. See{' '}
          <Link href={`/works/${work}#claims`}>what you signed</Link>, and throw this draft away.
        </p>
      ) : (
        claimants.length > 0 && (
          <KnownNames makers={claims?.work?.makers ?? []}>
            <Against claimants={claimants} />
          </KnownNames>
        )
      )}
      {awaitsMine && (
        <p className="notice">
          A claim of it names you and waits for your signature:{' '}
          <Link href={`/works/${work}#act-co-sign`}>co-sign that</Link>, unless you claim it apart from those
          who made it.
        </p>
      )}
      {claims && standing.length === 0 && (
        <p className="quiet">
          Nobody claims it. The first claim is for whoever registered it, or a maker whose key its
          registration names.
        </p>
      )}
    </section>
  );
}

function Against({ claimants }: { readonly claimants: readonly string[] }) {
  const inWords = usePersonWords();
  return (
    <p className="notice">
      {claimants.map(inWords).join(', ')} {claimants.length === 1 ? 'claims' : 'claim'} it already. Yours
      stands beside that and says that it competes; nobody decides here who is right. <NamesNote />
    </p>
  );
}
