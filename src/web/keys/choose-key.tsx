import { useRef } from 'react';
import { ChooseFiles } from '../files/choose-files.js';
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
        <ChooseFiles
          label="Bring a key file"
          accept=".json,application/json"
          onFiles={([file]) => {
            if (file) void file.text().then(onFile);
          }}
        />
      </div>
    </>
  );
}
