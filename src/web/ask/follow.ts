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

/** The same as long as the page is looked at: a browser has few connections for all its pages. Whoever comes back is told at once how it is. */
export function followWhileSeen<Answer, Variables>(
  question: Question<Answer, Variables>,
  variables: Variables,
  listening: Listening<Answer>,
): () => void {
  let stop: (() => void) | null = null;
  const onSeen = () => {
    stop?.();
    stop = document.visibilityState === 'visible' ? follow(question, variables, listening) : null;
  };
  onSeen();
  document.addEventListener('visibilitychange', onSeen);
  return () => {
    document.removeEventListener('visibilitychange', onSeen);
    stop?.();
  };
}
