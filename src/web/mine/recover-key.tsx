import { useState } from 'react';
import { useFocusAt } from '../parts/use-focus-at.js';
import type { AcceptedPlace } from './accepted-place.js';
import { LostKey } from './lost-key.js';
import { ReplaceKey, type NextKey } from './replace-key.js';

interface Given {
  /** All keys of whoever has one open: a recovery key that was replaced speaks by the one in its place. */
  readonly keys: readonly string[];
  /** The new key, where somebody sent it; else it is made or chosen here. */
  readonly accepted: AcceptedPlace | null;
  readonly onReplaced: (next: NextKey, from: string) => void;
  readonly onCancel: () => void;
}

/** Puts a new key in the place of a lost one: first which is lost, then the new key, then the word of the recovery key that is open. */
export function RecoverKey({ keys, accepted, onReplaced, onCancel }: Given) {
  const [lost, setLost] = useState<string | null>(null);
  const place = useFocusAt<HTMLDivElement>(lost ?? '');
  return (
    <div className="stack" ref={place} tabIndex={-1}>
      <p>
        A key that was named as a recovery key can put a new key in the place of the lost one: your own, or
        that of whoever trusted you with it.
      </p>
      {lost === null ? (
        <LostKey
          button="Go on"
          address={accepted?.lost}
          whyNot={({ address, recoveryKeys }) =>
            recoveryKeys.some((key) => keys.includes(key))
              ? null
              : `${address} did not name your key as a recovery key. Open a key that it named; there is no other way.`
          }
          onLost={setLost}
        />
      ) : (
        <ReplaceKey
          replaced={lost}
          isLost
          accepted={accepted?.lost === lost ? accepted : null}
          onReplaced={onReplaced}
          onCancel={onCancel}
        />
      )}
    </div>
  );
}
