import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { AskProblem } from '../ask/ask.js';
import { hasAccepted } from '../sign/accept-place.js';
import { Problem } from '../parts/problem.js';
import type { AcceptedPlace } from './accepted-place.js';

export interface IsSigned {
  /** Null before that is known. */
  readonly is: boolean | AskProblem | null;
  readonly askAgain: () => void;
}

/** Whether the new key that somebody sent signed it. */
export function useIsSigned(sent: AcceptedPlace | null): IsSigned {
  const key = sent && JSON.stringify(sent);
  const [found, setFound] = useState<{ readonly key: string; readonly is: boolean | AskProblem } | null>(
    null,
  );
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (key === null) return;
    const { lost, by, acceptance } = JSON.parse(key) as AcceptedPlace; // as it was written above
    const look = async () => {
      try {
        setFound({ key, is: await hasAccepted({ from: lost, to: by, acceptance }) });
      } catch (error) {
        if (!(error instanceof AskProblem)) throw error;
        setFound({ key, is: error });
      }
    };
    void look();
  }, [key, times]);
  return {
    is: found?.key === key ? (found?.is ?? null) : null,
    askAgain: () => {
      setFound(null);
      setTimes((before) => before + 1);
    },
  };
}

interface SentGiven {
  readonly place: AcceptedPlace;
  readonly isSigned: IsSigned;
  /** Whether a key is open. */
  readonly isOpen: boolean;
}

/** What somebody asks by the address that they sent: that is their word, and whose keys they are nobody here knows. */
export function SentPlace({ place: { lost, by }, isSigned, isOpen }: SentGiven) {
  const { is, askAgain } = isSigned;
  if (is === null) return <p role="status">The address that you opened is looked at …</p>;
  if (is instanceof AskProblem) return <Problem problem={is} onAgain={askAgain} />;
  if (!is)
    return (
      <p className="notice problem">
        The address that you opened is not whole, or was altered: <code>{by}</code> did not sign that it takes
        the place of <code>{lost}</code>. Ask for it anew.
      </p>
    );
  return (
    <div className="notice">
      <p>
        Whoever sent you this address asks that <code>{by}</code>, their key, takes the place of the lost key{' '}
        <Link href={`/people/person:${lost}`}>
          <code>{lost}</code>
        </Link>
        , and holds what that holds. Be sure, by other ways than that message, that they are whose key was
        lost.
      </p>
      <p>
        {isOpen
          ? 'Then go on below, where your key may.'
          : 'If the lost one named a key of yours as a recovery key, open that.'}
      </p>
    </div>
  );
}
