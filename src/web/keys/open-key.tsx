import { useId, useState, type FormEvent } from 'react';
import { Problem } from '../parts/problem.js';
import { personInWords } from '../parts/words.js';
import type { KeptKey } from './kept-key.js';
import { typedIn } from './typed-in.js';
import { Waiting } from './waiting.js';

/** Asks for the passphrase of the key that this browser keeps. */
export function OpenKey({
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
