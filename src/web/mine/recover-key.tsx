import { useState, type FormEvent } from 'react';
import { textOf } from '../act/form-text.js';
import { readAddress } from '../act/read-address.js';
import { ask, AskProblem } from '../ask/ask.js';
import { Field } from '../parts/field.js';
import { Problem } from '../parts/problem.js';
import { useFocusAt } from '../parts/use-focus-at.js';
import { lostKey } from './mine.generated.js';
import { ReplaceKey, type NextKey } from './replace-key.js';

interface Given {
  /** All keys of whoever has one open: a recovery key that was replaced speaks by the one in its place. */
  readonly keys: readonly string[];
  readonly onReplaced: (next: NextKey, from: string) => void;
  readonly onCancel: () => void;
}

/** Puts a new key in the place of a lost one: first which is lost, then the new key, then the word of the recovery key that is open. */
export function RecoverKey({ keys, onReplaced, onCancel }: Given) {
  const [lost, setLost] = useState<string | null>(null);
  const place = useFocusAt<HTMLDivElement>(lost ?? '');
  return (
    <div className="stack" ref={place} tabIndex={-1}>
      <p>
        A key that was named as a recovery key can put a new key in the place of the lost one: your own, or
        that of whoever trusted you with it.
      </p>
      {lost === null ? (
        <LostKey keys={keys} onLost={setLost} />
      ) : (
        <ReplaceKey replaced={lost} isLost onReplaced={onReplaced} onCancel={onCancel} />
      )}
    </div>
  );
}

/** Asks the register before anything is made whether one of these keys may replace it. */
function LostKey({
  keys,
  onLost,
}: {
  readonly keys: readonly string[];
  readonly onLost: (address: string) => void;
}) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const find = async (form: FormData) => {
    setBusy(true);
    setProblem(null);
    try {
      const address = readAddress(textOf(form, 'from'), 'The lost key');
      const { person } = await ask(lostKey, { id: `person:${address}` });
      const why = whyNot(address, person, keys);
      if (why === null) onLost(address);
      else setProblem(why);
    } catch (error) {
      if (!(error instanceof AskProblem)) throw error;
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
        placeholder="0x…"
        hint="The page of a work of theirs names it as its owner, or who registered it"
      />
      {problem && <Problem problem={{ message: problem }} />}
      <button type="submit" className="main" disabled={isBusy}>
        Go on
      </button>
    </form>
  );
}

interface Lost {
  readonly presentKey: string;
  readonly recoveryKeys: readonly string[];
}

function whyNot(address: string, person: Lost | null, keys: readonly string[]): string | null {
  if (person && person.presentKey !== address)
    return `${address} was replaced already, by ${person.presentKey}. If that is the lost one, give its address.`;
  if (person?.recoveryKeys.some((key) => keys.includes(key))) return null;
  return `${address} did not name your key as a recovery key. Open a key that it named; there is no other way.`;
}
