import { useState } from 'react';

interface Given {
  /** What the button says, and of what. */
  readonly label: string;
  readonly name: string;
  readonly onDrop: () => void;
}

/** A button that throws something away for good, once it was asked and answered. The focus goes to the answer that loses nothing, and back. */
export function ThrowAway({ label, name, onDrop }: Given) {
  const [state, setState] = useState<'resting' | 'asking' | 'kept'>('resting');
  if (state !== 'asking')
    return (
      <button
        key="ask"
        type="button"
        className="link"
        autoFocus={state === 'kept'}
        onClick={() => setState('asking')}
      >
        {label}
        <span className="sr-only">: {name}</span>
      </button>
    );
  return (
    <span className="row" role="group" aria-label={`Throw away ${name}?`}>
      <button key="drop" type="button" onClick={onDrop}>
        Really throw away {name}
      </button>
      <button key="keep" type="button" autoFocus onClick={() => setState('kept')}>
        Keep it<span className="sr-only">: {name}</span>
      </button>
    </span>
  );
}
