import { useState } from 'react';
import { Link } from 'wouter';
import { CopyButton } from '../parts/copy-button.js';
import { Problem } from '../parts/problem.js';
import { useFocusAt } from '../parts/use-focus-at.js';
import { personInWords } from '../parts/words.js';
import { browserSigner } from './browser-signer.js';
import { ChooseKey } from './choose-key.js';
import { keepKey, keptKey, type KeptKey } from './kept-key.js';
import { decryptKey, encryptKey, newKey, readKeyFile } from './keystore.js';
import { MakeKey } from './make-key.js';
import { OpenKey } from './open-key.js';
import { SaveKey } from './save-key.js';
import { NotSigned } from './signer.js';
import { useSigner } from './signer-context.js';
import { walletSigner, type Wallet } from './wallets.js';

type Doing = 'choosing' | 'making' | 'opening' | 'saving';

/** Opens a key to sign with: a wallet's, this browser's, one from a file, or a new one. Nothing is signed by a key of which no copy was saved. */
export function KeyPanel() {
  const { signer, setSigner } = useSigner();
  const [kept, setKept] = useState(keptKey);
  const [doing, setDoing] = useState<Doing>(kept ? 'opening' : 'choosing');
  const [problem, setProblem] = useState<string | null>(null);
  const [open, setOpen] = useState<Uint8Array | null>(null);

  const place = useFocusAt<HTMLDivElement>(signer ? signer.address : doing);

  const begin = (next: Doing) => {
    setProblem(null);
    setDoing(next);
  };
  const keep = (now: KeptKey) => {
    keepKey(now);
    setKept(now);
  };
  const use = async (key: Uint8Array, store: KeptKey) => {
    keep(store);
    if (store.isSaved) setSigner(browserSigner(key));
    else {
      setOpen(key);
      begin('saving');
    }
  };
  const connect = async (wallet: Wallet) => {
    setProblem(null);
    try {
      setSigner(await walletSigner(wallet));
    } catch (error) {
      if (!(error instanceof NotSigned)) throw error;
      setProblem(error.message);
    }
  };

  if (signer)
    return (
      <div ref={place} tabIndex={-1}>
        <p className="row">
          <span>
            You sign as <code>{personInWords(signer.address)}</code>
            {signer.kind === 'wallet' ? ', by a wallet.' : ', by the key of this browser.'}
          </span>
          <button
            type="button"
            className="link"
            onClick={() => {
              setSigner(null);
              // Another may have taken its place meanwhile.
              const now = keptKey();
              setKept(now);
              const isOther = now && `0x${now.keystore.address.toLowerCase()}` !== signer.address;
              begin(isOther ? 'opening' : 'choosing');
            }}
          >
            Use another key
          </button>
        </p>
        <p className="row">
          <code>{signer.address}</code>
          <CopyButton text={signer.address} what="your address" />
          <Link href={`/people/person:${signer.address}`}>What is recorded of you</Link>
        </p>
      </div>
    );
  return (
    <div className="stack key-panel" ref={place} tabIndex={-1}>
      {problem && <Problem problem={{ message: problem }} />}
      {doing === 'choosing' && (
        <ChooseKey
          kept={kept}
          onMake={() => begin('making')}
          onOpen={() => begin('opening')}
          onWallet={(wallet) => void connect(wallet)}
          onFile={async (text) => {
            const read = readKeyFile(text);
            if (!read)
              setProblem('That is no key file. It is JSON, as this page, raisonne or a wallet saves it.');
            else if ('crypto' in read) {
              keep({ keystore: read, isSaved: true });
              begin('opening');
            } else {
              setOpen(read.key);
              begin('making');
            }
          }}
        />
      )}
      {doing === 'making' && (
        <MakeKey
          isNew={open === null}
          onCancel={() => begin('choosing')}
          onDone={async (passphrase, onProgress) => {
            const key = open ?? newKey();
            await use(key, { keystore: await encryptKey(key, passphrase, onProgress), isSaved: false });
          }}
        />
      )}
      {doing === 'opening' && kept && (
        <OpenKey
          kept={kept}
          onOther={() => begin('choosing')}
          onDone={async (passphrase, onProgress) => {
            const key = await decryptKey(kept.keystore, passphrase, onProgress);
            if (!key) return false;
            await use(key, kept);
            return true;
          }}
        />
      )}
      {doing === 'saving' && kept && open && (
        <SaveKey
          keystore={kept.keystore}
          onDone={() => {
            keep({ ...kept, isSaved: true });
            setSigner(browserSigner(open));
          }}
        />
      )}
    </div>
  );
}
