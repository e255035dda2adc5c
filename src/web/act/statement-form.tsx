import { KeyPanel } from '../keys/key-panel.js';
import { SignedForm, type SignedFormGiven } from './signed-form.js';

/** A form that ends in a signed statement, with the key that it wants. */
export const StatementForm = (given: SignedFormGiven) => (
  <div className="stack">
    {/* Its own form is within; a form in a form is none. */}
    <KeyPanel />
    <SignedForm {...given} />
  </div>
);
