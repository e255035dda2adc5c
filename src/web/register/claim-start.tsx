import { useEffect, useState } from 'react';
import { ask, AskProblem } from '../ask/ask.js';
import { fetchOriginal } from '../files/fetch-original.js';
import { Loading } from '../parts/loading.js';
import { Problem } from '../parts/problem.js';
import { newClaimDraft, type Draft } from './draft.js';
import { workToClaim } from './register.generated.js';

interface Given {
  /** Id of the work that is to be claimed. */
  readonly work: string;
  readonly onDraft: (draft: Draft) => void;
}

/** Begins the claim of a work that is registered: its picture is fetched, so that what its file says can be told. */
export function ClaimStart({ work, onDraft }: Given) {
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const start = async () => {
      try {
        const draft = await begin(work, stop.signal);
        if (!stop.signal.aborted) onDraft(draft);
      } catch (error) {
        if (stop.signal.aborted) return;
        if (!(error instanceof AskProblem)) throw error;
        setProblem(error);
      }
    };
    void start();
    return () => stop.abort();
    // eslint-disable-next-line -- onDraft is made anew each time and does the same
  }, [work, times]);
  if (!problem) return <Loading what="the work" />;
  return (
    <Problem
      problem={problem}
      onAgain={() => {
        setProblem(null);
        setTimes((before) => before + 1);
      }}
    />
  );
}

async function begin(id: string, signal: AbortSignal): Promise<Draft> {
  const { work } = await ask(workToClaim, { id }, { signal });
  const [file] = work?.files ?? [];
  if (!work || !file) throw new AskProblem('WORK_UNKNOWN', `${id} is not registered here.`);
  const picture = await fetchOriginal(file, { name: work.title, signal });
  return newClaimDraft(picture, { id, title: work.title, statement: work.statement.id });
}
