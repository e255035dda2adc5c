import type { WorkCardFragment } from './parts.generated.js';
import { WorkCards, type WorkCardsGiven } from './work-cards.js';

interface Given<Work extends WorkCardFragment> extends WorkCardsGiven<Work> {
  readonly name: string;
}

/** Works under a heading; nothing where there are none. */
export const Wall = <Work extends WorkCardFragment>({ name, ...given }: Given<Work>) =>
  given.works.length === 0 ? null : (
    <section>
      <h2>{name}</h2>
      <WorkCards {...given} />
    </section>
  );
