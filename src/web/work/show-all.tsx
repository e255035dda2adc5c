import { Problem } from '../parts/problem.js';
import type { LongList } from './use-whole-work.js';

/** Says that a list is longer than what is shown of it, and asks for the others. `what`: in the plural. */
export function ShowAll({
  what,
  of: { isCut, isWanted, want, asked },
}: {
  readonly what: string;
  readonly of: LongList;
}) {
  return (
    <>
      {isCut && (
        <p>
          There are more {what} than these.{' '}
          <button type="button" className="link no-print" disabled={isWanted} onClick={want}>
            {isWanted && !asked.problem ? 'Asking for them …' : 'Show all'}
          </button>
        </p>
      )}
      {asked.problem && <Problem problem={asked.problem} onAgain={asked.askAgain} />}
    </>
  );
}
