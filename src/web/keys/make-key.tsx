import { useId, useState, type FormEvent } from 'react';
import { Problem } from '../parts/problem.js';
import { typedIn } from './typed-in.js';
import { Waiting } from './waiting.js';

const SHORTEST = 10;

/** Asks for a passphrase, twice. */
export function MakeKey({
  isNew,
  onDone,
  onCancel,
}: {
  readonly isNew: boolean;
  readonly onDone: (passphrase: string, onProgress: (share: number) => void) => Promise<unknown>;
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
        <input
          id={`${id}-1`}
          name="passphrase"
          type="password"
          autoComplete="new-password"
          required
          aria-describedby={`${id}-hint`}
        />
        <p className="hint" id={`${id}-hint`}>
          At least {SHORTEST} letters; a sentence that only you know is best
        </p>
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
