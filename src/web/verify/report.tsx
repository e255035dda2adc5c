import { useEffect, useRef } from 'react';
import type { EvidenceReport } from '../../evidence/evidence-report.js';
import { summaryOf } from '../../evidence/report-groups.js';
import { reportElements } from '../verifier/show-report.js';
import './report.css';

/** What a verification found, as the page from disk shows it. */
export function Report({ report }: { readonly report: EvidenceReport }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.replaceChildren(...reportElements(report));
  }, [report]);
  return (
    <div className="report">
      <p aria-live="polite">
        <strong>{summaryOf(report)}</strong>
      </p>
      <div ref={place} />
    </div>
  );
}
