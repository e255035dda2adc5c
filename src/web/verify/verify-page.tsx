import { useState } from 'react';
import { Link } from 'wouter';
import { ChooseFiles } from '../files/choose-files.js';
import { DropArea } from '../files/drop-area.js';
import { isLikePackage, verifyDropped, type Verified } from '../verifier/verify-dropped.js';
import { Report } from './report.js';

type State =
  | { readonly is: 'waiting' }
  | { readonly is: 'verifying'; readonly name: string }
  | { readonly is: 'no package'; readonly name: string; readonly isPicture: boolean }
  | { readonly is: 'verified'; readonly name: string; readonly verified: Verified };

/** Verifies an exported package in this browser. The package is not sent anywhere. */
export function VerifyPage() {
  const [state, setState] = useState<State>({ is: 'waiting' });
  const verify = async (file: File) => {
    const { name } = file;
    setState({ is: 'verifying', name });
    const dropped = { zip: new Uint8Array(await file.arrayBuffer()) };
    if (!isLikePackage(dropped)) {
      setState({ is: 'no package', name, isPicture: file.type.startsWith('image/') });
      return;
    }
    setState({ is: 'verified', name, verified: await verifyDropped(dropped) });
  };
  const take = ([file]: readonly File[]) => {
    if (file) void verify(file);
  };
  return (
    <section className="stack">
      <title>Verify – Raisonné</title>
      <h1>Verify a package</h1>
      <p className="lead">
        Drop an exported package. It is read and verified in this browser, and sent nowhere: also when you are
        offline.
      </p>
      <DropArea onFiles={take}>
        <div className="row">
          <ChooseFiles
            label="Choose a package"
            accept=".zip,application/zip"
            className="button main"
            onFiles={take}
          />
        </div>
        <p className="hint">A zip, as it was exported</p>
      </DropArea>
      <div aria-live="polite">
        {state.is === 'verifying' && <p>Verifying {state.name} …</p>}
        {state.is === 'no package' && (
          <p className="notice problem">
            {state.name} is no package: a package is a zip, exported from the page of a work.
            {state.isPicture && (
              <>
                {' '}
                Whether a picture is registered is told where it is <Link href="/">checked</Link>.
              </>
            )}
          </p>
        )}
      </div>
      {state.is === 'verified' && (
        <section aria-label={state.name}>
          {state.verified.work ? (
            <p className="quiet">{state.name} says that it is of</p>
          ) : (
            <h2>{state.name}</h2>
          )}
          <Report verified={state.verified} namesWork />
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
