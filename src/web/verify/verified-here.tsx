import { useEffect, useState } from 'react';
import { AskProblem } from '../ask/ask.js';
import { fetchPackage } from '../files/fetch-package.js';
import { Problem } from '../parts/problem.js';
import { verifyDropped, type Verified } from '../verifier/verify-dropped.js';
import { Report } from './report.js';

/** Fetches the evidence package of a work and verifies it here, by the code that verifies it from disk. */
export function VerifiedHere({
  work,
  isWhole,
}: {
  readonly work: string;
  /** Whether the files are fetched, too; else their digests alone. */
  readonly isWhole: boolean;
}) {
  const [found, setFound] = useState<Verified | null>(null);
  const [problem, setProblem] = useState<AskProblem | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    void verified(work, isWhole, stop.signal).then(setFound, (error: unknown) => {
      if (stop.signal.aborted) return;
      if (!(error instanceof AskProblem)) throw error;
      setProblem(error);
    });
    return () => stop.abort();
  }, [work, isWhole]);
  if (problem) return <Problem problem={problem} />;
  if (!found) return <p role="status">Fetching and verifying the record …</p>;
  return <Report verified={found} />;
}

async function verified(work: string, isWhole: boolean, signal: AbortSignal): Promise<Verified> {
  const response = await fetchPackage(work, isWhole ? {} : { files: 'none' }, { signal });
  return verifyDropped({ zip: new Uint8Array(await response.arrayBuffer()) });
}
