import { useId, useState } from 'react';
import { readAddress } from '../act/read-address.js';
import { SignedForm } from '../act/signed-form.js';
import { NewKey } from '../keys/new-key.js';
import { nameRecoveryKeys } from './mine.generated.js';

interface Given {
  /** Address of the key that they may replace, which is open. */
  readonly address: string;
  readonly named: readonly string[];
  readonly onRecorded: () => void;
}

/** Names the keys that may put another in the place of one's own. */
export function RecoveryForm({ address, named, onRecorded }: Given) {
  const [text, setText] = useState(named.join('\n'));
  const [isMaking, setMaking] = useState(false);
  const id = useId();
  return (
    <div className="stack">
      <p>
        Whoever holds one of these keys can take over everything that yours holds: name a second key of your
        own that you keep elsewhere, or people whom you trust with all of it.
      </p>
      {isMaking ? (
        <NewKey
          onReady={({ keystore }) => {
            setText([text.trim(), `0x${keystore.address}`].filter(Boolean).join('\n'));
            setMaking(false);
          }}
          onCancel={() => setMaking(false)}
        />
      ) : (
        <button type="button" onClick={() => setMaking(true)}>
          Make a second key, to keep elsewhere
        </button>
      )}
      <SignedForm
        button="Sign the list"
        onRecorded={onRecorded}
        read={async () => ({
          kind: 'name-recovery-keys',
          record: nameRecoveryKeys,
          body: { key: address, recoveryKeys: addressesIn(text) },
        })}
      >
        <div>
          <label htmlFor={id}>Recovery keys: an address a line</label>
          <textarea
            id={id}
            value={text}
            placeholder="0x…"
            spellCheck={false}
            aria-describedby={`${id}-hint`}
            onChange={({ target }) => setText(target.value)}
          />
          <p className="hint" id={`${id}-hint`}>
            At most ten. The list takes the place of every list before; where it is empty, nobody may replace
            your key.
          </p>
        </div>
      </SignedForm>
    </div>
  );
}

const addressesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map((one) => readAddress(one, `“${one}” is no recovery key: each`)),
  ),
];
