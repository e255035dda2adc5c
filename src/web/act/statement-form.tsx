import { lazy, Suspense } from 'react';
import { Loading } from '../parts/loading.js';
import { SignedForm, type SignedFormGiven } from './signed-form.js';

// Keys are much code, for those who state something.
const KeyPanel = lazy(() =>
  import('../keys/key-panel.js').then(({ KeyPanel: panel }) => ({ default: panel })),
);

/** A form that ends in a signed statement, with the key that it wants. */
export const StatementForm = (given: SignedFormGiven) => (
  <div className="stack">
    {/* Its own form is within; a form in a form is none. */}
    <Suspense fallback={<Loading what="your key" />}>
      <KeyPanel />
    </Suspense>
    <SignedForm {...given} />
  </div>
);
