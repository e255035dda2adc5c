import { useId, useState } from 'react';
import type { EvidenceReport } from '../../evidence/evidence-report.js';
import { verifyDropped } from '../verifier/verify-dropped.js';
import { Report } from './report.js';
import '../files/drop-picture.css';

type State =
  | { readonly is: 'waiting' }
  | { readonly is: 'verifying'; readonly name: string }
  | { readonly is: 'verified'; readonly name: string; readonly report: EvidenceReport };

/** Verifies an exported package in this browser. The package is not sent anywhere. */
export function VerifyPage() {
  const [state, setState] = useState<State>({ is: 'waiting' });
  const [isOver, setOver] = useState(false);
  const id = useId();
  const take = async (file: File | undefined) => {
    if (!file) return;
    const { name } = file;
    setState({ is: 'verifying', name });
    const report = await verifyDropped({ zip: new Uint8Array(await file.arrayBuffer()) });
    setState({ is: 'verified', name, report });
  };
  return (
    <section className="stack">
      <title>Verify – Raisonné</title>
      <h1>Verify a package</h1>
      <p className="lead">
        Drop an exported package. It is read and verified in this browser, and sent nowhere: also when you are
        offline.
      </p>
      <div
        className="drop"
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files[0]);
        }}
      >
        <div className="row">
          <label className="button main" htmlFor={id}>
            Choose a package
          </label>
          <input
            className="sr-only"
            id={id}
            type="file"
            accept=".zip,application/zip"
            onChange={({ target }) => {
              void take(target.files?.[0]);
              target.value = '';
            }}
          />
        </div>
        <p className="hint">A zip, as it was exported</p>
      </div>
      <div aria-live="polite">{state.is === 'verifying' && <p>Verifying {state.name} …</p>}</div>
      {state.is === 'verified' && (
        <section>
          <h2>{state.name}</h2>
          <Report report={state.report} />
        </section>
      )}
      <p className="quiet">
        To need neither this server nor a network, save{' '}
        <a href="/verifier.html" download>
          the same as one file
        </a>{' '}
        and open it from disk.
      </p>
    </section>
  );
}
