import type { Question } from './question.js';

interface Listening<Answer> {
  readonly onAnswer: (answer: Answer) => void;
  /** Told when the register has nothing more to say. */
  readonly onEnd?: () => void;
}

/** Follows a subscription by server-sent events (GraphQL over SSE, distinct connections). The browser connects again by itself where it was cut; gives what ends it. */
export function follow<Answer, Variables>(
  question: Question<Answer, Variables>,
  variables: Variables,
  { onAnswer, onEnd }: Listening<Answer>,
): () => void {
  const asked = new URLSearchParams({ query: question.text, variables: JSON.stringify(variables) });
  const source = new EventSource(`/graphql/stream?${asked.toString()}`);
  source.addEventListener('next', ({ data }: MessageEvent<string>) => {
    const reply = JSON.parse(data) as { data?: Answer | null };
    if (reply.data) onAnswer(reply.data);
  });
  source.addEventListener('complete', () => {
    source.close();
    onEnd?.();
  });
  return () => source.close();
}
