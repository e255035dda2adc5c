import { AccountOf } from './account-of.js';
import type { Asked } from '../ask/use-answer.js';
import { Loading } from '../parts/loading.js';
import { Problem } from '../parts/problem.js';
import { ledgersIn } from './ledgers.js';
import type { WorkLedgersQuery } from './work.generated.js';
import type { ShownWork } from './work-page.js';

interface Given {
  readonly work: ShownWork;
  readonly ledgers: Asked<WorkLedgersQuery>;
}

/** How it was made, as each claim that stands tells it. */
export function Making({ work, ledgers: asked }: Given) {
  const ledgers = ledgersIn(asked.answer);
  const told = work.claims.edges
    .map(({ node }) => node)
    .filter(
      ({ id, status, generations, acts, evidence, account }) =>
        status !== 'WITHDRAWN' &&
        generations.length +
          acts.length +
          evidence.length +
          (ledgers.has(id) ? 1 : 0) +
          (account === null ? 0 : 1) >
          0,
    );
  return (
    <section id="making">
      <h2>How it was made</h2>
      {asked.problem && <Problem problem={asked.problem} onAgain={asked.askAgain} />}
      {told.length === 0 && asked.answer && <p className="quiet">Nobody who claims it has told how.</p>}
      {told.length === 0 && !asked.answer && !asked.problem && <Loading what="how it was made" />}
      {told.map((claim) => (
        <AccountOf
          key={claim.id}
          claim={claim}
          makings={ledgers.get(claim.id) ?? []}
          picture={work.files[0]}
          isOne={told.length === 1}
        />
      ))}
    </section>
  );
}
