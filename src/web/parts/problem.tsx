import type { AskProblem } from '../ask/ask.js';

/** What went wrong, and what to do. */
export const Problem = ({
  problem,
  onAgain,
}: {
  readonly problem: Pick<AskProblem, 'message'>;
  readonly onAgain?: (() => void) | undefined;
}) => (
  <div className="notice problem" role="alert">
    <p>{problem.message}</p>
    {onAgain && (
      <button type="button" onClick={onAgain}>
        Try again
      </button>
    )}
  </div>
);
