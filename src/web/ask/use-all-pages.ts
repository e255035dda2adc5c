import { useCallback, useEffect, useState } from 'react';
import { ask, AskProblem } from './ask.js';
import type { Question } from './question.js';

/** A page of a list, as the API gives it (Relay, Cursor Connections). */
interface PageOf<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface AllPages<Node> {
  readonly nodes: readonly Node[];
  /** Whether more is on its way. */
  readonly isAsking: boolean;
  /** Whether all of it came once; it stays while it is asked again. */
  readonly isKnown: boolean;
  readonly problem: AskProblem | null;
  readonly askAgain: () => void;
}

interface Found<Node> {
  readonly nodes: readonly Node[];
  /** Of whom all of it came; null: not yet. */
  readonly knownOf: string | null;
}

/** Asks for a list of somebody, page after page to its end; `id` null: of nobody yet. `pageOf` finds the list in an answer, null where there is none. It and the question are the same each time. */
export function useAllPages<Answer, Node>(
  question: Question<Answer, { readonly id: string; readonly after?: string | null }>,
  id: string | null,
  pageOf: (answer: Answer) => PageOf<Node> | null,
): AllPages<Node> {
  const [{ nodes, knownOf }, setFound] = useState<Found<Node>>({ nodes: [], knownOf: null });
  const [isAsking, setAsking] = useState(true);
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (id === null) return undefined;
    const stop = new AbortController();
    const askAll = async () => {
      const found: Node[] = [];
      for (let after: string | null = null; ;) {
        const page: PageOf<Node> | null = pageOf(await ask(question, { id, after }, { signal: stop.signal }));
        found.push(...(page?.edges ?? []).map(({ node }) => node));
        const isAll = !page?.pageInfo.hasNextPage;
        // What is known stays until all of it is known anew.
        setFound((before) =>
          isAll || before.knownOf !== id ? { nodes: [...found], knownOf: isAll ? id : null } : before,
        );
        if (!page || isAll) return;
        after = page.pageInfo.endCursor;
      }
    };
    setAsking(true);
    setProblem(null);
    askAll()
      .catch((failure: unknown) => {
        if (stop.signal.aborted) return;
        if (!(failure instanceof AskProblem)) throw failure;
        setProblem(failure);
      })
      .finally(() => {
        if (!stop.signal.aborted) setAsking(false);
      });
    return () => stop.abort();
  }, [question, id, pageOf, times]);
  return {
    nodes,
    isAsking,
    isKnown: id !== null && knownOf === id,
    problem,
    askAgain: useCallback(() => setTimes((before) => before + 1), []),
  };
}
