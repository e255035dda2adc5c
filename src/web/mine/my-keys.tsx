import { useState } from 'react';
import { dayInWords, personInWords } from '../parts/words.js';
import type { MyWorksQuery } from './mine.generated.js';
import type { AcceptedPlace } from './accepted-place.js';
import { RecoverKey } from './recover-key.js';
import { RecoveryForm } from './recovery-form.js';
import { ReplaceKey, type NextKey } from './replace-key.js';
import { TakePlace } from './take-place.js';

interface Given {
  readonly mine: Pick<NonNullable<MyWorksQuery['person']>, 'keys' | 'recoveryKeys' | 'rotations'>;
  /** Address of the key that is open. */
  readonly address: string;
  /** A new key that somebody sent, to be put in the place of a lost one. */
  readonly accepted: AcceptedPlace | null;
  readonly onRecorded: () => void;
  readonly onReplaced: (next: NextKey, from: string) => void;
}

type Act = 'name' | 'replace' | 'recover' | 'take';

const NAMES: Readonly<Record<Act, string>> = {
  name: 'Name recovery keys',
  replace: 'Replace this key',
  recover: 'Recover a lost key',
  take: 'Take the place of a lost key',
};

/** What may come of one's key: who may replace it, another in its place, and the other way round, a lost key that this one may replace. */
export function MyKeys({ mine, address, accepted, onRecorded, onReplaced }: Given) {
  const [act, setAct] = useState<Act | null>(accepted ? 'recover' : null);
  const { recoveryKeys, rotations } = mine;
  const end = () => setAct(null);
  const replaced = (next: NextKey, from: string) => {
    end();
    onReplaced(next, from);
  };
  return (
    <section id="keys">
      <h2>When a key is lost</h2>
      {recoveryKeys.length === 0 ? (
        <p>
          Nobody may put another key in the place of yours. Name recovery keys while you have it: afterwards
          it is too late.
        </p>
      ) : (
        <>
          <p>May put another key in the place of yours:</p>
          <ul>
            {recoveryKeys.map((key) => (
              <li key={key}>
                <code>{key}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      {rotations.length > 0 && (
        <ul>
          {rotations.map(({ fromKey, toKey, reason, rotatedAt }) => (
            <li key={fromKey}>
              {personInWords(toKey)} took the place of {personInWords(fromKey)}, {dayInWords(rotatedAt)}{' '}
              <span className="quiet">({reason.toLowerCase()})</span>
            </li>
          ))}
        </ul>
      )}
      <div className="row">
        {(['name', 'replace', 'recover', 'take'] as const).map((one) => (
          <button
            key={one}
            type="button"
            aria-expanded={one === act}
            onClick={() => setAct(one === act ? null : one)}
          >
            {NAMES[one]}
          </button>
        ))}
      </div>
      <p className="hint">
        Recover a lost key by this one where the lost one named it, your own or a friend’s. Where this key is
        new and a friend has the recovery key, take the place of the lost one: the friend puts you there.
      </p>
      {act && (
        <div className="unfolded stack">
          {act === 'name' && (
            <RecoveryForm
              address={address}
              named={recoveryKeys}
              onRecorded={() => {
                end();
                onRecorded();
              }}
            />
          )}
          {act === 'replace' && (
            <>
              <p>
                Put another key in the place of this one: as planned, or when you suspect that somebody else
                has it. Then be first.
              </p>
              <ReplaceKey replaced={address} onReplaced={replaced} onCancel={end} />
            </>
          )}
          {act === 'recover' && (
            <RecoverKey keys={mine.keys} accepted={accepted} onReplaced={replaced} onCancel={end} />
          )}
          {act === 'take' && <TakePlace keys={mine.keys} />}
        </div>
      )}
    </section>
  );
}
