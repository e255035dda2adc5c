import { useId, useRef, useState, type FormEvent } from 'react';
import { Problem } from '../parts/problem.js';
import { saveFile } from '../parts/save-file.js';
import { personInWords } from '../parts/words.js';
import { browserSigner } from './browser-signer.js';
import { keepKey, keptKey, type KeptKey } from './kept-key.js';
import { decryptKey, encryptKey, newKey, readKeyFile, type Keystore } from './keystore.js';
import { NotSigned } from './signer.js';
import { useSigner } from './signer-context.js';
import { findWallets, walletSigner, type Wallet } from './wallets.js';

const SHORTEST = 10;

type Doing = 'choosing' | 'making' | 'opening' | 'saving';

/** Opens a key to sign with: a wallet's, this browser's, one from a file, or a new one. Nothing is signed by a key of which no copy was saved. */
export function KeyPanel() {
  const { signer, setSigner } = useSigner();
  const [kept, setKept] = useState(keptKey);
  const [doing, setDoing] = useState<Doing>(kept ? 'opening' : 'choosing');
  const [problem, setProblem] = useState<string | null>(null);
  const [open, setOpen] = useState<Uint8Array | null>(null);

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
      <p className="row">
        <span>
          You sign as <code title={signer.address}>{personInWords(signer.address)}</code>
          {signer.kind === 'wallet' ? ', by a wallet.' : ', by the key of this browser.'}
        </span>
        <button
          type="button"
          className="link"
          onClick={() => {
            setSigner(null);
            begin(kept ? 'opening' : 'choosing');
          }}
        >
          Use another key
        </button>
      </p>
    );
  return (
    <div className="stack key-panel">
      {problem && <Problem problem={{ message: problem }} />}
      {doing === 'choosing' && (
        <Choose
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
        <Make
          isNew={open === null}
          onCancel={() => begin('choosing')}
          onDone={async (passphrase, onProgress) => {
            const key = open ?? newKey();
            await use(key, { keystore: await encryptKey(key, passphrase, onProgress), isSaved: false });
          }}
        />
      )}
      {doing === 'opening' && kept && (
        <Open
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
        <Save
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

function Choose({
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

/** As it was typed: spaces are a part of a passphrase. */
function typedIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

type Work = (passphrase: string, onProgress: (share: number) => void) => Promise<unknown>;

function Make({
  isNew,
  onDone,
  onCancel,
}: {
  readonly isNew: boolean;
  readonly onDone: Work;
  readonly onCancel: () => void;
}) {
  const [share, setShare] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const passphrase = typedIn(form, 'passphrase');
    if (passphrase.length < SHORTEST)
      setProblem(`Take at least ${SHORTEST} letters; a sentence that only you know is best.`);
    else if (passphrase !== typedIn(form, 'again'))
      setProblem('The two passphrases differ. Type the same twice.');
    else {
      setProblem(null);
      setShare(0);
      void onDone(passphrase, setShare);
    }
  };
  return (
    <form className="stack" onSubmit={onSubmit}>
      <p>
        {isNew ? 'The key is made in this browser' : 'The key of the file is kept in this browser'}, encrypted
        with a passphrase. Nobody can give you another when it is lost.
      </p>
      <div>
        <label htmlFor={`${id}-1`}>Passphrase</label>
        <input id={`${id}-1`} name="passphrase" type="password" autoComplete="new-password" required />
      </div>
      <div>
        <label htmlFor={`${id}-2`}>The same once more</label>
        <input id={`${id}-2`} name="again" type="password" autoComplete="new-password" required />
      </div>
      {problem && <Problem problem={{ message: problem }} />}
      <Waiting share={share} what="Encrypting the key" />
      <div className="row">
        <button type="submit" className="main" disabled={share !== null}>
          {isNew ? 'Make the key' : 'Keep the key'}
        </button>
        <button type="button" onClick={onCancel} disabled={share !== null}>
          Back
        </button>
      </div>
    </form>
  );
}

function Open({
  kept,
  onDone,
  onOther,
}: {
  readonly kept: KeptKey;
  readonly onDone: (passphrase: string, onProgress: (share: number) => void) => Promise<boolean>;
  readonly onOther: () => void;
}) {
  const [share, setShare] = useState<number | null>(null);
  const [isWrong, setWrong] = useState(false);
  const id = useId();
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const passphrase = typedIn(new FormData(event.currentTarget), 'passphrase');
    setWrong(false);
    setShare(0);
    if (!(await onDone(passphrase, setShare))) {
      setWrong(true);
      setShare(null);
    }
  };
  return (
    <form className="stack" onSubmit={(event) => void onSubmit(event)}>
      <div>
        <label htmlFor={id}>
          Passphrase of your key <code>{personInWords(`0x${kept.keystore.address}`)}</code>
        </label>
        <input id={id} name="passphrase" type="password" autoComplete="current-password" required />
      </div>
      {isWrong && <Problem problem={{ message: 'That is another passphrase. Try again.' }} />}
      <Waiting share={share} what="Opening the key" />
      <div className="row">
        <button type="submit" className="main" disabled={share !== null}>
          Open the key
        </button>
        <button type="button" className="link" onClick={onOther}>
          Use another key
        </button>
      </div>
    </form>
  );
}

function Save({ keystore, onDone }: { readonly keystore: Keystore; readonly onDone: () => void }) {
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

const Waiting = ({ share, what }: { readonly share: number | null; readonly what: string }) =>
  share === null ? null : (
    <div role="status">
      {what} …
      <progress max={1} value={share} aria-label={what} />
    </div>
  );
