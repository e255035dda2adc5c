import { useId } from 'react';

interface Given {
  /** What will be signed, and that it cannot be taken back. */
  readonly words: string;
  /** As on the button before: "Sign the transfer". */
  readonly button: string;
  readonly isBusy: boolean;
  readonly onSign: () => void;
  readonly onNotYet: () => void;
}

/** Asks once more before something is signed for good. The focus goes to the answer that signs nothing. */
export function LastWord({ words, button, isBusy, onSign, onNotYet }: Given) {
  const id = useId();
  return (
    <div className="notice problem stack" role="group" aria-labelledby={id}>
      <p id={id}>{words}</p>
      <div className="row">
        <button type="button" className="main" disabled={isBusy} onClick={onSign}>
          {isBusy ? 'Signing and recording …' : `Really ${button.charAt(0).toLowerCase()}${button.slice(1)}`}
        </button>
        <button type="button" autoFocus aria-describedby={id} disabled={isBusy} onClick={onNotYet}>
          Do not sign yet
        </button>
      </div>
    </div>
  );
}
