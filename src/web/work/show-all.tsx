import { Problem } from '../parts/problem.js';
import { useFocusAt } from '../parts/use-focus-at.js';
import type { LongList } from './use-whole-work.js';

/** Says that a list is longer than what is shown of it, and asks for the others. `what`: in the plural. */
export function ShowAll({
  what,
  of: { isCut, isWanted, want, asked },
}: {
  readonly what: string;
  readonly of: LongList;
}) {
  // The button that was pressed is gone.
  const told = useFocusAt<HTMLParagraphElement>(String(isCut));
  return (
    <>
      {isCut && (
        <p>
          There are more {what} than these.{' '}
          <button type="button" className="link no-print" disabled={isWanted} onClick={want}>
            {isWanted && !asked.problem ? 'Asking for them …' : 'Show all'}
            <span className="sr-only"> {what}</span>
          </button>
        </p>
      )}
      <p className="sr-only" role="status" tabIndex={-1} ref={told}>
        {isWanted && !isCut && `All ${what} are shown.`}
      </p>
      {asked.problem && <Problem problem={asked.problem} onAgain={asked.askAgain} />}
    </>
  );
}
