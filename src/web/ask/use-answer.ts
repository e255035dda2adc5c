import { useCallback, useEffect, useState } from 'react';
import { takeAhead } from './ask-ahead.js';
import { ask, AskProblem } from './ask.js';
import type { Question } from './question.js';

/** Where a question is: nothing yet, its answer, or why there is none. The answer before stays while it is asked again. */
export interface Asked<Answer> {
  readonly answer: Answer | null;
  readonly problem: AskProblem | null;
  readonly isAsking: boolean;
  readonly askAgain: () => void;
}

/** Asks when the page is shown, and again when what is asked changes; `variables` null: not yet. */
export function useAnswer<Answer, Variables>(
  question: Question<Answer, Variables>,
  variables: Variables | null,
): Asked<Answer> {
  const key = variables === null ? null : JSON.stringify(variables);
  const [state, setState] = useState<{
    key: string | null;
    answer: Answer | null;
    problem: AskProblem | null;
  }>({
    key: null,
    answer: null,
    problem: null,
  });
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (key === null) return undefined;
    const stop = new AbortController();
    const wanted = JSON.parse(key) as Variables;
    (takeAhead(question, wanted) ?? ask(question, wanted, { signal: stop.signal })).then(
      (answer) => (stop.signal.aborted ? undefined : setState({ key, answer, problem: null })),
      (problem: unknown) => {
        if (stop.signal.aborted) return;
        if (!(problem instanceof AskProblem)) throw problem;
        setState((before) => ({ key, answer: before.key === key ? before.answer : null, problem }));
      },
    );
    return () => stop.abort();
  }, [question, key, times]);
  const isOfNow = state.key === key;
  return {
    answer: isOfNow ? state.answer : null,
    problem: isOfNow ? state.problem : null,
    isAsking: key !== null && !isOfNow,
    askAgain: useCallback(() => setTimes((before) => before + 1), []),
  };
}
