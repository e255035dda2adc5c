import { useEffect, useRef } from 'react';
import { AXES } from '../../evidence/evidence-report.js';
import { isByOwnKey, summaryOf } from '../../evidence/report-groups.js';
import { reportElements, workElements } from '../verifier/show-report.js';
import type { Verified } from '../verifier/verify-dropped.js';
import './report.css';

interface Given {
  readonly verified: Verified;
  /** Whether it is told of which work it is: where that is not what the page is about. */
  readonly namesWork?: boolean;
}

/** What a verification found, as the page from disk shows it. */
export function Report({ verified: { work, report }, namesWork = false }: Given) {
  const [head, place] = [useRef<HTMLElement>(null), useRef<HTMLDivElement>(null)];
  useEffect(() => {
    head.current?.replaceChildren(...(work ? workElements(work, report) : []));
    place.current?.replaceChildren(...reportElements(report));
  }, [head, place, work, report]);
  return (
    <div className="report">
      {namesWork && work && <header ref={head} />}
      <p aria-live="polite" className={`axis verdict ${toneOf(report)}`}>
        <strong>{summaryOf(report)}</strong>
      </p>
      <div ref={place} />
    </div>
  );
}

/** Of the anchor a page cannot say more: it asks no chain. */
function toneOf({ axes }: Verified['report']): 'failed' | 'passed' | 'not-checked' {
  const results = AXES.map((axis) => ({ axis, result: axes[axis].result }));
  if (results.some(({ result }) => result === 'failed')) return 'failed';
  return !isByOwnKey({ axes }) &&
    results.every(({ axis, result }) => result === 'passed' || axis === 'anchor')
    ? 'passed'
    : 'not-checked';
}
