import { AccountOf } from './account-of.js';
import type { ShownWork } from './work-page.js';

/** How it was made, as each claim that stands tells it. */
export function Making({ work }: { readonly work: ShownWork }) {
  const told = work.claims.edges
    .map(({ node }) => node)
    .filter(
      ({ status, generations, acts, evidence, account }) =>
        status !== 'WITHDRAWN' &&
        generations.length + acts.length + evidence.length + (account === null ? 0 : 1) > 0,
    );
  return (
    <section id="making">
      <h2>How it was made</h2>
      {told.length === 0 ? (
        <p className="quiet">Nobody who claims it has told how.</p>
      ) : (
        told.map((claim) => (
          <AccountOf key={claim.id} claim={claim} picture={work.files[0]} isOne={told.length === 1} />
        ))
      )}
    </section>
  );
}
