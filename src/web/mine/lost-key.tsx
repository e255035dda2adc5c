import { useState, type FormEvent } from 'react';
import { textOf } from '../act/form-text.js';
import { readAddress } from '../act/read-address.js';
import { ask, AskProblem } from '../ask/ask.js';
import { NotSigned } from '../keys/signer.js';
import { Field } from '../parts/field.js';
import { Problem } from '../parts/problem.js';
import { lostKey } from './mine.generated.js';

interface Given {
  /** On the button that goes on. */
  readonly button: string;
  readonly address?: string | undefined;
  /** Why nothing can be done about it by the key that is open; null where it can. */
  readonly whyNot: (lost: {
    readonly address: string;
    readonly recoveryKeys: readonly string[];
  }) => string | null;
  /** May throw AskProblem and NotSigned. */
  readonly onLost: (address: string) => void | Promise<void>;
}

/** Which key is lost: the register is asked of it before anything is made or signed. */
export function LostKey({ button, address: known = '', whyNot, onLost }: Given) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const find = async (form: FormData) => {
    setBusy(true);
    setProblem(null);
    try {
      const address = readAddress(textOf(form, 'from'), 'The lost key');
      const { person } = await ask(lostKey, { id: `person:${address}` });
      const { presentKey = address, recoveryKeys = [] } = person ?? {};
      const why =
        presentKey === address
          ? whyNot({ address, recoveryKeys })
          : `${address} was replaced already: ${presentKey} is in its place. If that newer one is lost too, give its address.`;
      if (why === null) await onLost(address);
      else setProblem(why);
    } catch (error) {
      if (!(error instanceof AskProblem || error instanceof NotSigned)) throw error;
      setProblem(error.message);
    } finally {
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void find(new FormData(event.currentTarget));
  };
  return (
    <form className="stack" onSubmit={onSubmit}>
      <Field
        label="Address of the lost key"
        name="from"
        required
        defaultValue={known}
        placeholder="0x…"
        hint="The page of a work of theirs names it as its owner, or who registered it"
      />
      {problem && <Problem problem={{ message: problem }} />}
      <button type="submit" className="main" disabled={isBusy}>
        {button}
      </button>
    </form>
  );
}
