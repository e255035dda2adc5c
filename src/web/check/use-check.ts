import { useEffect, useRef, useState } from 'react';
import { ask, AskProblem } from '../ask/ask.js';
import { sendFile, type SentFile } from '../files/send-file.js';
import {
  checkPicture,
  inspectPicture,
  searchStage,
  type CheckPictureQuery,
  type InspectPictureQuery,
} from './check.generated.js';

export type Found = CheckPictureQuery['originality'];
export type Told = InspectPictureQuery['inspection'];

/** Where the check of a picture is. What its file says and what is like it come apart, each as soon as it is there. */
export interface Check {
  readonly file: File;
  /** Address of the picture on this machine, for the page. */
  readonly shownAt: string;
  /** How much of it has been sent, 0 to 1. */
  readonly sent: number;
  /** What the search is doing, in words; null before and after. */
  readonly doing: string | null;
  /** The picture at the register; null until it has arrived. */
  readonly arrived: SentFile | null;
  readonly found: Found | AskProblem | null;
  readonly told: Told | AskProblem | null;
  readonly problem: AskProblem | null;
}

const STAGES = {
  EXAMINING: 'Looking at the picture',
  SHORTLISTING: 'Choosing what to compare it with',
  COMPARING: 'Comparing it with registered pictures',
} as const;
const LOOK_EVERY_MS = 400;

/** Checks one picture at a time: another takes the place of the one before. */
export function useCheck(): { readonly check: Check | null; readonly start: (file: File) => void } {
  const [check, setCheck] = useState<Check | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = (file: File) => {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    const change = (changes: Partial<Check>) => {
      if (!stop.signal.aborted) setCheck((before) => before && { ...before, ...changes });
    };
    setCheck((before) => {
      if (before) URL.revokeObjectURL(before.shownAt);
      return {
        file,
        shownAt: URL.createObjectURL(file),
        sent: 0,
        doing: null,
        arrived: null,
        found: null,
        told: null,
        problem: null,
      };
    });
    run(file, { change, signal: stop.signal }).catch((problem: unknown) => {
      if (stop.signal.aborted) return;
      if (!(problem instanceof AskProblem)) throw problem;
      change({ problem, doing: null });
    });
  };
  return { check, start };
}

async function run(
  file: File,
  { change, signal }: { change: (changes: Partial<Check>) => void; signal: AbortSignal },
): Promise<void> {
  const arrived = await sendFile(file, { signal, onProgress: (sent) => change({ sent }) });
  const { upload } = arrived;
  change({ sent: 1, arrived, doing: STAGES.EXAMINING });
  const follow = crypto.randomUUID().replaceAll('-', '');
  const search = ask(checkPicture, { upload, follow }, { signal }).catch(asProblem);
  const look = ask(inspectPicture, { upload }, { signal }).catch(asProblem);
  let isOver = false;
  void tellStages(follow, { change, signal, isOver: () => isOver });
  const tellFound = async () => {
    const answer = await search;
    isOver = true;
    change({ found: answer instanceof AskProblem ? answer : answer.originality, doing: null });
  };
  const tellTold = async () => {
    const answer = await look;
    change({ told: answer instanceof AskProblem ? answer : answer.inspection });
  };
  await Promise.all([tellFound(), tellTold()]);
}

function asProblem(error: unknown): AskProblem {
  if (error instanceof AskProblem) return error;
  throw error;
}

async function tellStages(
  follow: string,
  {
    change,
    signal,
    isOver,
  }: { change: (changes: Partial<Check>) => void; signal: AbortSignal; isOver: () => boolean },
): Promise<void> {
  while (!isOver() && !signal.aborted) {
    const answer = await ask(searchStage, { follow }, { signal }).catch(() => null);
    const progress = answer?.searchProgress;
    if (progress && !isOver())
      change({
        doing: `${STAGES[progress.stage]}${progress.candidates === null ? '' : ` (${progress.candidates})`}`,
      });
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_EVERY_MS);
    });
  }
}
