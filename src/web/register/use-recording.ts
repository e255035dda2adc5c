import { useState } from 'react';
import { AskProblem } from '../ask/ask.js';
import type { Check } from '../check/use-check.js';
import type { SentFile } from '../files/send-file.js';
import { NotSigned } from '../keys/signer.js';
import { useSigner } from '../keys/signer-context.js';
import { lastOf, type Draft } from './draft.js';
import { draftNow, whileRecording } from './drafts.js';
import type { Body } from './draft-bodies.js';
import { saysLike, unansweredOf } from './looks-field.js';
import { CLAIMED_MEANWHILE, isGone, registerDraft } from './register-draft.js';

interface Recording {
  /** Of the draft. */
  readonly id: string;
  readonly check: Check | null;
  /** What the picture's file says of its making. */
  readonly read: Body | null;
  readonly onChange: (changes: Partial<Draft>) => void;
  /** Id of the earliest claim that stands on a work that is registered; null where the page says that there is none. */
  readonly against: string | null;
  /** Looks again at what the picture is like. */
  readonly onLookAgain: () => void;
  /** Looks again at who claims the work. */
  readonly onClaimsAgain: () => void;
}

/** Signs and records a draft; where that is, and what went wrong until `forget`. */
export function useRecording({ id, check, read, against, onChange, onLookAgain, onClaimsAgain }: Recording) {
  const { signer } = useSigner();
  const [doing, setDoing] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const found = check?.found instanceof AskProblem ? null : check?.found;
  const recordHere = async () => {
    // As it is now: another tab may have been at it.
    const begun = draftNow(id);
    if (!signer || !begun || lastOf(begun) !== null) return;
    // What was sent may be recorded, and then the picture is like itself.
    const isUnsent = !begun.work && begun.sent['register-work'] === undefined;
    const unanswered = found && isUnsent ? unansweredOf(found, begun) : [];
    if (unanswered.length > 0) {
      setProblem(saysLike(unanswered));
      return;
    }
    // As it is recorded step by step: a second try goes on from there.
    let running = begun;
    const attempt = (arrived: SentFile | null) =>
      registerDraft({
        draft: running,
        signer,
        read,
        against,
        arrived,
        onStep: setDoing,
        onChange: (changes) => {
          running = { ...running, ...changes };
          onChange(changes);
        },
      });
    try {
      const looks = await attempt(check?.arrived ?? null).catch((error: unknown) => {
        if (!isGone(error)) throw error;
        return attempt(null);
      });
      if (looks.length > 0) {
        setProblem(saysLike(looks));
        onLookAgain();
      }
    } catch (error) {
      if (!(error instanceof AskProblem || error instanceof NotSigned)) throw error;
      setProblem(error.message);
      if (error instanceof AskProblem && error.code === CLAIMED_MEANWHILE) onClaimsAgain();
    } finally {
      setDoing(null);
    }
  };
  const record = async () => {
    setProblem(null);
    if (!(await whileRecording(id, recordHere)))
      setProblem('Another tab takes files into it, or records it. Sign once that is done.');
  };
  return { doing, problem, record, forget: () => setProblem(null) };
}
