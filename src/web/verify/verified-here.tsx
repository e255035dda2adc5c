import { useEffect, useState } from 'react';
import { AskProblem } from '../ask/ask.js';
import { fetchPackage } from '../files/fetch-package.js';
import type { EvidenceReport } from '../../evidence/evidence-report.js';
import { Problem } from '../parts/problem.js';
import { verifyDropped } from '../verifier/verify-dropped.js';
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
  const [report, setReport] = useState<EvidenceReport | null>(null);
  const [problem, setProblem] = useState<AskProblem | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    void verified(work, isWhole, stop.signal).then(setReport, (error: unknown) => {
      if (stop.signal.aborted) return;
      if (!(error instanceof AskProblem)) throw error;
      setProblem(error);
    });
    return () => stop.abort();
  }, [work, isWhole]);
  if (problem) return <Problem problem={problem} />;
  if (!report) return <p role="status">Fetching and verifying the record …</p>;
  return <Report report={report} />;
}

async function verified(work: string, isWhole: boolean, signal: AbortSignal): Promise<EvidenceReport> {
  const response = await fetchPackage(work, isWhole ? {} : { files: 'none' }, { signal });
  return verifyDropped({ zip: new Uint8Array(await response.arrayBuffer()) });
}
