import { useState } from 'react';
import { useSigner } from '../keys/signer-context.js';
import { CopyButton } from '../parts/copy-button.js';
import { useFocusAt } from '../parts/use-focus-at.js';
import { acceptPlace } from '../sign/accept-place.js';
import { addressOfPlace } from './accepted-place.js';
import { LostKey } from './lost-key.js';

/** The owner of a lost key takes its place by the key that is open, as soon as somebody with a recovery key says so. `keys`: all of whoever has it. */
export function TakePlace({ keys }: { readonly keys: readonly string[] }) {
  const { signer } = useSigner();
  const [at, setAt] = useState<string | null>(null);
  const place = useFocusAt<HTMLDivElement>(at ?? '');
  return (
    <div className="stack" ref={place} tabIndex={-1}>
      <p>
        You lost a key, and the one that is open shall take its place. Your signature here permits it; it
        comes to pass by the word of somebody whom the lost key named as a recovery key.
      </p>
      {at === null ? (
        <LostKey
          button="Sign that this key takes its place"
          whyNot={({ address, recoveryKeys }) => whyNot({ address, recoveryKeys, keys })}
          onLost={async (lost) => {
            if (!signer) return;
            const acceptance = await acceptPlace(signer, { from: lost });
            setAt(addressOfPlace({ lost, by: signer.address, acceptance }));
          }}
        />
      ) : (
        <div className="notice">
          <p>
            Signed. Send this address to somebody who has a recovery key of the lost one: they open it, and
            their key, and sign.
          </p>
          <p className="row">
            <code>{at}</code>
            <CopyButton text={at} what="the address to send" />
          </p>
        </div>
      )}
    </div>
  );
}

function whyNot({
  address,
  recoveryKeys,
  keys,
}: {
  readonly address: string;
  readonly recoveryKeys: readonly string[];
  readonly keys: readonly string[];
}): string | null {
  if (keys.includes(address)) return `${address} is your own key, and takes no place of itself.`;
  if (keys.length > 1)
    return 'The key that is open has taken the place of another already, and a key does that once. Make a new one, and open that.';
  return recoveryKeys.length > 0
    ? null
    : `${address} named no recovery keys: nobody may put another in its place.`;
}
