import { useState } from 'react';
import { encryptKey, newKey, type Keystore } from './keystore.js';
import { MakeKey } from './make-key.js';
import { SaveKey } from './save-key.js';

/** A key that was made here, and of which a copy was saved. */
export interface MadeKey {
  readonly key: Uint8Array;
  readonly keystore: Keystore;
}

interface Given {
  readonly onReady: (made: MadeKey) => void;
  readonly onCancel: () => void;
}

/** Makes a key beside the one that is open, and gives it once a copy of it was saved: until then nothing rests on it. */
export function NewKey({ onReady, onCancel }: Given) {
  const [made, setMade] = useState<MadeKey | null>(null);
  return made ? (
    <SaveKey keystore={made.keystore} onDone={() => onReady(made)} />
  ) : (
    <MakeKey
      isNew
      onCancel={onCancel}
      onDone={async (passphrase, onProgress) => {
        const key = newKey();
        setMade({ key, keystore: await encryptKey(key, passphrase, onProgress) });
      }}
    />
  );
}
