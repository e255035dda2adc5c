import { useEffect, useState } from 'react';
import { AskProblem, offline } from '../ask/ask.js';
import type { EvidenceReport } from '../../evidence/evidence-report.js';
import { Problem } from '../parts/problem.js';
import { verifyDropped } from '../verifier/verify-dropped.js';
import { Report } from './report.js';

/** Fetches the evidence package of a work and verifies it here, by the code that verifies it from disk. */
export function VerifiedHere({ work }: { readonly work: string }) {
  const [report, setReport] = useState<EvidenceReport | null>(null);
  const [problem, setProblem] = useState<AskProblem | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    void verified(work, stop.signal).then(setReport, (error: unknown) => {
      if (stop.signal.aborted) return;
      if (!(error instanceof AskProblem)) throw error;
      setProblem(error);
    });
    return () => stop.abort();
  }, [work]);
  if (problem) return <Problem problem={problem} />;
  if (!report) return <p role="status">Fetching and verifying the record …</p>;
  return <Report report={report} />;
}

async function verified(work: string, signal: AbortSignal): Promise<EvidenceReport> {
  const response = await fetch(`/works/${work}/evidence.zip?files=none`, { signal }).catch(
    (cause: unknown) => {
      if (signal.aborted) throw cause;
      throw offline();
    },
  );
  if (!response.ok) {
    const { code, message } = (await response.json()) as { code: string; message: string }; // as the route answers
    throw new AskProblem(code, message);
  }
  return verifyDropped({ zip: new Uint8Array(await response.arrayBuffer()) });
}
