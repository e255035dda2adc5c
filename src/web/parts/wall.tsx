import { WorkCards } from './work-cards.js';

interface Given {
  readonly name: string;
  readonly works: Parameters<typeof WorkCards>[0]['works'];
}

/** Works under a heading; nothing where there are none. */
export const Wall = ({ name, works }: Given) =>
  works.length === 0 ? null : (
    <section>
      <h2>{name}</h2>
      <WorkCards works={works} />
    </section>
  );
