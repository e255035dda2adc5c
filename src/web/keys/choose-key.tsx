import { useId, useRef } from 'react';
import type { KeptKey } from './kept-key.js';
import { findWallets, type Wallet } from './wallets.js';

/** Where the key comes from by which somebody signs. */
export function ChooseKey({
  kept,
  onMake,
  onOpen,
  onWallet,
  onFile,
}: {
  readonly kept: KeptKey | null;
  readonly onMake: () => void;
  readonly onOpen: () => void;
  readonly onWallet: (wallet: Wallet) => void;
  readonly onFile: (text: string) => Promise<void>;
}) {
  const wallets = useRef(findWallets());
  const id = useId();
  return (
    <>
      <p>
        Whatever you state is signed, by a key that only you have. There is no account and no password at the
        register: whoever has the key speaks for you.
      </p>
      <div className="row">
        {kept && (
          <button type="button" className="main" onClick={onOpen}>
            Open the key of this browser
          </button>
        )}
        {wallets.current.map((wallet) => (
          <button type="button" key={wallet.name} onClick={() => onWallet(wallet)}>
            Sign with {wallet.name}
          </button>
        ))}
        <button type="button" {...(!kept && { className: 'main' })} onClick={onMake}>
          Make a key in this browser
        </button>
        <label className="button" htmlFor={id}>
          Bring a key file
        </label>
        <input
          className="sr-only"
          id={id}
          type="file"
          accept=".json,application/json"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) void file.text().then(onFile);
            target.value = '';
          }}
        />
      </div>
    </>
  );
}
