import { ask } from './ask.js';
import type { Question } from './question.js';

const asked = new Map<string, Promise<unknown>>();

const keyOf = ({ text }: { readonly text: string }, variables: unknown): string =>
  `${text} ${JSON.stringify(variables)}`;

/** Asks before the page is drawn that will want the answer: while the browser is busy with that, the answer is on its way. */
export function askAhead<Answer, Variables>(
  question: Question<Answer, Variables>,
  variables: Variables,
): void {
  const answer = ask(question, variables);
  // Whoever takes it is told of its failure.
  answer.catch(() => undefined);
  asked.set(keyOf(question, variables), answer);
}

/** What was asked ahead, for the first who takes it; null where it was not. */
export function takeAhead<Answer, Variables>(
  question: Question<Answer, Variables>,
  variables: Variables,
): Promise<Answer> | null {
  const key = keyOf(question, variables);
  const answer = asked.get(key) ?? null;
  asked.delete(key);
  return answer as Promise<Answer> | null; // kept under its question
}
