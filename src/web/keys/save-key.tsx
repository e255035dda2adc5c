import { useState } from 'react';
import { saveFile } from '../parts/save-file.js';
import type { Keystore } from './keystore.js';

/** Has a copy of a key saved, and goes on when it is. */
export function SaveKey({ keystore, onDone }: { readonly keystore: Keystore; readonly onDone: () => void }) {
  const [isSaved, setSaved] = useState(false);
  return (
    <div className="stack">
      <p>
        <strong>Save a copy of your key now.</strong> When this browser forgets it, the file and your
        passphrase are all that speaks for you. It is encrypted; raisonne and wallets can read it.
      </p>
      <div className="row">
        <button
          type="button"
          {...(!isSaved && { className: 'main' })}
          onClick={() => {
            saveFile(
              `raisonne-key-${keystore.address.slice(0, 8)}.json`,
              new Blob([JSON.stringify(keystore, null, 2)], { type: 'application/json' }),
            );
            setSaved(true);
          }}
        >
          Save the key file
        </button>
        <button type="button" className={isSaved ? 'main' : ''} disabled={!isSaved} onClick={onDone}>
          I have it: go on
        </button>
      </div>
    </div>
  );
}
