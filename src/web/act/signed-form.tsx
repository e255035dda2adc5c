import { useState, type FormEvent, type ReactNode } from 'react';
import { ask, AskProblem } from '../ask/ask.js';
import type { Question } from '../ask/question.js';
import { NotSigned } from '../keys/signer.js';
import { useSigner } from '../keys/signer-context.js';
import { Problem } from '../parts/problem.js';
import type { Signed } from '../sign/sign-statement.js';

type Body = Readonly<Record<string, unknown>>;

/** What a form states: a kind of statement, its body as far as it is filled in, and the mutation that records it. */
export interface Stated {
  readonly kind: string;
  readonly body: Body;
  readonly record: Question<unknown, { readonly input: Signed & { readonly uploads?: string[] } }>;
}

export interface SignedFormGiven {
  /** Reads the form; files of it are sent before. Throws AskProblem for what cannot be stated. */
  readonly read: (form: FormData) => Promise<Stated & { readonly uploads?: string[] }>;
  /** On the button: "Sign the transfer". */
  readonly button: string;
  readonly onRecorded: () => void;
  readonly children?: ReactNode;
}

/** A form that ends in a signed statement, by the key that is open. */
export function SignedForm({ read, button, onRecorded, children }: SignedFormGiven) {
  const { signer } = useSigner();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (form: FormData) => {
    if (!signer) return;
    setBusy(true);
    setProblem(null);
    try {
      const { kind, body, record, uploads } = await read(form);
      // It makes what is signed, by the code of the register; only here is it wanted.
      const { signStatement } = await import('../sign/sign-statement.js');
      const signed = await signStatement(signer, { kind, body });
      await ask(record, { input: { ...signed, ...(uploads && { uploads }) } });
      onRecorded();
    } catch (error) {
      if (!(error instanceof AskProblem || error instanceof NotSigned)) throw error;
      setProblem(error.message);
    } finally {
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void submit(new FormData(event.currentTarget));
  };
  return (
    <form className="stack" onSubmit={onSubmit}>
      {children}
      {problem && <Problem problem={{ message: problem }} />}
      <button type="submit" className="main" disabled={!signer || isBusy}>
        {isBusy ? 'Signing and recording …' : button}
      </button>
      {!signer && <p className="hint">Open a key first: what you state is signed.</p>}
    </form>
  );
}
